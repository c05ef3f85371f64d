// Names of tests: every test has one, and it is found again by it.
#include "trials/endpoint.hpp"

#include <gtest/gtest.h>

namespace vtrial::trials {
namespace {

TEST(TestName, IsReadBackAsTheSameTest) {
    for (char const* const name :
         {"logrank", "logrank_stratified", "cox", "cox_stratified", "weighted(0,1)",
          "weighted(0.5,2)_stratified", "maxcombo", "maxcombo_stratified", "rmst(24)",
          "rmst(24.5)_margin(2)", "milestone(36)", "milestone(36)_margin(0.05)",
          "logrank_margin(1.3)", "cox_stratified_margin(0.1)", "exact_binomial(0.2)",
          "one_sample_logrank(9.5)"}) {
        auto const test = test_named(name);
        ASSERT_TRUE(test.has_value()) << name;
        EXPECT_EQ(name_of(*test), name);
    }
}

TEST(TestName, HoldsEveryParameter) {
    auto const test = test_named("weighted(0.5,2)_stratified");
    ASSERT_TRUE(test.has_value());
    EXPECT_EQ(*test, (trials::Test{TestKind::weighted, true, 0.5, 2.0, 0.0, {}}));
    EXPECT_EQ(test_named("milestone(36)_margin(0.05)")->margin, 0.05);
    EXPECT_EQ(test_named("rmst(24)")->months, 24.0);
}

TEST(TestName, OfNoTestIsNone) {
    for (char const* const name : {"",
                                   "wilcoxon",
                                   "Logrank",
                                   "logrank ",
                                   "logrank_",
                                   "logrank_strat",
                                   "weighted",
                                   "weighted()",
                                   "weighted(1)",
                                   "weighted(1,2",
                                   "weighted(1,2,3)",
                                   "weighted(,1)",
                                   "weighted(nan,1)",
                                   "weighted(inf,1)",
                                   "weighted(1e999,1)",
                                   "rmst",
                                   "exact_binomial",
                                   "one_sample_logrank()",
                                   "rmst(24",
                                   "rmst(24)x",
                                   "cox_margin()",
                                   "cox_margin(1)_stratified",
                                   "(24)"}) {
        EXPECT_FALSE(test_named(name).has_value()) << name;
    }
}

}  // namespace
}  // namespace vtrial::trials
