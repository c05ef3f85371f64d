#include "host/engine/engine.hpp"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <exception>
#include <mutex>
#include <thread>
#include <vector>

#include "host/engine/worker_tally.hpp"

namespace vtrial::host {
namespace {

/// Replicates that a thread takes at once: some milliseconds of work, a divisor of the bands'.
constexpr std::int64_t block_size = 64;
static_assert(kernels::band_replicates % block_size == 0);

/// A scenario's blocks, handed out to threads in order, and the sum of their tallies.
class BlockQueue {
  public:
    BlockQueue(trials::PlanTables const& tables, std::int64_t replicates,
               EngineOptions const& options)
        : plan_(tables.plan),
          replicates_(replicates),
          options_(options),
          total_(empty_total(kernels::layout_of(tables.plan))) {}

    /// What each thread does; an exception ends all of them and is kept.
    void work() noexcept {
        try {
            run_blocks();
        } catch (...) {
            std::lock_guard const lock(mutex_);
            failure_ = std::current_exception();
            next_ = replicates_;
        }
    }

    TotalTally take_total() {
        if (failure_) {
            std::rethrow_exception(failure_);
        }
        return std::move(total_);
    }

  private:
    void run_blocks() {
        ScratchMemory memory(plan_);
        WorkerTally tally(total_.layout);
        std::int64_t since_flush = 0;
        for (;;) {
            std::int64_t const first = next_.fetch_add(block_size);
            if (first >= replicates_) {
                break;
            }
            std::int64_t const count = std::min(block_size, replicates_ - first);
            if (since_flush + count > WorkerTally::most_replicates) {
                flush(tally);
                since_flush = 0;
            }
            kernels::ReplicateRange const range{static_cast<std::uint64_t>(first),
                                                static_cast<std::int32_t>(count)};
            kernels::simulate_on_cpu(options_.level, plan_, range, memory.scratch(),
                                     tally.view(first < kernels::band_replicates), nullptr);
            since_flush += count;
            options_.on_progress(count);
        }
        flush(tally);
    }

    void flush(WorkerTally& tally) {
        std::lock_guard const lock(mutex_);
        tally.flush_into(total_);
    }

    kernels::Plan const& plan_;
    std::int64_t replicates_;
    EngineOptions const& options_;
    std::atomic<std::int64_t> next_{0};
    std::mutex mutex_;
    TotalTally total_;
    std::exception_ptr failure_;
};

}  // namespace

ScenarioResult simulate(trials::Scenario const& scenario, std::int64_t replicates,
                        EngineOptions const& options) {
    auto const start = std::chrono::steady_clock::now();
    ScenarioResult result{&scenario, trials::lower(scenario.study), {}, 0.0};
    BlockQueue queue(result.tables, replicates, options);
    {
        std::vector<std::jthread> threads;
        threads.reserve(static_cast<std::size_t>(options.threads));
        for (int i = 0; i < options.threads; ++i) {
            threads.emplace_back([&queue] { queue.work(); });
        }
    }
    result.total = queue.take_total();
    std::chrono::duration<double> const elapsed = std::chrono::steady_clock::now() - start;
    result.seconds = elapsed.count();
    return result;
}

}  // namespace vtrial::host
