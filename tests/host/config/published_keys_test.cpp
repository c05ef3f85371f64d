// What a study says of the published trial it stands for.
#include <gtest/gtest.h>

#include "host/store/plan_hash.hpp"
#include "tests/host/config/study_text.hpp"
#include "trials/lower.hpp"

namespace vtrial::host::test {
namespace {

std::string const text = R"toml(schema_version = 1
published_trial = "OWN"
[design]
patients = 300
maximum_months = 100
[[biomarkers]]
name = "age"
levels = ["young", "old"]
prevalences = [0.5, 0.5]
[accrual]
months = 20
[model.progression_free]
median_months = 20
progression_share = 0.9
[model.next_line_start]
median_months = 1.5
[model.second_progression]
median_months = 12
[model.death_on_next_line]
rate_per_month = 0.01
[model.death_after_second_progression]
median_months = 15
[[subgroups]]
name = "old"
where = { age = ["old"] }
published = "age >=75"
[[analyses]]
name = "first"
calendar_months = 30
published_cut = "primary (2019)"
[[analyses]]
name = "last"
calendar_months = 60
published_cut = "final (2024)"
)toml";

std::string without(std::vector<std::string> const& lines) {
    std::string shorter = text;
    for (std::string const& line : lines) {
        shorter.erase(shorter.find(line), line.size());
    }
    return shorter;
}

TEST(PublishedKeys, AreReadAndWrittenBack) {
    Reading const reading = read(text);
    ASSERT_TRUE(reading.file) << reading.text();
    trials::Study const& study = reading.file->scenarios.front().study;
    EXPECT_EQ(study.published_trial, "OWN");
    EXPECT_EQ(study.analyses[0].published_cut, "primary (2019)");
    EXPECT_EQ(study.analyses[1].published_cut, "final (2024)");
    EXPECT_EQ(study.subgroups[0].published, "age >=75");
    expect_round_trip(text);
}

TEST(PublishedKeys, ChangeNothingThatIsSimulated) {
    Reading const with = read(text);
    Reading const plain = read(
        without({"published_trial = \"OWN\"\n", "published = \"age >=75\"\n",
                 "published_cut = \"primary (2019)\"\n", "published_cut = \"final (2024)\"\n"}));
    ASSERT_TRUE(with.file && plain.file) << plain.text();
    auto const hash_of = [](Reading const& reading) {
        return plan_sha256(trials::lower(reading.file->scenarios.front().study).plan);
    };
    EXPECT_EQ(hash_of(with), hash_of(plain));
}

TEST(PublishedKeys, AreTexts) {
    for (char const* const line : {"published_trial = \"OWN\"", "published = \"age >=75\"",
                                   "published_cut = \"primary (2019)\""}) {
        std::string const stated = line;
        std::string const key = stated.substr(0, stated.find(' '));
        std::string spoilt = text;
        spoilt.replace(spoilt.find(stated), stated.size(), key + " = 3");
        Reading const reading = read(spoilt);
        EXPECT_FALSE(reading.file) << line;
        EXPECT_NE(reading.text().find(key + " must be text in quotes, got 3"), std::string::npos)
            << reading.text();
    }
}

TEST(PublishedKeys, ACutStandsForOneAnalysis) {
    std::string twice = text;
    std::string const last = "final (2024)";
    twice.replace(twice.find(last), last.size(), "primary (2019)");
    Reading const reading = read(twice);
    EXPECT_FALSE(reading.file);
    EXPECT_NE(reading.text().find("published_cut must be unique, got \"primary (2019)\" twice"),
              std::string::npos)
        << reading.text();
}

}  // namespace
}  // namespace vtrial::host::test
