// A trial in myeloma: one population and disease, two arms, one way to look at them.
#pragma once

#include <array>
#include <string>
#include <vector>

#include "trials/myeloma/assessment.hpp"
#include "trials/myeloma/daratumumab.hpp"
#include "trials/myeloma/death.hpp"
#include "trials/myeloma/disease.hpp"
#include "trials/myeloma/next_lines.hpp"
#include "trials/myeloma/population.hpp"
#include "trials/myeloma/regimen.hpp"

namespace vtrial::trials {

/// A patient is cut off at the follow-up of the cut, earlier or later by at most half of accrual.
struct FollowUpPlan {
    double accrual_months = 0.0;
    double horizon_months = 0.0;               ///< nobody is followed longer
    double dropout_hazard_per_month = 0.0012;  ///< assumed

    bool operator==(FollowUpPlan const&) const = default;
};

/// A published analysis: the median follow-up of all patients, by reverse Kaplan-Meier.
struct DataCut {
    std::string publication;
    double follow_up_months = 0.0;

    bool operator==(DataCut const&) const = default;
};

struct MyelomaTrial {
    std::string name;
    std::array<int, 2> patients{};  ///< control, experimental
    MyelomaPopulation population;
    Disease disease;
    Daratumumab daratumumab;
    std::array<Regimen, 2> regimens;  ///< control, experimental
    NextLines next_lines;
    Mortality mortality;
    MyelomaAssessment assessment;
    FollowUpPlan follow_up;
    std::vector<DataCut> cuts;

    bool operator==(MyelomaTrial const&) const = default;
};

}  // namespace vtrial::trials
