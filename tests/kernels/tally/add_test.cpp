// A tally holds what the outcomes of its replicates say, and adds up in any order.
#include "kernels/tally/add.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "tests/kernels/launch/runs.hpp"

namespace vtrial::kernels::test {
namespace {

constexpr int replicates = 120;
constexpr int looks = 5;
constexpr int estimands = 3;
constexpr int pfs_hypothesis = 0;
constexpr int os_hypothesis = 1;

trials::Study study() { return with_looks(examples::rich_study()); }

class TallyTest : public testing::Test {
  protected:
    TallyTest() { run.add(best_instruction_level(), {0, replicates}); }

    std::int64_t sum_at(std::int64_t place) const {
        return run.workspace.sums[static_cast<std::size_t>(place)];
    }
    std::int64_t count_at(std::int64_t place) const {
        return run.workspace.counts[static_cast<std::size_t>(place)];
    }
    std::int64_t total(std::int64_t first, std::int64_t size) const {
        std::int64_t total = 0;
        for (std::int64_t i = 0; i < size; ++i) {
            total += count_at(first + i);
        }
        return total;
    }
    /// The sum over replicates of value(outcome).
    template <class Value>
    std::int64_t sum_of(Value const& value) const {
        std::int64_t sum = 0;
        for (ReplicateOutcome const& outcome : run.outcomes) {
            sum += static_cast<std::int64_t>(value(outcome));
        }
        return sum;
    }
    template <class Value>
    void expect_moment(Moment moment, Value const& value) const {
        EXPECT_EQ(sum_at(moment.index), sum_of(value));
        EXPECT_EQ(sum_at(moment.index + 1), sum_of([&](ReplicateOutcome const& outcome) {
                      return value(outcome) * value(outcome);
                  }));
    }

