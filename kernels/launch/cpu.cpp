#include "kernels/launch/cpu.hpp"

#include "kernels/launch/cpu_level.hpp"

namespace vtrial::kernels {

InstructionLevel best_instruction_level() {
    __builtin_cpu_init();
    bool const v3 = __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma") &&
                    __builtin_cpu_supports("bmi2");
    bool const v4 = v3 && __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
                    __builtin_cpu_supports("avx512cd") && __builtin_cpu_supports("avx512dq") &&
                    __builtin_cpu_supports("avx512vl");
    return v4 ? InstructionLevel::v4 : (v3 ? InstructionLevel::v3 : InstructionLevel::none);
}

std::int64_t cpu_scratch_bytes(Plan const& plan) {
    Scratch narrow;
    WideScratch wide;
    return is_wide(plan) ? lay_out(plan, thread_shape, nullptr, wide)
                         : lay_out(plan, thread_shape, nullptr, narrow);
}

void simulate_on_cpu(InstructionLevel level, Plan const& plan, ReplicateRange range, void* memory,
                     TallyView const& tally, ReplicateOutcome* outcomes) {
    auto const simulate_in = [&](auto scratch) {
        lay_out(plan, thread_shape, memory, scratch);
        simulate_on_cpu(level, plan, range, scratch, tally, outcomes);
    };
    is_wide(plan) ? simulate_in(WideScratch{}) : simulate_in(Scratch{});
}

void simulate_on_cpu(InstructionLevel level, Plan const& plan, ReplicateRange range,
                     Scratch& scratch, TallyView const& tally, ReplicateOutcome* outcomes) {
    level == InstructionLevel::v4 ? simulate_at_v4(plan, range, scratch, tally, outcomes)
                                  : simulate_at_v3(plan, range, scratch, tally, outcomes);
}

void simulate_on_cpu(InstructionLevel level, Plan const& plan, ReplicateRange range,
                     WideScratch& scratch, TallyView const& tally, ReplicateOutcome* outcomes) {
    level == InstructionLevel::v4 ? simulate_at_v4(plan, range, scratch, tally, outcomes)
                                  : simulate_at_v3(plan, range, scratch, tally, outcomes);
}

void simulate_part_on_cpu(InstructionLevel level, Plan const& plan, ReplicateRange range,
                          Scratch& scratch, TallyView const& tally, ReplicatePart part) {
    if (part == ReplicatePart::all) {
        simulate_on_cpu(level, plan, range, scratch, tally, nullptr);
    } else if (level == InstructionLevel::v4) {
        simulate_part_at_v4(plan, range, scratch, part);
    } else {
        simulate_part_at_v3(plan, range, scratch, part);
    }
}

void draw_words_on_cpu(InstructionLevel level, Plan const& plan, ReplicateRange range,
                       Scratch& scratch) {
    level == InstructionLevel::v4 ? draw_words_at_v4(plan, range, scratch)
                                  : draw_words_at_v3(plan, range, scratch);
}

void simulate_patients_on_cpu(InstructionLevel level, Plan const& plan, std::uint64_t replicate,
                              Scratch& scratch) {
    simulate_part_on_cpu(level, plan, {replicate, 1}, scratch, {}, ReplicatePart::patients);
}

}  // namespace vtrial::kernels
