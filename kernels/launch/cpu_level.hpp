// The two builds of the CPU launcher, one for each instruction level; only cpu.cpp chooses.
#pragma once

#include "kernels/launch/cpu.hpp"

namespace vtrial::kernels {

#define VTRIAL_DECLARE_LEVEL(level, Scratch)                                            \
    void simulate_at_v##level(Plan const& plan, ReplicateRange range, Scratch& scratch, \
                              TallyView const& tally, ReplicateOutcome* outcomes);      \
    void simulate_patients_at_v##level(Plan const& plan, std::uint64_t replicate, Scratch& scratch);
VTRIAL_DECLARE_LEVEL(3, Scratch)
VTRIAL_DECLARE_LEVEL(3, WideScratch)
VTRIAL_DECLARE_LEVEL(4, Scratch)
VTRIAL_DECLARE_LEVEL(4, WideScratch)
#undef VTRIAL_DECLARE_LEVEL

}  // namespace vtrial::kernels