    RunRecord run{study()};
    TallyLayout at = run.workspace.layout();
};

TEST_F(TallyTest, AddsUpInAnyOrder) {
    RunRecord parts(study());
    for (ReplicateRange const range : {ReplicateRange{70, 50}, ReplicateRange{0, 1},
                                       ReplicateRange{31, 39}, ReplicateRange{1, 30}}) {
        parts.add(best_instruction_level(), range);
    }
    EXPECT_TRUE(parts.workspace.sums == run.workspace.sums);
    EXPECT_TRUE(parts.workspace.counts == run.workspace.counts);
    EXPECT_EQ(sum_at(at.replicates()), replicates);
}

TEST_F(TallyTest, WithoutBandsTheRestIsTheSame) {
    RunRecord without(study(), false);
    without.add(best_instruction_level(), {0, replicates});
    EXPECT_TRUE(without.workspace.sums == run.workspace.sums);
    auto const end = static_cast<std::ptrdiff_t>(at.counts_without_bands());
    auto const& counts = without.workspace.counts;
    EXPECT_TRUE(std::equal(counts.begin(), counts.begin() + end, run.workspace.counts.begin()));
    EXPECT_TRUE(std::all_of(counts.begin() + end, counts.end(), [](auto n) { return n == 0; }));
}

TEST_F(TallyTest, HoldsTheDaysPatientsAndEventsOfEachLook) {
    for (int look = 0; look < looks; ++look) {
        auto const of = [=](ReplicateOutcome const& o) -> LookOutcome const& {
            return o.look[look];
        };
        expect_moment(at.day(look), [&](auto const& o) { return std::int64_t{of(o).day}; });
        expect_moment(at.patients(look),
                      [&](auto const& o) { return std::int64_t{of(o).patients}; });
        EXPECT_EQ(sum_at(at.events_not_reached(look)),
                  sum_of([&](auto const& o) { return of(o).events_not_reached; }));
        EXPECT_EQ(total(at.day_histogram(look), at.days), replicates);
        for (int estimand = 0; estimand < estimands; ++estimand) {
            auto const events = [&](ReplicateOutcome const& o, int arm) {
                return std::int64_t{of(o).estimand[estimand].events[arm]};
            };
            for (int arm = 0; arm < arm_count; ++arm) {
                expect_moment(at.events(look, estimand, arm),
                              [&](auto const& o) { return events(o, arm); });
                EXPECT_EQ(total(at.pooled_events(look, estimand, arm), at.days),
                          sum_of([&](auto const& o) { return events(o, arm); }));
            }
            expect_moment(at.events(look, estimand, arm_count),
                          [&](auto const& o) { return events(o, 0) + events(o, 1); });
        }
    }
}

TEST_F(TallyTest, HoldsEveryPatientOfTheCurvesOnce) {
    for (int look = 0; look < looks; ++look) {
        for (int estimand = 0; estimand < estimands; ++estimand) {
            EXPECT_EQ(total(at.pooled_leavers(look, estimand, 0), at.days) +
                          total(at.pooled_leavers(look, estimand, 1), at.days),
                      sum_at(at.patients(look).index));
        }
    }
}

TEST_F(TallyTest, HoldsTheMediansThatExist) {
    for (int look = 0; look < looks; ++look) {
        for (int estimand = 0; estimand < estimands; ++estimand) {
            for (int arm = 0; arm < arm_count; ++arm) {
                auto const median = [&](ReplicateOutcome const& o) {
                    return o.look[look].estimand[estimand].twice_median_days[arm];
                };
                std::int64_t const place = at.median_histogram(look, estimand, arm);
                EXPECT_EQ(total(place, 2 * at.days),
                          sum_of([&](auto const& o) { return median(o) >= 0 ? 1 : 0; }));
                for (ReplicateOutcome const& outcome : run.outcomes) {
                    EXPECT_TRUE(median(outcome) < 0 || count_at(place + median(outcome)) > 0);
                }
            }
        }
    }
}

TEST_F(TallyTest, HoldsTheTests) {
    for (int look = 0; look < looks; ++look) {
        for (int estimand = 0; estimand < estimands; ++estimand) {
            for (int kind = 0; kind < stratification_count; ++kind) {
                auto const test = [&](ReplicateOutcome const& o) -> TestOutcome const& {
                    return o.look[look].estimand[estimand].test[kind];
                };
                auto const fixed = [](double value) { return std::floor(value * 0x1p30); };
                EXPECT_EQ(sum_at(at.hr_exists(look, estimand, kind)),
                          sum_of([&](auto const& o) { return test(o).hr_exists; }));
                // rounding down or towards 0: one unit for each replicate
                EXPECT_NEAR(static_cast<double>(sum_at(at.log_hr(look, estimand, kind).index)),
                            static_cast<double>(
                                sum_of([&](auto const& o) { return fixed(test(o).log_hr); })),
                            replicates);
                EXPECT_EQ(sum_at(at.standard_error(look, estimand, kind)),
                          sum_of([&](auto const& o) { return fixed(test(o).standard_error); }));
                EXPECT_EQ(
                    sum_at(at.rejects_nominal(look, estimand, kind)),
                    sum_of([&](auto const& o) { return test(o).z <= -1.959963984540054 ? 1 : 0; }));
                EXPECT_EQ(total(at.hr_histogram(look, estimand, kind), hr_bins),
                          sum_at(at.hr_exists(look, estimand, kind)));
            }
        }
    }
}

TEST_F(TallyTest, HoldsTheDecisions) {
    bool some_rejected = false;
    for (int look = 0; look < looks; ++look) {
        auto const rejected = [=](ReplicateOutcome const& o, int hypothesis) {
            int const first = o.hypothesis[hypothesis].rejected_at;
            return first >= 0 && first <= look ? 1 : 0;
        };
        auto const pfs = [&](auto const& o) { return rejected(o, pfs_hypothesis); };
        auto const os = [&](auto const& o) { return rejected(o, os_hypothesis); };
        EXPECT_EQ(sum_at(at.rejected_by_now(look, pfs_hypothesis)), sum_of(pfs));
        EXPECT_EQ(sum_at(at.rejected_by_now(look, os_hypothesis)), sum_of(os));
        EXPECT_EQ(sum_at(at.any_rejected(look)),
                  sum_of([&](auto const& o) { return pfs(o) + os(o) > 0 ? 1 : 0; }));
        EXPECT_EQ(sum_at(at.all_rejected(look)),
                  sum_of([&](auto const& o) { return pfs(o) + os(o) == 2 ? 1 : 0; }));
        some_rejected = some_rejected || sum_of(pfs) > 0;
    }
    EXPECT_TRUE(some_rejected);
}

TEST(TallyBins, LogHazardRatiosBeyondTheEndsGoToTheLastBins) {
    EXPECT_EQ(hr_bin(-4.0), 0);
    EXPECT_EQ(hr_bin(-50.0), 0);
    EXPECT_EQ(hr_bin(0.0), 4096);
    EXPECT_EQ(hr_bin(-1e-9), 4095);
    EXPECT_EQ(hr_bin(50.0), hr_bins - 1);
}

}  // namespace
}  // namespace vtrial::kernels::test
