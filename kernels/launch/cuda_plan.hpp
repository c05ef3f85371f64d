// A plan whose tables are in the device's memory. Host only.
#pragma once

#include <array>

#include "kernels/launch/cuda_call.hpp"

namespace vtrial::kernels {

class DevicePlan {
  public:
    explicit DevicePlan(Plan const& host)
        : plan_(host),
          thresholds_(copy_of(host.profile_thresholds)),
          accrual_(copy_of(host.accrual)),
          pieces_(copy_of(host.pieces)),
          log_of_count_(copy_of(host.log_of_count)),
          curve_days_(copy_of(host.curve_days)) {
        plan_.profile_thresholds.first = thresholds_.get();
        plan_.accrual.first = accrual_.get();
        plan_.pieces.first = pieces_.get();
        plan_.log_of_count.first = log_of_count_.get();
        plan_.curve_days.first = curve_days_.get();
        for (std::size_t k = 0; k < cells_.size(); ++k) {
            cells_[k] = copy_of(host.transitions[k].cells);
            plan_.transitions[k].cells.first = cells_[k].get();
        }
    }

    /// For kernels only: its views point to the device's memory.
    Plan const& plan() const { return plan_; }

  private:
    Plan plan_;
    DeviceArray<std::uint32_t> thresholds_;
    DeviceArray<AccrualPiece> accrual_;
    DeviceArray<HazardPiece> pieces_;
    DeviceArray<std::int64_t> log_of_count_;
    DeviceArray<std::int32_t> curve_days_;
    std::array<DeviceArray<HazardCell>, transition_count> cells_;
};

}  // namespace vtrial::kernels
