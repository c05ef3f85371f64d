// A plan whose tables are in the device's memory. Host only.
#pragma once

#include <array>

#include "kernels/launch/cuda_call.hpp"

namespace vtrial::kernels {

class DevicePlan {
  public:
    DevicePlan(Plan const& host, Stream const& stream)
        : plan_(host),
          thresholds_(copy_of(host.profile_thresholds, stream)),
          members_(copy_of(host.subgroup_members, stream)),
          response_bounds_(copy_of(host.response_bounds, stream)),
          accrual_(copy_of(host.accrual, stream)),
          pieces_(copy_of(host.pieces, stream)),
          log_of_count_(copy_of(host.log_of_count, stream)),
          curve_days_(copy_of(host.curve_days, stream)),
          bound_tables_(copy_of(host.bound_tables, stream)),
          bound_events_(copy_of(host.bound_events, stream)),
          bounds_(copy_of(host.bounds, stream)),
          myeloma_(copy_of(host.myeloma, stream)),
          covariate_factors_(copy_of(host.covariate_factors, stream)) {
        plan_.profile_thresholds.first = thresholds_.get();
        plan_.subgroup_members.first = members_.get();
        plan_.response_bounds.first = response_bounds_.get();
        plan_.accrual.first = accrual_.get();
        plan_.pieces.first = pieces_.get();
        plan_.log_of_count.first = log_of_count_.get();
        plan_.curve_days.first = curve_days_.get();
        plan_.bound_tables.first = bound_tables_.get();
        plan_.bound_events.first = bound_events_.get();
        plan_.bounds.first = bounds_.get();
        plan_.myeloma.first = myeloma_.get();
        plan_.covariate_factors.first = covariate_factors_.get();
        for (std::size_t k = 0; k < cells_.size(); ++k) {
            cells_[k] = copy_of(host.transitions[k].cells, stream);
            plan_.transitions[k].cells.first = cells_[k].get();
        }
    }

    /// For kernels only: its views point to the device's memory.
    Plan const& plan() const { return plan_; }

  private:
    Plan plan_;
    DeviceArray<std::uint32_t> thresholds_;
    DeviceArray<std::int32_t> members_;
    DeviceArray<double> response_bounds_;
    DeviceArray<AccrualPiece> accrual_;
    DeviceArray<HazardPiece> pieces_;
    DeviceArray<std::int64_t> log_of_count_;
    DeviceArray<std::int32_t> curve_days_;
    DeviceArray<BoundTablePlan> bound_tables_;
    DeviceArray<std::int32_t> bound_events_;
    DeviceArray<double> bounds_;
    DeviceArray<MyelomaPlan> myeloma_;
    DeviceArray<CovariateFactorPlan> covariate_factors_;
    std::array<DeviceArray<HazardCell>, transition_count> cells_;
};

}  // namespace vtrial::kernels
