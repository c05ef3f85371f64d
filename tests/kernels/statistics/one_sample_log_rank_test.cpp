// The one-sample log-rank test against R's survdiff with an offset.
#include "kernels/statistics/one_sample_log_rank.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "tests/kernels/statistics/data_set.hpp"

namespace vtrial::kernels::test {
namespace {

template <class Packed>
void expect_agreement() {
    support::CsvTable const oracle("one_sample_logrank.csv");
    ASSERT_EQ(oracle.size(), 12U);
    for (std::size_t line = 0; line < oracle.size(); ++line) {
        SCOPED_TRACE(testing::Message() << "line " << line + 2);
        AnalysisOf<Packed> const analysis(read_data(oracle.text(line, "data")));
        double const hazard = log_of(2.0) / oracle.number(line, "null_median_days");
        std::int64_t const days = days_followed(Team{}, analysis.plan(), analysis.scratch());
        std::int64_t const events = analysis.outcome().events[0] + analysis.outcome().events[1];
        EXPECT_EQ(static_cast<double>(events), oracle.number(line, "observed"));
        OneSampleLogRank const test = one_sample_log_rank(events, days, hazard);
        // both add whole days: rounding of R's logarithms of the survival is left
        double const z = oracle.number(line, "z");
        EXPECT_NEAR(test.z, z, 1e-12 * std::max(1.0, std::abs(z)));
        EXPECT_EQ(test.exists, 1);
    }
}

TEST(KernelOneSampleLogRank, AgreesWithSurvdiff) {
    expect_agreement<std::uint32_t>();
    expect_agreement<std::uint64_t>();
}

TEST(KernelOneSampleLogRank, WithoutFollowUpDoesNotExist) {
    OneSampleLogRank const test = one_sample_log_rank(0, 0, 0.01);
    EXPECT_EQ(test.exists, 0);
    EXPECT_EQ(test.z, 0.0);
}

}  // namespace
}  // namespace vtrial::kernels::test
