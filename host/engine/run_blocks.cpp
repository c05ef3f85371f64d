#include "host/engine/run_blocks.hpp"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <exception>
#include <mutex>
#include <thread>
#include <utility>

#include "host/engine/block_pool.hpp"
#include "host/engine/replicate_checker.hpp"
#include "host/engine/worker_tally.hpp"

namespace vtrial::host {
namespace {

/// The first blocks of a worker are shorter than the later ones, so that a run which is killed soon
/// and often gets on nevertheless.
constexpr double first_block_seconds = 0.25;

/// A batch's replicates either all go into the bands of curves or none does.
std::int64_t batch_end(std::int64_t first, std::int64_t end, std::int32_t most_at_once) {
    std::int64_t const last = std::min(end, first + most_at_once);
    return first < kernels::band_replicates ? std::min(last, kernels::band_replicates) : last;
}

class BlockRun {
  public:
    BlockRun(kernels::Plan const& plan, std::vector<Interval> const& missing, Backend& backend,
             BlockRunOptions const& options, BlockSink& sink)
        : plan_(plan),
          layout_(kernels::layout_of(plan)),
          backend_(backend),
          options_(options),
          sink_(sink),
          pool_(missing, backend.workers()),
          checker_(plan, {options.scenario, backend.name()}),
          block_(empty_total(layout_)) {}

    /// What each thread does; the first exception is kept and ends all of them.
    void work(int index) noexcept {
        try {
            run_worker(index);
        } catch (...) {
            std::lock_guard const lock(mutex_);
            if (!failure_) {
                failure_ = std::current_exception();
            }
            has_failed_ = true;
            pool_.close();
        }
    }

    bool finish() {
        if (failure_) {
            std::rethrow_exception(failure_);
        }
        return pool_.is_done();
    }

  private:
    struct Desk {
        std::unique_ptr<Worker> worker;
        WorkerTally tally;
        std::vector<kernels::ReplicateOutcome> checked;
        double block_seconds;
    };

    void run_worker(int index) {
        std::unique_ptr<Worker> worker = backend_.make_worker(plan_, index);
        if (!worker) {
            return;
        }
        Desk desk{std::move(worker),
                  WorkerTally(layout_),
                  {},
                  std::min(first_block_seconds, options_.block_seconds)};
        desk.checked.resize(ReplicateChecker::most_outcomes(desk.worker->most_at_once()));
        for (;;) {
            if (is_stopping()) {
                pool_.close();
            }
            auto const claimed = pool_.claim(
                {desk.worker->most_at_once(), WorkerTally::most_replicates(plan_.patients)});
            if (!claimed) {
                return;
            }
            Interval const done = run_block(*claimed, desk);
            if (done.count > 0) {
                hand_over(done, desk);
                desk.block_seconds = std::min(2.0 * desk.block_seconds, options_.block_seconds);
            }
            pool_.finished({done.end(), claimed->end() - done.end()});
        }
    }

    bool is_stopping() const { return has_failed_ || options_.wants_stop(); }

    /// Runs a block, or as much of it as there is time for: a range from its first replicate on.
    Interval run_block(Interval claimed, Desk& desk) {
        auto const start = std::chrono::steady_clock::now();
        std::int64_t first = claimed.first;
        while (first < claimed.end()) {
            std::int64_t const end = batch_end(first, claimed.end(), desk.worker->most_at_once());
            kernels::ReplicateRange const range{static_cast<std::uint64_t>(first),
                                                static_cast<std::int32_t>(end - first)};
            try {
                desk.worker->run(range, desk.tally.view(first < kernels::band_replicates),
                                 desk.checked.data());
            } catch (BatchTooLarge const&) {
                desk.tally.clear();
                options_.on_progress(claimed.first - first);
                return {claimed.first, 0};
            }
            checker_.check(range, desk.checked.data());
            options_.on_progress(end - first);
            first = end;
            std::chrono::duration<double> const spent = std::chrono::steady_clock::now() - start;
            if (spent.count() >= desk.block_seconds || is_stopping()) {
                break;
            }
        }
        return {claimed.first, first - claimed.first};
    }

    void hand_over(Interval block, Desk& desk) {
        std::lock_guard const lock(mutex_);
        clear(block_);
        desk.tally.flush_into(block_);
        sink_.add(block, block_);
    }

    kernels::Plan const& plan_;
    kernels::TallyLayout layout_;
    Backend& backend_;
    BlockRunOptions const& options_;
    BlockSink& sink_;
    BlockPool pool_;
    ReplicateChecker checker_;
    std::mutex mutex_;
    TotalTally block_;  ///< on its way to the sink; guarded by the mutex
    std::atomic<bool> has_failed_{false};
    std::exception_ptr failure_;
};

}  // namespace

bool run_blocks(kernels::Plan const& plan, std::vector<Interval> const& missing, Backend& backend,
                BlockRunOptions const& options, BlockSink& sink) {
    if (missing.empty()) {
        return true;
    }
    BlockRun run(plan, missing, backend, options, sink);
    {
        std::vector<std::jthread> threads;
        threads.reserve(static_cast<std::size_t>(backend.workers()));
        for (int i = 0; i < backend.workers(); ++i) {
            threads.emplace_back([&run, i] { run.work(i); });
        }
    }
    return run.finish();
}

}  // namespace vtrial::host
