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
/// As far as ReplicatePart::cuts at most.
void simulate_part_at_v3(Plan const& plan, ReplicateRange range, Scratch& scratch,
                         ReplicatePart part);
void simulate_part_at_v4(Plan const& plan, ReplicateRange range, Scratch& scratch,
                         ReplicatePart part);
void draw_words_at_v3(Plan const& plan, ReplicateRange range, Scratch& scratch);
void draw_words_at_v4(Plan const& plan, ReplicateRange range, Scratch& scratch);

}  // namespace vtrial::kernels
