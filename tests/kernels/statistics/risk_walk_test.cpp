#include "kernels/statistics/risk_walk.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <random>
#include <utility>
#include <vector>

#include "tests/kernels/statistics/data_set.hpp"

namespace vtrial::kernels::test {
namespace {

/// Events and numbers at risk of the stratified rows, both packed by arm, in a fixed order.
using Rows = std::vector<std::pair<std::uint64_t, std::uint64_t>>;

/// By a table where weighted tests ask for the order of the strata, else by the walk.
template <class Packed>
Rows stratified_rows(AnalysisOf<Packed> const& analysis, bool by_walk) {
    Team const team;
    Plan plan = analysis.plan();
    plan.has_weighted_tests = by_walk ? 0 : 1;
    ScratchOf<Packed> scratch = analysis.scratch();
    auto const size = count_by_day(team, plan.patients, scratch.patients.arm, scratch.table);
    keep_rows(team, plan, size, scratch);
    Rows rows;
    for (std::int32_t row = 0; row < scratch.stratified_rows.count; ++row) {
        rows.emplace_back(scratch.stratified_rows.events[row],
                          scratch.stratified_rows.at_risk[row]);
    }
    std::sort(rows.begin(), rows.end());
    return rows;
}

template <class Packed>
void expect_the_rows_of_the_table(DataSet const& data) {
    AnalysisOf<Packed> const analysis(data);
    Rows const expected = stratified_rows(analysis, false);
    ASSERT_FALSE(expected.empty());
    EXPECT_EQ(stratified_rows(analysis, true), expected);
}

TEST(KernelRiskWalk, FindsTheRowsOfTheTable) {
    for (char const* const name : {"lung", "ovarian", "veteran", "colon_rec"}) {
        DataSet const data = read_data(name);
        expect_the_rows_of_the_table<std::uint32_t>(data);
        expect_the_rows_of_the_table<std::uint64_t>(data);
    }
}

// few days, so that events and censoring of one stratum meet on one day
TEST(KernelRiskWalk, TakesTiesOfOneStratumTogether) {
    std::mt19937 random(11);
    for (int days = 1; days <= 12; ++days) {
        DataSet data;
        for (int i = 0; i < 200; ++i) {
            auto const day = static_cast<int>(random() % 12) % days;
            data.push_back({day, random() % 2 == 0, static_cast<int>(random() % 2),
                            static_cast<int>(random() % 5)});
        }
        expect_the_rows_of_the_table<std::uint32_t>(data);
    }
}

}  // namespace
}  // namespace vtrial::kernels::test
