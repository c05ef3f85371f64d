// A backend whose workers compute as the processor does and then do something to it.
#pragma once

#include <algorithm>
#include <functional>
#include <memory>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "host/engine/cpu_backend.hpp"
#include "host/engine/run_blocks.hpp"
#include "host/engine/worker_tally.hpp"

namespace vtrial::host::test {

/// What happens to a range after it has been computed; it may throw.
using Injection = std::function<void(kernels::ReplicateRange range, kernels::TallyView const& tally,
                                     kernels::ReplicateOutcome* checked)>;

class InjectedWorker : public Worker {
  public:
    InjectedWorker(std::unique_ptr<Worker> real, Injection injection)
        : real_(std::move(real)), injection_(std::move(injection)) {}
    std::int32_t most_at_once() const override { return real_->most_at_once(); }
    void run(kernels::ReplicateRange range, kernels::TallyView const& tally,
             kernels::ReplicateOutcome* checked) override {
        real_->run(range, tally, checked);
        injection_(range, tally, checked);
    }

  private:
    std::unique_ptr<Worker> real_;
    Injection injection_;
};

class InjectedBackend : public Backend {
  public:
    InjectedBackend(int workers, Injection injection)
        : cpu_(kernels::InstructionLevel::v3, workers), injection_(std::move(injection)) {}
    std::string name() const override { return "cuda"; }
    int workers() const override { return cpu_.workers(); }
    std::unique_ptr<Worker> make_worker(kernels::Plan const& plan, int index) override {
        return std::make_unique<InjectedWorker>(cpu_.make_worker(plan, index), injection_);
    }

  private:
    CpuBackend cpu_;
    Injection injection_;
};

/// Keeps the blocks and their sum; checks that none overlap.
struct CollectingSink : BlockSink {
    explicit CollectingSink(kernels::TallyLayout const& layout) : total(empty_total(layout)) {}

    void add(Interval block, TotalTally const& tally) override {
        if (static_cast<std::int64_t>(tally.sums.front()) != block.count) {
            throw std::logic_error("a block and a tally of different numbers of replicates");
        }
        blocks.push_back(block);
        add_to(total, tally);
    }

    /// Ascending, neighbours joined.
    std::vector<Interval> covered() const {
        std::vector<Interval> sorted = blocks;
        std::sort(sorted.begin(), sorted.end(),
                  [](Interval const& a, Interval const& b) { return a.first < b.first; });
        std::vector<Interval> joined;
        for (Interval const& block : sorted) {
            if (!joined.empty() && joined.back().end() > block.first) {
                throw std::logic_error("blocks overlap");
            }
            if (!joined.empty() && joined.back().end() == block.first) {
                joined.back().count += block.count;
            } else {
                joined.push_back(block);
            }
        }
        return joined;
    }

    std::vector<Interval> blocks;
    TotalTally total;
};

}  // namespace vtrial::host::test
