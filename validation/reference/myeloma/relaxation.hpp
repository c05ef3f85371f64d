// dy/dt = rate * (target - y): what a state is at the end of an interval and on average over it.
#pragma once

#include <cmath>

namespace vtrial::reference::myeloma {

struct Relaxation {
    double mean;
    double end;
};

/// In closed form; `rate` > 0 in units of 1 / `duration`.
inline Relaxation relax(double start, double target, double rate, double duration) {
    double const left = std::exp(-rate * duration);
    return {target + (start - target) * (1.0 - left) / (rate * duration),
            target + (start - target) * left};
}

}  // namespace vtrial::reference::myeloma
