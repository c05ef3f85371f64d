// An arm of a randomisation.
#pragma once

#include <string>

namespace vtrial::trials {

enum class ArmRole { control, experimental };

struct Arm {
    std::string label;
    ArmRole role = ArmRole::control;
    int ratio = 1;  ///< share of those randomised, relative to the other arm; 0: has no patients

    bool operator==(Arm const&) const = default;
};

}  // namespace vtrial::trials
