// In which lines two studies differ.
#include "host/commands/study_differences.hpp"

#include <gtest/gtest.h>

#include <string>

namespace vtrial::host::test {
namespace {

std::string const study =
    "schema_version = 1\n"
    "replicates = 1000\n"
    "seed = 1\n\n"
    "[design]\n"
    "patients = 400\n\n"
    "[[scenarios]]\n"
    "name = \"base\"\n";

std::string with(std::string text, std::string const& old, std::string const& now) {
    return text.replace(text.find(old), old.size(), now);
}

TEST(StudyDifferences, NoneInTheSameStudy) { EXPECT_EQ(study_differences(study, study), ""); }

TEST(StudyDifferences, AreShownBeneathEachOtherWithTheirTables) {
    std::string const other = with(with(study, "seed = 1", "seed = 2"), "400", "500");
    EXPECT_EQ(study_differences(study, other),
              "  stored  seed = 1\n"
              "  asked   seed = 2\n"
              "  stored  design.patients = 400\n"
              "  asked   design.patients = 500\n");
}

TEST(StudyDifferences, LinesOfOneStudyOnly) {
    std::string const other = study + "\n[[scenarios]]\nname = \"null\"\n";
    EXPECT_EQ(study_differences(study, other), "  asked   scenarios.name = \"null\"\n");
    EXPECT_EQ(study_differences(other, study), "  stored  scenarios.name = \"null\"\n");
}

TEST(StudyDifferences, ManyAreCounted) {
    std::string other;
    for (int i = 0; i < 13; ++i) {
        other += "key_" + std::to_string(i) + " = 1\n";
    }
    std::string const text = study_differences("", other);
    EXPECT_TRUE(text.ends_with("  asked   key_9 = 1\n  ... and 3 more\n")) << text;
}

TEST(StudyDifferences, ReplicatesCanBeLeftOut) {
    EXPECT_EQ(without_replicates(study), without_replicates(with(study, "1000", "2000")));
    EXPECT_NE(without_replicates(study), without_replicates(with(study, "400", "500")));
    EXPECT_EQ(without_replicates("[table]\nreplicates = 1\n"), "[table]\nreplicates = 1\n");
}

}  // namespace
}  // namespace vtrial::host::test
