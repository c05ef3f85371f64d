// Blocks on workers: whatever happens to them, what is handed over is right and complete.
#include "host/engine/run_blocks.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <cstring>
#include <stdexcept>

#include "host/engine/engine.hpp"
#include "host/engine/errors.hpp"
#include "kernels/launch/cuda.hpp"
#include "kernels/replicate/checked.hpp"
#include "tests/host/engine/injected_backend.hpp"
#include "tests/host/engine/tiny_study.hpp"

namespace vtrial::host::test {
namespace {

using Intervals = std::vector<Interval>;

void do_nothing(kernels::ReplicateRange, kernels::TallyView const&, kernels::ReplicateOutcome*) {}

class RunBlocks : public testing::Test {
  protected:
    bool run(Intervals const& missing, Injection const& injection, CollectingSink& sink,
             int workers = 2) const {
        InjectedBackend backend(workers, injection);
        return run_blocks(tables_.plan, missing, backend, options_, sink);
    }

    /// The sum of what the sink holds is that of an undisturbed run.
    void expect_right(CollectingSink const& sink, std::int64_t replicates) const {
        EXPECT_EQ(sink.covered(), (Intervals{{0, replicates}}));
        auto const expected = simulate(scenario_, replicates, {});
        EXPECT_TRUE(sink.total.sums == expected.total.sums);
        EXPECT_TRUE(sink.total.counts == expected.total.counts);
    }

