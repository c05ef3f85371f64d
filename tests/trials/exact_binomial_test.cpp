// Critical numbers of responders against R.
#include "trials/exact_binomial.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "tests/support/csv.hpp"

namespace vtrial::trials {
namespace {

TEST(ExactBinomial, CriticalNumbersAreThoseOfQbinom) {
    support::CsvTable const oracle("exact_binomial.csv");
    ASSERT_EQ(oracle.size(), 144U);
    for (std::size_t line = 0; line < oracle.size(); ++line) {
        int const patients = std::stoi(oracle.text(line, "n"));
        auto const critical = critical_responders(patients, oracle.number(line, "null_rate"),
                                                  oracle.number(line, "level"));
        ASSERT_EQ(critical.size(), static_cast<std::size_t>(patients) + 1);
        EXPECT_EQ(critical.back(), std::stoi(oracle.text(line, "critical"))) << "line " << line + 2;
    }
}

/// A table for many patients begins with that for fewer.
TEST(ExactBinomial, ATableHoldsEveryNumberOfPatients) {
    auto const all = critical_responders(148, 0.2, 0.025);
    for (std::int32_t const patients : {5, 12, 29, 40, 106}) {
        auto const part = critical_responders(patients, 0.2, 0.025);
        EXPECT_TRUE(std::equal(part.begin(), part.end(), all.begin())) << patients;
    }
    EXPECT_EQ(all[0], 1);  // of nobody no number rejects
}

/// P(X = 5) of five patients at 1/2 is 1/32, and so is the level.
TEST(ExactBinomial, ATailAtTheLevelRejects) {
    EXPECT_EQ(critical_responders(5, 0.5, 0.03125)[5], 5);
    EXPECT_EQ(critical_responders(5, 0.5, 0.0312499)[5], 6);
}

}  // namespace
}  // namespace vtrial::trials
