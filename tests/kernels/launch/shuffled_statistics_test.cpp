// The statistics on the device's team, with fibers for lanes in shuffled order: the same bits as on
// the CPU's team.
#include <gtest/gtest.h>

#include <random>
#include <vector>

#include "kernels/statistics/max_combo_p_value.hpp"
#include "kernels/statistics/milestone.hpp"
#include "kernels/statistics/restricted_mean.hpp"
#include "tests/kernels/launch/fiber_lanes.hpp"
#include "tests/kernels/statistics/data_set.hpp"

namespace vtrial::kernels::test {
namespace {

constexpr int numbers_a_statistic = 64;
using Numbers = std::vector<double>;

/// Appends what a statistic says.
class NumberList {
  public:
    explicit NumberList(double* first) : next_(first) {}
    void add(double number) { *next_++ = number; }
    void add(LogRank const& test) {
        add(test.observed_minus_expected);
        add(test.variance);
    }
    void add(ArmEstimate const& estimate) {
        add(estimate.value);
        add(estimate.variance);
    }
    void add(MaxCombo const& tests) {
        for (int i = 0; i < max_combo_tests; ++i) {
            add(tests.z[i]);
            for (int j = 0; j < i; ++j) {
                add(tests.correlation[i][j]);
            }
        }
    }

  private:
    double* next_;
};

/// The statistics of the rows, plain or stratified, and of the curves.
template <class Team, class Packed>
void compute(Team const& team, Plan const& plan, RiskRows<Packed> const& rows,
             CoxTerms const& memory, NumberList numbers) {
    PooledSurvival<float> const pooled{memory.control, memory.experimental};
    numbers.add(log_rank(team, rows, 40, 1.25f));
    pool_survival(team, plan, rows, pooled);
    numbers.add(weighted_log_rank(team, rows, pooled, {0.5, 1.0}));
    MaxCombo const tests = max_combo(team, rows, pooled);
    numbers.add(tests);
    numbers.add(one_sided_p_value(team, tests, 1e-3).value);
    numbers.add(probability_below_in_two(team, factors_of(tests), -2.2));
    numbers.add(probability_below_by_lines(team, factors_of(tests), -2.2));
    if (rows.strata > 1) {
        return;
    }
    for (int arm = 0; arm < arm_count; ++arm) {
        AreaMemory<float> const areas{memory.control, memory.experimental};
        DayTimes<float> const days;
        numbers.add(restricted_mean(team, plan, rows, arm, 60, 50.0f, days, areas));
        numbers.add(survival_at(team, plan, rows, arm, 60, 30.0f, days));
    }
}

/// From what is known of the patients at a cut.
template <class Team, class Packed>
void compute_all(Team const& team, Plan const& plan, ScratchOf<Packed> scratch, double* numbers) {
    auto const size = count_by_day(team, plan.patients, scratch.patients.arm, scratch.table);
    keep_event_days(team, size, scratch.table, scratch.rows);
    count_rows_until_day(team, {0, size.days}, 0, scratch.table);
    compute(team, plan, scratch.rows, scratch.terms, NumberList(numbers));
    // the statistics have overwritten the table, of which only `rows_until_day` is needed
    keep_event_days_by_stratum(team, plan, scratch, scratch.rows, scratch.stratified_rows);
    compute(team, plan, scratch.stratified_rows, scratch.terms,
            NumberList(numbers + numbers_a_statistic));
}

DataSet tied_data() {
    std::mt19937 random(5);
    DataSet data;
    for (int i = 0; i < 300; ++i) {
        data.push_back({1 + static_cast<int>(random() % 60), random() % 3 != 0,
                        static_cast<int>(random() % 2), static_cast<int>(random() % 4)});
    }
    return data;
}

template <class Packed>
Numbers numbers_of_cpu(AnalysisOf<Packed> const& analysis) {
    Numbers numbers(2 * numbers_a_statistic);
    compute_all(Team{}, analysis.plan(), analysis.scratch(), numbers.data());
    return numbers;
}

/// What each of the lanes says.
template <class Packed>
std::vector<Numbers> numbers_of_lanes(AnalysisOf<Packed> const& analysis, std::int32_t lanes) {
    Plan const& plan = analysis.plan();
    ScratchOf<Packed> scratch{};
    auto const bytes = lay_out(plan, block_shape, nullptr, scratch);
    std::vector<std::max_align_t> memory(
        static_cast<std::size_t>(bytes) / sizeof(std::max_align_t) + 1);
    lay_out(plan, block_shape, memory.data(), scratch);
    for (std::int32_t i = 0; i < plan.patients; ++i) {
        scratch.patients.arm[i] = analysis.scratch().patients.arm[i];
        scratch.patients.stratum[i] = analysis.scratch().patients.stratum[i];
        scratch.table.followed[i] = analysis.scratch().table.followed[i];
    }
    std::vector<Numbers> numbers(static_cast<std::size_t>(lanes), Numbers(2 * numbers_a_statistic));
    FiberLanes fibers(lanes, 20260131u);
    fibers.run([&](std::int32_t lane) {
        compute_all(BlockTeam<FiberLane>(FiberLane{&fibers, lane}), plan, scratch,
                    numbers[static_cast<std::size_t>(lane)].data());
    });
    return numbers;
}

template <class Packed>
void expect_the_bits_of_the_cpu(std::int32_t lanes) {
    AnalysisOf<Packed> const analysis(tied_data());
    Numbers const expected = numbers_of_cpu(analysis);
    EXPECT_NE(expected[0], 0.0);
    EXPECT_NE(expected[numbers_a_statistic], expected[0]);
    for (Numbers const& numbers : numbers_of_lanes(analysis, lanes)) {
        EXPECT_TRUE(numbers == expected);
    }
}

TEST(ShuffledStatistics, GiveTheBitsOfTheCpu) {
    expect_the_bits_of_the_cpu<std::uint32_t>(128);
    expect_the_bits_of_the_cpu<std::uint32_t>(32);
}

TEST(ShuffledStatistics, GiveTheBitsOfTheCpuInWideTables) {
    expect_the_bits_of_the_cpu<std::uint64_t>(128);
}

}  // namespace
}  // namespace vtrial::kernels::test
