#include "host/engine/cpu_backend.hpp"

#include <array>

#include "host/engine/worker_tally.hpp"
#include "kernels/replicate/checked.hpp"

namespace vtrial::host {
namespace {

/// Some milliseconds of work: what a request to stop waits for.
constexpr std::int32_t batch = 64;

class CpuWorker : public Worker {
  public:
    CpuWorker(kernels::Plan const& plan, kernels::InstructionLevel level)
        : plan_(plan), level_(level), memory_(plan) {}

    std::int32_t most_at_once() const override { return batch; }

    void run(kernels::ReplicateRange range, kernels::TallyView const& tally,
             kernels::ReplicateOutcome* checked) override {
        std::uint64_t const last = range.first + static_cast<std::uint64_t>(range.count) - 1;
        std::uint64_t const first_group = range.first / kernels::check_group;
        std::uint64_t const last_group = last / kernels::check_group;
        bool is_checked = false;
        for (std::uint64_t group = first_group; group <= last_group; ++group) {
            std::uint64_t const replicate = kernels::checked_replicate(plan_.seed, group);
            is_checked = is_checked || (replicate >= range.first && replicate <= last);
        }
        // outcomes are wanted of a range in a hundred; the others are spared writing them
        kernels::simulate_on_cpu(level_, plan_, range, memory_.scratch(), tally,
                                 is_checked ? outcomes_.data() : nullptr);
        for (std::uint64_t group = first_group; is_checked && group <= last_group; ++group) {
            std::uint64_t const replicate = kernels::checked_replicate(plan_.seed, group);
            if (replicate >= range.first && replicate <= last) {
                checked[group - first_group] = outcomes_[replicate - range.first];
            }
        }
    }

  private:
    kernels::Plan const& plan_;
    kernels::InstructionLevel level_;
    ScratchMemory memory_;
    std::array<kernels::ReplicateOutcome, batch> outcomes_;
};

}  // namespace

std::unique_ptr<Worker> CpuBackend::make_worker(kernels::Plan const& plan, int /*index*/) {
    return std::make_unique<CpuWorker>(plan, level_);
}

}  // namespace vtrial::host
