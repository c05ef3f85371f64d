// Drop-out: a constant hazard of each arm.
#pragma once

#include "kernels/patients/multistate.hpp"

namespace vtrial::kernels {

/// The time of drop-out of a patient, in ticks.
class DropoutTicks {
  public:
    VTRIAL_FUNCTION explicit DropoutTicks(Plan const& plan)
        : control_per_log2_(plan.dropout_ticks_per_log2[0]),
          experimental_per_log2_(plan.dropout_ticks_per_log2[1]) {}

    VTRIAL_FUNCTION std::uint32_t operator()(Patients const& patients, std::int32_t i) const {
        float const per_log2 = patients.arm[i] != 0 ? experimental_per_log2_ : control_per_log2_;
        return whole_ticks(exponential_log2(patients.dropout_word[i]) * per_log2);
    }

  private:
    float control_per_log2_;
    float experimental_per_log2_;
};

}  // namespace vtrial::kernels
