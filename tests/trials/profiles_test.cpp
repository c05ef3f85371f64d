#include "trials/profiles.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <numeric>

#include "tests/support/example_studies.hpp"

namespace vtrial::trials {
namespace {

TEST(Profiles, AreTheStrataWhereThereAreNoBiomarkers) {
    Study const study = examples::rich_study();
    EXPECT_EQ(profiles_a_stratum(study), 1u);
    EXPECT_EQ(prevalences_by_profile(study).size(), 6u);
}

TEST(Profiles, OfAStratumAreConsecutiveLastBiomarkerFastest) {
    Study const study = examples::biomarker_study();
    EXPECT_EQ(profiles_a_stratum(study), 6u);
    std::vector<double> const multipliers =
        multipliers_by_profile(study, {{"stage", {1, 2, 3}}, {"gain1q", {10, 20, 30}}});
    ASSERT_EQ(multipliers.size(), 36u);
    // stage I, risk standard, del17p no then yes
    EXPECT_EQ(std::vector<double>(multipliers.begin(), multipliers.begin() + 6),
              (std::vector<double>{10, 20, 30, 10, 20, 30}));
    EXPECT_EQ(multipliers[35], 90.0);
}

TEST(Profiles, PrevalencesSumToOneAmongTheEnrolled) {
    std::vector<double> const prevalences = prevalences_by_profile(examples::biomarker_study());
    EXPECT_NEAR(std::accumulate(prevalences.begin(), prevalences.end(), 0.0), 1.0, 1e-12);
    EXPECT_EQ(prevalences[2], 0.0);  // amplified: not eligible
    EXPECT_NEAR(prevalences[4], 0.3 * 0.7 * 0.15 * 0.3 / 0.9, 1e-12);
}

TEST(Profiles, OfASubgroupHaveAnyOfTheLevelsOfEveryFactorNamed) {
    Study const study = examples::biomarker_study();
    std::vector<bool> const members = profiles_with(study, study.subgroups[1].where);
    ASSERT_EQ(members.size(), 36u);
    for (std::size_t profile = 0; profile < members.size(); ++profile) {
        bool const late = profile >= 12;  // stage II or III
        bool const gain = profile % 3 == 1;
        EXPECT_EQ(members[profile], late && gain) << profile;
    }
    std::vector<bool> const all = profiles_with(study, {});
    EXPECT_EQ(std::count(all.begin(), all.end(), true), 36);
}

}  // namespace
}  // namespace vtrial::trials
