#include "validation/reference/assess.hpp"

#include <algorithm>
#include <cmath>

#include "validation/reference/philox.hpp"
#include "validation/reference/simulate.hpp"

namespace vtrial::reference {
namespace {

constexpr std::uint32_t assessment_purpose = 6;

/// The words of a patient's block: 0 for new therapy, then one for every eight visits.
PhiloxCounter words_of(trials::Study const& study, std::uint64_t replicate, std::uint32_t patient,
                       std::uint32_t block) {
    return philox(
        {block * (1u << 20) + patient, assessment_purpose, static_cast<std::uint32_t>(replicate),
         static_cast<std::uint32_t>(replicate >> 32)},
        {static_cast<std::uint32_t>(study.seed), static_cast<std::uint32_t>(study.seed >> 32)});
}

/// Visits are numbered from 1; each has half a word, the lower one first.
bool takes_place(PhiloxCounter const& words, std::uint32_t visit, double missed_share) {
    std::uint32_t const half_word = (visit - 1) % 8;
    std::uint32_t const word = words[half_word / 2];
    std::uint32_t const half = half_word % 2 == 0 ? word % 65536 : word / 65536;
    return half >= std::lround(missed_share * 65536.0);
}

/// The day of the visit after one on `day`.
int next_visit_day(std::vector<trials::AssessmentPhase> const& phases, int day) {
    for (trials::AssessmentPhase const& phase : phases) {
        bool const fits =
            !phase.until_months ||
            day + phase.every_days <= std::lround(*phase.until_months * trials::days_per_month);
        if (fits) return day + phase.every_days;
    }
    return never_day;
}

int whole_days(double days) { return std::max(1, static_cast<int>(std::ceil(days))); }

/// What of a patient's course is there to be seen at visits.
PatientHistory history_of(trials::Study const& study, std::uint64_t replicate, std::uint32_t who,
                          ReferencePatient const& patient) {
    double const progression = patient.days_of(trials::EndpointKind::PFS);
    double const death = patient.days_of(trials::EndpointKind::OS);
    PatientHistory history;
    if (progression < death) history.progression = whole_days(progression);
    if (death <= patient.dropout_days) history.death = whole_days(death);
    history.dropout = whole_days(patient.dropout_days);
    history.new_therapy = whole_days(new_therapy_days(study, replicate, who, patient.arm));
    int const last_day = static_cast<int>(study.maximum_months * trials::days_per_month);
    history.visits = planned_visits(study, replicate, who, patient.arm, last_day);
    return history;
}

/// The rule that decides the first endpoint that is PFS.
trials::CensoringRule deciding_rule(trials::Study const& study) {
    for (trials::Endpoint const& endpoint : study.endpoints) {
        if (endpoint.kind != trials::EndpointKind::PFS) continue;
        return endpoint.rules.empty() ? trials::CensoringRule::fda : endpoint.rules.front();
    }
    return trials::CensoringRule::fda;
}

}  // namespace

std::vector<Visit> planned_visits(trials::Study const& study, std::uint64_t replicate,
                                  std::uint32_t patient, int arm, int last_day) {
    double const missed_share = arm == 1 ? study.assessments->experimental_missed_share
                                         : study.assessments->control_missed_share;
    std::vector<Visit> visits;
    int day = next_visit_day(study.assessments->phases, 0);
    PhiloxCounter words{};
    for (std::uint32_t visit = 1; day <= last_day; ++visit) {
        if (visit % 8 == 1) words = words_of(study, replicate, patient, (visit + 7) / 8);
        visits.push_back({day, takes_place(words, visit, missed_share)});
        day = next_visit_day(study.assessments->phases, day);
    }
    return visits;
}

double new_therapy_days(trials::Study const& study, std::uint64_t replicate, std::uint32_t patient,
                        int arm) {
    double const per_year = arm == 1 ? study.assessments->experimental_new_therapy_per_year
                                     : study.assessments->control_new_therapy_per_year;
    if (per_year == 0.0) return longest_days;
    std::uint32_t const word = words_of(study, replicate, patient, 0)[0];
    double const exponential = -std::log(((word >> 9) + 0.5) / 8388608.0);
    return std::min(exponential / (-std::log(1.0 - per_year) / 365.25), longest_days);
}

Standing pfs_standing(PatientHistory const& history, trials::CensoringRule rule,
                      int followed_days) {
    bool const by_fda = rule == trials::CensoringRule::fda;
    int const under_observation = std::min({followed_days, history.death - 1, history.dropout - 1});
    Standing const censored_at_baseline{0, false};
    Standing last_assessed = censored_at_baseline;
    int missed_in_a_row = 0;
    for (Visit const& visit : history.visits) {
        if (visit.day > under_observation) break;
        if (by_fda && history.new_therapy < visit.day) return last_assessed;
        if (!visit.takes_place) {
            ++missed_in_a_row;
        } else if (history.progression <= visit.day) {
            return by_fda && missed_in_a_row >= 2 ? last_assessed : Standing{visit.day, true};
        } else {
            last_assessed.day = visit.day;
            missed_in_a_row = 0;
        }
    }
    bool const dies = history.death <= followed_days;
    bool const counts = !by_fda || (history.new_therapy >= history.death && missed_in_a_row < 2);
    return dies && counts ? Standing{history.death, true} : last_assessed;
}

void assess(trials::Study const& study, std::uint64_t replicate,
            std::vector<ReferencePatient>& patients) {
    int const last_day = static_cast<int>(study.maximum_months * trials::days_per_month);
    for (std::uint32_t who = 0; who < patients.size(); ++who) {
        ReferencePatient& patient = patients[who];
        patient.history = history_of(study, replicate, who, patient);
        Standing const standing = pfs_standing(patient.history, deciding_rule(study), last_day);
        patient.follow_up[0] = {standing.day, standing.event};
    }
}

}  // namespace vtrial::reference
