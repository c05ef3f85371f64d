#include "validation/reference/simulate.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "validation/reference/hazard.hpp"
#include "validation/reference/philox.hpp"
#include "validation/reference/profiles.hpp"

namespace vtrial::reference {
namespace {

using trials::Study;
using trials::Transition;

/// What four words are drawn for, and by whom: the table of docs/REPLICATE.md.
constexpr std::uint32_t baseline_purpose = 0;
constexpr std::uint32_t first_line_purpose = 1;
constexpr std::uint32_t next_line_purpose = 2;
constexpr std::uint32_t permuted_block_purpose = 3;

struct Draws {
    std::uint64_t seed;
    std::uint64_t replicate;

    PhiloxCounter words(std::uint32_t purpose, std::uint32_t who) const {
        return philox({who, purpose, static_cast<std::uint32_t>(replicate),
                       static_cast<std::uint32_t>(replicate >> 32)},
                      {static_cast<std::uint32_t>(seed), static_cast<std::uint32_t>(seed >> 32)});
    }
};

double uniform_23_bits(std::uint32_t word) { return ((word >> 9) + 0.5) / 8388608.0; }
double uniform_32_bits(std::uint32_t word) { return (word + 0.5) / 4294967296.0; }
double exponential(std::uint32_t word) { return -std::log(uniform_23_bits(word)); }

/// The z below which a standard normal variable lies with this probability, by bisection.
double normal_quantile(double probability) {
    double below = -10.0;
    double above = 10.0;
    for (int halving = 0; halving < 60; ++halving) {
        double const middle = (below + above) / 2.0;
        double const distribution = std::erfc(-middle / std::sqrt(2.0)) / 2.0;
        (distribution < probability ? below : above) = middle;
    }
    return (below + above) / 2.0;
}

/// The month at which the expected number of patients recruited reaches `patients`.
double arrival_month(trials::Accrual const& accrual, double patients) {
    double recruited = 0.0;
    for (std::size_t piece = 0; piece < accrual.starts_months.size(); ++piece) {
        bool const is_last = piece + 1 == accrual.starts_months.size();
        double const start = accrual.starts_months[piece];
        double const rate = accrual.patients_per_month[piece];
        double const gain = is_last ? 0.0 : rate * (accrual.starts_months[piece + 1] - start);
        if (is_last || recruited + gain >= patients) return start + (patients - recruited) / rate;
        recruited += gain;
    }
    return std::numeric_limits<double>::infinity();
}

int draw_profile(std::vector<double> const& prevalences, double uniform) {
    int profile = 0;
    double cumulative = 0.0;
    for (std::size_t i = 0; i + 1 < prevalences.size(); ++i) {
        cumulative += prevalences[i];
        if (std::round(cumulative * 4294967296.0) / 4294967296.0 <= uniform) ++profile;
    }
    return profile;
}

/// The arms of the places of one permuted block.
std::vector<int> permuted_block(Study const& study, Draws const& draws, int stratum, int block) {
    int const ratios = study.arms[0].ratio + study.arms[1].ratio;
    int places_left = study.block_size;
    int experimental_left = study.block_size * study.arms[1].ratio / ratios;
    std::vector<int> arms;
    for (int place = 0; place < study.block_size; ++place) {
        int const quarter = place / 4;
        auto const who = static_cast<std::uint32_t>((stratum << 24) + (quarter << 20) + block);
        std::uint32_t const word =
            draws.words(permuted_block_purpose, who)[static_cast<std::size_t>(place % 4)];
        // a whole number below places_left, each about equally likely
        std::uint64_t const pick = (std::uint64_t{word} * static_cast<unsigned>(places_left)) >> 32;
        bool const is_experimental = pick < static_cast<unsigned>(experimental_left);
        arms.push_back(is_experimental ? 1 : 0);
        places_left -= 1;
        experimental_left -= is_experimental ? 1 : 0;
    }
    return arms;
}

/// Gives each patient, in order of arrival, the next place of the blocks of the patient's stratum.
void randomise(Study const& study, Draws const& draws, std::vector<ReferencePatient>& patients) {
    struct Blocks {
        int opened = 0;
        std::vector<int> current;
        std::size_t places_taken = 0;
    };
    std::vector<Blocks> blocks(static_cast<std::size_t>(stratum_count(study)));
    for (ReferencePatient& patient : patients) {
        Blocks& own = blocks[static_cast<std::size_t>(patient.stratum)];
        if (own.places_taken == own.current.size()) {
            own.current = permuted_block(study, draws, patient.stratum, own.opened);
            own.places_taken = 0;
            own.opened += 1;
        }
        patient.arm = own.current[own.places_taken];
        own.places_taken += 1;
    }
}

using Durations = std::array<double, trials::transition_count>;  ///< days, by transition

/// When each transition would happen, in days from the start of its clock.
Durations treat(std::vector<CumulativeHazard> const& hazards, double frailty,
                PhiloxCounter const& first_line, PhiloxCounter const& next_line) {
    std::array<std::uint32_t, trials::transition_count> const words{
        first_line[0], first_line[1], first_line[2], first_line[3],
        next_line[0],  next_line[1],  next_line[2]};
    double const cure = uniform_23_bits(next_line[3]);
    Durations durations{};
    for (std::size_t i = 0; i < durations.size(); ++i) {
        bool const is_gap = static_cast<Transition>(i) == Transition::next_line_start;
        double const target = exponential(words[i]) / (is_gap ? 1.0 : frailty);
        double const days = hazards[i].inverse(target) * trials::days_per_month;
        bool const never = cure < hazards[i].cured_share();
        durations[i] = never ? longest_days : std::min(days, longest_days);
    }
    return durations;
}

/// PFS, PFS2 and OS in days from randomisation. Where two things come together, death is first.
std::array<double, 3> endpoints(Durations const& durations) {
    auto const days = [&](Transition t) { return durations[static_cast<std::size_t>(t)]; };
    double const progression = days(Transition::progression);
    double const early_death = days(Transition::death_before_progression);
    if (early_death <= progression) return {early_death, early_death, early_death};

    double const gap = days(Transition::next_line_start);
    double const death_in_gap = days(Transition::death_before_next_line);
    if (death_in_gap <= gap) {
        double const death = progression + death_in_gap;
        return {progression, death, death};
    }

    double const next_line = progression + gap;
    double const second_progression = days(Transition::second_progression);
    double const death_on_next_line = days(Transition::death_on_next_line);
    if (death_on_next_line <= second_progression) {
        double const death = next_line + death_on_next_line;
        return {progression, death, death};
    }
    double const pfs2 = next_line + second_progression;
    return {progression, pfs2, pfs2 + days(Transition::death_after_second_progression)};
}

double dropout_days(trials::Dropout const& dropout, int arm, std::uint32_t word) {
    double const per_year = arm == 1 ? dropout.experimental_per_year : dropout.control_per_year;
    double const rate_per_day = -std::log(1.0 - per_year) / 365.25;
    return rate_per_day > 0.0 ? std::min(exponential(word) / rate_per_day, longest_days)
                              : longest_days;
}

FollowUp observe(double endpoint_days, double dropout_days) {
    double const last_day = std::ceil(std::min(endpoint_days, dropout_days));
    return {std::max(1, static_cast<int>(last_day)), endpoint_days <= dropout_days};
}

using Hazards = std::vector<CumulativeHazard>;  ///< by transition

/// The hazards of each arm, then profile.
std::array<std::vector<Hazards>, 2> all_hazards(Study const& study) {
    int const profiles = static_cast<int>(profile_prevalences(study).size());
    std::array<std::vector<Hazards>, 2> all;
    for (int arm = 0; arm < 2; ++arm) {
        for (int profile = 0; profile < profiles; ++profile) {
            Hazards hazards;
            for (std::size_t i = 0; i < trials::transition_count; ++i) {
                hazards.emplace_back(study, static_cast<Transition>(i), arm, profile);
            }
            all[static_cast<std::size_t>(arm)].push_back(hazards);
        }
    }
    return all;
}

std::vector<ReferencePatient> enrol(Study const& study, Draws const& draws) {
    auto const prevalences = profile_prevalences(study);
    double const share = randomised_share(study);
    std::vector<ReferencePatient> patients(static_cast<std::size_t>(study.patients));
    for (std::uint32_t who = 0; who < patients.size(); ++who) {
        auto const words = draws.words(baseline_purpose, who);
        double const screened = (who + uniform_32_bits(words[0])) / share;
        double const days = arrival_month(study.accrual, screened) * trials::days_per_month;
        patients[who].entry_day = static_cast<int>(std::floor(days + study.screening.days));
        patients[who].profile = draw_profile(prevalences, uniform_32_bits(words[1]));
        patients[who].stratum = stratum_of_profile(study, patients[who].profile);
    }
    return patients;
}

void follow(Study const& study, Draws const& draws, std::vector<ReferencePatient>& patients) {
    auto const hazards = all_hazards(study);
    double const sd = study.model.frailty_sd;
    for (std::uint32_t who = 0; who < patients.size(); ++who) {
        ReferencePatient& patient = patients[who];
        auto const words = draws.words(baseline_purpose, who);
        double const frailty =
            sd > 0.0 ? std::exp(sd * normal_quantile(uniform_32_bits(words[2]))) : 1.0;
        auto const& own_hazards = hazards[static_cast<std::size_t>(patient.arm)]
                                         [static_cast<std::size_t>(patient.profile)];
        auto const durations = treat(own_hazards, frailty, draws.words(first_line_purpose, who),
                                     draws.words(next_line_purpose, who));
        patient.endpoint_days = endpoints(durations);
        patient.dropout_days = dropout_days(study.dropout, patient.arm, words[3]);
        for (std::size_t i = 0; i < patient.follow_up.size(); ++i) {
            patient.follow_up[i] = observe(patient.endpoint_days[i], patient.dropout_days);
        }
    }
}

}  // namespace

ReferenceTrial simulate(Study const& study, std::uint64_t replicate) {
    Draws const draws{study.seed, replicate};
    ReferenceTrial trial{enrol(study, draws)};
    randomise(study, draws, trial.patients);
    follow(study, draws, trial.patients);
    return trial;
}

}  // namespace vtrial::reference
