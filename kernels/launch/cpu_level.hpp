// The two builds of the CPU launcher, one for each instruction level; only cpu.cpp chooses.
#pragma once

#include "kernels/launch/cpu.hpp"

namespace vtrial::kernels {

void simulate_at_v3(Plan const& plan, ReplicateRange range, Scratch& scratch,
                    TallyView const& tally, ReplicateOutcome* outcomes);
void simulate_at_v3(Plan const& plan, ReplicateRange range, WideScratch& scratch,
                    TallyView const& tally, ReplicateOutcome* outcomes);
void simulate_at_v4(Plan const& plan, ReplicateRange range, Scratch& scratch,
                    TallyView const& tally, ReplicateOutcome* outcomes);
void simulate_at_v4(Plan const& plan, ReplicateRange range, WideScratch& scratch,
                    TallyView const& tally, ReplicateOutcome* outcomes);
void simulate_patients_at_v3(Plan const& plan, std::uint64_t replicate, Scratch& scratch);
void simulate_patients_at_v4(Plan const& plan, std::uint64_t replicate, Scratch& scratch);

}  // namespace vtrial::kernels
