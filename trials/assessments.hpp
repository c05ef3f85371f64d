// Assessments: progression is seen only at visits, and two rules say what that means for PFS.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <vector>

namespace vtrial::trials {

/// How PFS is censored where progression is seen only at visits; docs/ASSESSMENTS.md has the table.
enum class CensoringRule : std::uint8_t { fda, treatment_policy };
inline constexpr std::array<char const*, 2> censoring_rule_names{"fda", "treatment_policy"};

/// Visits at equal distances, each counted from the one before.
struct AssessmentPhase {
    int every_days = 0;
    std::optional<double> until_months;  ///< after randomisation; the last phase has no end

    bool operator==(AssessmentPhase const&) const = default;
};

struct Assessments {
    std::vector<AssessmentPhase> phases;
    double control_missed_share = 0.0;  ///< probability that a visit is missed, each by itself
    double experimental_missed_share = 0.0;
    /// probability to start a new therapy within a year before progression is seen: a constant
    /// hazard, as that of drop-out
    double control_new_therapy_per_year = 0.0;
    double experimental_new_therapy_per_year = 0.0;

    bool operator==(Assessments const&) const = default;
};

/// Whether both arms are assessed and leave their treatment alike.
constexpr bool are_alike(Assessments const& assessments) {
    return assessments.control_missed_share == assessments.experimental_missed_share &&
           assessments.control_new_therapy_per_year ==
               assessments.experimental_new_therapy_per_year;
}

}  // namespace vtrial::trials
