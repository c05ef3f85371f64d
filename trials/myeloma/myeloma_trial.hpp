// A trial in myeloma: a model of its patients, how many there are, and how long they are followed.
#pragma once

#include <array>
#include <string>
#include <vector>

#include "trials/myeloma/myeloma_model.hpp"

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

struct MyelomaTrial : MyelomaModel {
    std::string name;
    std::array<int, 2> patients{};  ///< control, experimental
    FollowUpPlan follow_up;
    std::vector<DataCut> cuts;

    bool operator==(MyelomaTrial const&) const = default;
};

}  // namespace vtrial::trials