    trials::Scenario scenario_ = tiny_scenario();
    trials::PlanTables tables_ = trials::lower(scenario_.study);
    kernels::TallyLayout layout_ = kernels::layout_of(tables_.plan);
    BlockRunOptions options_;
    CollectingSink sink_{layout_};
};

TEST_F(RunBlocks, AnyNumberOfWorkersGivesTheSameTotal) {
    for (int const workers : {1, 2, 5, 33}) {
        CollectingSink sink(layout_);
        EXPECT_TRUE(run({{0, 20'000}}, do_nothing, sink, workers));
        expect_right(sink, 20'000);
    }
}

TEST_F(RunBlocks, HolesAreFilledAndNothingElse) {
    EXPECT_TRUE(run({{100, 63}, {163, 1}, {16'380, 20}, {30'000, 5'000}}, do_nothing, sink_));
    EXPECT_EQ(sink_.covered(), (Intervals{{100, 64}, {16'380, 20}, {30'000, 5'000}}));
    EXPECT_TRUE(run({{0, 100}, {164, 16'216}, {16'400, 13'600}}, do_nothing, sink_));
    expect_right(sink_, 35'000);
}

TEST_F(RunBlocks, NothingMissingIsDone) { EXPECT_TRUE(run({}, do_nothing, sink_)); }

TEST_F(RunBlocks, NoBatchIsHalfWithinTheBands) {
    std::atomic<int> straddling{0};
    run(
        {{16'384 - 31, 64}},
        [&](kernels::ReplicateRange range, kernels::TallyView const& tally, auto*) {
            auto const first = static_cast<std::int64_t>(range.first);
            bool const begins_in_bands = first < kernels::band_replicates;
            bool const ends_in_bands = first + range.count <= kernels::band_replicates;
            straddling += begins_in_bands != ends_in_bands ? 1 : 0;
            straddling += begins_in_bands != (tally.has_bands != 0) ? 1 : 0;
        },
        sink_);
    EXPECT_EQ(straddling, 0);
    EXPECT_EQ(sink_.covered(), (Intervals{{16'384 - 31, 64}}));
}

// a block ends after every batch: the rest of it must go to somebody
TEST_F(RunBlocks, BlocksThatEndEarlyGiveBackTheRest) {
    options_.block_seconds = 0.0;
    EXPECT_TRUE(run({{0, 10'000}}, do_nothing, sink_, 3));
    EXPECT_GT(sink_.blocks.size(), 100U);
    expect_right(sink_, 10'000);
}

TEST_F(RunBlocks, AStopKeepsWhatIsDone) {
    std::atomic<int> batches{0};
    options_.wants_stop = [&] { return batches >= 10; };
    EXPECT_FALSE(run(
        {{0, std::int64_t{1} << 40}}, [&](auto&&...) { ++batches; }, sink_));
    std::int64_t done = 0;
    for (Interval const& block : sink_.covered()) {
        done += block.count;
    }
    EXPECT_EQ(done, batches * 64) << "every batch that was run is in a block";
    // and the rest can be run later
    options_.wants_stop = [] { return false; };
    EXPECT_TRUE(run(missing_from(sink_.covered(), 12'345), do_nothing, sink_));
    EXPECT_EQ(missing_from(sink_.covered(), 12'345), Intervals{});
}

TEST_F(RunBlocks, AStopBeforeTheFirstBatchStoresNothing) {
    options_.wants_stop = [] { return true; };
    EXPECT_FALSE(run({{0, 1000}}, do_nothing, sink_));
    EXPECT_TRUE(sink_.blocks.empty());
}

TEST_F(RunBlocks, TooLargeABatchVoidsItsBlockOnly) {
    std::atomic<int> batches{0};
    std::atomic<std::int64_t> told{0};
    options_.on_progress = [&](std::int64_t replicates) { told += replicates; };
    EXPECT_TRUE(run(
        {{0, 9'000}},
        [&](auto&&...) {
            if (++batches % 20 == 0 && batches < 100) {
                throw BatchTooLarge("no memory");
            }
        },
        sink_));
    expect_right(sink_, 9'000);
    EXPECT_EQ(told, 9'000);
}

TEST_F(RunBlocks, AFailureKeepsTheBlocksOfOthers) {
    // one worker fails in its first batch, while the other is in the middle of a block
    std::atomic<bool> other_has_begun{false};
    std::atomic<int> batches{0};
    Injection const injection = [&](kernels::ReplicateRange range, auto&&...) {
        if (range.first == 0) {
            while (!other_has_begun) {
            }
            throw kernels::CudaError(kernels::CudaError::Kind::device_failed, "it is gone");
        }
        other_has_begun = true;
        ++batches;
    };
    EXPECT_THROW(run({{0, std::int64_t{1} << 40}}, injection, sink_), kernels::CudaError);
    ASSERT_EQ(sink_.blocks.size(), 1U);
    EXPECT_GT(sink_.blocks[0].first, 0) << "the block that failed is not counted";
    EXPECT_EQ(sink_.blocks[0].count, batches * 64);
}

TEST_F(RunBlocks, AFailingSinkEndsTheRun) {
    struct FullDisk : BlockSink {
        void add(Interval, TotalTally const&) override {
            ++calls;
            throw std::runtime_error("no space left");
        }
        int calls = 0;
    } sink;
    InjectedBackend backend(2, do_nothing);
    options_.block_seconds = 0.0;
    EXPECT_THROW(run_blocks(tables_.plan, {{0, std::int64_t{1} << 40}}, backend, options_, sink),
                 std::runtime_error);
    EXPECT_LE(sink.calls, 2);
}

class CheckedReplicates : public RunBlocks {
  protected:
    /// What is said of a run of which the checked replicate of a group is changed.
    std::string said(std::uint64_t group,
                     std::function<void(kernels::ReplicateOutcome&)> const& change) {
        options_.scenario = "base";
        replicate_ = kernels::checked_replicate(tables_.plan.seed, group);
        Injection const injection = [&](kernels::ReplicateRange range, auto&&,
                                        kernels::ReplicateOutcome* checked) {
            auto const end = range.first + static_cast<std::uint64_t>(range.count);
            if (replicate_ >= range.first && replicate_ < end) {
                change(checked[group - range.first / kernels::check_group]);
            }
        };
        try {
            run({{0, 25'000}}, injection, sink_);
        } catch (CheckError const& error) {
            return error.what();
        }
        return "";
    }

    std::uint64_t replicate_ = 0;
};

TEST_F(CheckedReplicates, OneWrongBitIsFound) {
    std::string const text = said(1, [](kernels::ReplicateOutcome& outcome) {
        std::uint64_t bits = 0;
        std::memcpy(&bits, &outcome.look[0].estimand[0].test[0].z, sizeof bits);
        bits ^= 1;
        std::memcpy(&outcome.look[0].estimand[0].test[0].z, &bits, sizeof bits);
    });
    std::string const beginning = "scenario base, replicate " + std::to_string(replicate_) +
                                  ": z (plain test) of PFS at look 1 is ";
    EXPECT_EQ(text.substr(0, beginning.size()), beginning) << text;
    EXPECT_NE(text.find(" on the backend cuda, and "), std::string::npos) << text;
    for (Interval const& block : sink_.blocks) {
        bool const holds_it = static_cast<std::int64_t>(replicate_) >= block.first &&
                              static_cast<std::int64_t>(replicate_) < block.end();
        EXPECT_FALSE(holds_it) << "the block of the wrong replicate is stored";
    }
}

TEST_F(CheckedReplicates, EveryQuantityIsCompared) {
    auto const differs = [this](auto const& change) {
        kernels::ReplicateOutcome outcome{};
        for (auto& look : outcome.look) {
            look.day = 1;
        }
        return said(0, change);
    };
    EXPECT_NE(differs([](auto& outcome) { ++outcome.look[0].day; }).find("day at look 1"),
              std::string::npos);
    EXPECT_NE(differs([](auto& outcome) { ++outcome.look[0].patients; }).find("patients at look 1"),
              std::string::npos);
    EXPECT_NE(differs([](auto& outcome) {
                  ++outcome.look[0].estimand[0].events[1];
              }).find("events of experimental of PFS at look 1"),
              std::string::npos);
    EXPECT_NE(differs([](auto& outcome) {
                  ++outcome.look[0].estimand[0].twice_median_days[0];
              }).find("median of control of PFS at look 1"),
              std::string::npos);
    EXPECT_NE(differs([](auto& outcome) {
                  outcome.hypothesis[0].rejected_at += 1;
              }).find("look of the rejection of PFS"),
              std::string::npos);
    EXPECT_NE(differs([](auto& outcome) {
                  outcome.look[0].estimand[0].test[1].log_hr =
                      std::numeric_limits<double>::quiet_NaN();
              }).find("log hazard ratio (stratified test) of PFS at look 1 is nan"),
              std::string::npos);
}

TEST_F(CheckedReplicates, LooksThatThePlanHasNotAreNotCompared) {
    EXPECT_EQ(said(2, [](auto& outcome) { outcome.look[1].day = 77; }), "");
    expect_right(sink_, 25'000);
}

}  // namespace
}  // namespace vtrial::host::test
