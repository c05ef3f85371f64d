#include "validation/reference/simulate.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>

#include "validation/reference/copula.hpp"
#include "validation/reference/disease.hpp"
#include "validation/reference/draws.hpp"
#include "validation/reference/hazard.hpp"
#include "validation/reference/profiles.hpp"
#include "validation/reference/responses.hpp"
#include "validation/reference/second_randomisation.hpp"

namespace vtrial::reference {
namespace {

using trials::Study;
using trials::Transition;

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

/// What changes a patient's hazards on the way; null what does not.
struct Changes {
    trials::Crossover const* crossover = nullptr;
    trials::SecondRandomisation const* second = nullptr;
};

/// When each transition would happen, in days from the start of its clock. A patient who crosses
/// over reaches the same hazard on the drug later or sooner by the ratio.
Durations treat(Changes const& changes, std::vector<CumulativeHazard> const& hazards,
                double frailty, PhiloxCounter const& first_line, PhiloxCounter const& next_line) {
    std::array<std::uint32_t, trials::transition_count> const words{
        first_line[0], first_line[1], first_line[2], first_line[3],
        next_line[0],  next_line[1],  next_line[2]};
    double const cure = uniform_23_bits(next_line[3]);
    Durations durations{};
    for (std::size_t i = 0; i < durations.size(); ++i) {
        bool const is_gap = static_cast<Transition>(i) == Transition::next_line_start;
        double hazard_ratio = 1.0;
        if (changes.crossover != nullptr) {
            auto const& ratios = changes.crossover->hazard_ratio_by_transition;
            auto const own = ratios.find(trials::transition_names[i]);
            hazard_ratio = own == ratios.end() ? 1.0 : own->second;
        }
        double target = exponential(words[i]) / (is_gap ? 1.0 : frailty) / hazard_ratio;
        if (changes.second != nullptr) {
            bool const is_running = i < 2;  // its clock starts at the first randomisation
            double const months =
                second_randomisation_day(*changes.second) / trials::days_per_month;
            target = target_after_second(*changes.second, static_cast<Transition>(i), target,
                                         is_running ? hazards[i].at(months) : 0.0);
        }
        double const days = hazards[i].inverse(target) * trials::days_per_month;
        bool const never = cure < hazards[i].cured_share();
        durations[i] = never ? longest_days : std::min(days, longest_days);
    }
    return durations;
}

/// PFS, PFS2 and OS in days from randomisation. Where two things come together, death is first.
using EndpointDays = std::array<double, 4>;
EndpointDays endpoints(Durations const& durations) {
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

/// Randomises a patient again who has come so far by these durations and consents.
void randomise_again(trials::SecondRandomisation const& second, int planned_arm,
                     Durations const& durations, ReferencePatient& patient) {
    int const day = second_randomisation_day(second);
    bool const is_eligible =
        std::min(durations[0], durations[1]) > day && patient.dropout_days > day;
    patient.second_arm = is_eligible ? planned_arm : -1;
    patient.second_day = patient.second_arm >= 0 ? day : -1;
}

/// The disease model's times; who has dropped out is not randomised again.
void take_course(Study const& study, DiseaseCourses const& disease, Draws const& draws,
                 std::uint32_t who, ReferencePatient& patient) {
    int const planned = study.second_randomisation
                            ? planned_second_arm(*study.second_randomisation, draws, who)
                            : -1;
    DiseaseTimes const times = disease.times(draws, who, patient.arm, planned);
    patient.endpoint_days = times.endpoint_days;
    bool const is_again = times.second_day < std::min(patient.dropout_days, longest_days);
    patient.second_arm = is_again ? planned : -1;
    patient.second_day = is_again ? static_cast<int>(std::round(times.second_day)) : -1;
}

FollowUp observe(double endpoint_days, double dropout_days) {
    double const last_day = std::ceil(std::min(endpoint_days, dropout_days));
    return {std::max(1, static_cast<int>(last_day)), endpoint_days <= dropout_days};
}

using Hazards = std::vector<CumulativeHazard>;  ///< by transition or, of a copula, by endpoint

/// The hazards of each arm, then profile.
std::array<std::vector<Hazards>, 2> all_hazards(Study const& study) {
    int const profiles = static_cast<int>(profile_prevalences(study).size());
    std::array<std::vector<Hazards>, 2> all;
    for (int arm = 0; arm < 2; ++arm) {
        for (int profile = 0; profile < profiles; ++profile) {
            Hazards hazards;
            for (trials::TransitionModel const& model : trials::hazard_models(study)) {
                hazards.emplace_back(study, model, arm, profile);
            }
            all[static_cast<std::size_t>(arm)].push_back(hazards);
        }
    }
    return all;
}

std::vector<ReferencePatient> enrol(Study const& study, Draws const& draws) {
    auto const prevalences = profile_prevalences(study);
    double const share = randomised_share(study);
    auto const disease = study.myeloma ? std::optional<DiseaseCourses>(study) : std::nullopt;
    std::vector<ReferencePatient> patients(static_cast<std::size_t>(study.patients));
    for (std::uint32_t who = 0; who < patients.size(); ++who) {
        auto const words = draws.words(baseline_purpose, who);
        double const screened = (who + uniform_32_bits(words[0])) / share;
        double const days = arrival_month(study.accrual, screened) * trials::days_per_month;
        patients[who].entry_day = static_cast<int>(std::floor(days + study.screening.days));
        patients[who].profile = draw_profile(prevalences, uniform_32_bits(words[1]));
        if (disease) patients[who].profile += disease->covariate_profiles(draws, who);
        patients[who].stratum = stratum_of_profile(study, patients[who].profile);
    }
    return patients;
}

void follow(Study const& study, Draws const& draws, std::vector<ReferencePatient>& patients) {
    auto const hazards = all_hazards(study);
    auto const disease = study.myeloma ? std::optional<DiseaseCourses>(study) : std::nullopt;
    double const sd = study.model.frailty_sd;
    for (std::uint32_t who = 0; who < patients.size(); ++who) {
        ReferencePatient& patient = patients[who];
        auto const words = draws.words(baseline_purpose, who);
        auto const& own_hazards = hazards[static_cast<std::size_t>(patient.arm)]
                                         [static_cast<std::size_t>(patient.profile)];
        auto const first_line = draws.words(first_line_purpose, who);
        auto const next_line = draws.words(next_line_purpose, who);
        auto const further = draws.words(further_purpose, who);
        double time_quantile = uniform_32_bits(words[2]);
        patient.dropout_days = dropout_days(study.dropout, patient.arm, words[3]);
        if (disease) {
            take_course(study, *disease, draws, who, patient);
        } else if (study.copula) {
            auto const joint = joint_endpoints(*study.copula, own_hazards, first_line, next_line);
            std::copy(joint.days.begin(), joint.days.end(), patient.endpoint_days.begin());
            time_quantile = joint.first_survival;
        } else {
            double const frailty =
                sd > 0.0 ? std::exp(sd * normal_quantile(uniform_32_bits(words[2]))) : 1.0;
            bool const crosses = study.crossover && patient.arm == 0 &&
                                 uniform_32_bits(further[0]) < study.crossover->share;
            Changes changes{crosses ? &*study.crossover : nullptr, nullptr};
            Durations durations = treat(changes, own_hazards, frailty, first_line, next_line);
            if (study.second_randomisation) {
                int const planned = planned_second_arm(*study.second_randomisation, draws, who);
                randomise_again(*study.second_randomisation, planned, durations, patient);
            }
            if (patient.second_arm == 1) {
                changes.second = &*study.second_randomisation;
                durations = treat(changes, own_hazards, frailty, first_line, next_line);
            }
            patient.endpoint_days = endpoints(durations);
        }
        for (std::size_t i = 0; i < patient.follow_up.size(); ++i) {
            patient.follow_up[i] = observe(patient.endpoint_days[i], patient.dropout_days);
        }
        if (!study.myeloma) {  // whose responses follow from the course
            patient.responses = responses(study, patient, time_quantile, further);
        }
    }
}

}  // namespace

ReferenceTrial simulate(Study const& study, std::uint64_t replicate) {
    Draws const draws{study.seed, replicate};
    ReferenceTrial trial{enrol(study, draws)};
    randomise(study, draws, trial.patients);
    follow(study, draws, trial.patients);
    if (study.assessments) assess(study, replicate, trial.patients);
    return trial;
}

}  // namespace vtrial::reference
