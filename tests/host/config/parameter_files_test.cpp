// Fitted parameters by name: what a study takes over, what it states itself, errors in the right
// file.
#include <gtest/gtest.h>

#include "host/builtin/builtin_files.hpp"
#include "host/config/read_study.hpp"
#include "tests/host/config/study_text.hpp"
#include "tests/support/temporary_folder.hpp"

namespace vtrial::host::test {
namespace {

constexpr char const* fitted = R"(schema_version = 1
title = "fitted"
[provenance]
fit = "mine"
[[parameters]]
path = "model.daratumumab.fast_kill.rate_per_month"
value = 2.5
stage = "treatment"
[[parameters]]
path = "model.daratumumab.immune_kill.log_sd"
value = 1.5
[[parameters]]
path = "model.disease.growth.rate_per_month"
trials = ["maia"]
value = 0.01
)";

class ParameterFilesOfAStudy : public testing::Test {
  protected:
    /// MAIA with these lines in [model].
    std::optional<trials::StudyFile> read(std::string const& lines, std::string const& parameters,
                                          std::vector<std::string> overrides = {}) {
        std::string text(builtin_text(builtin_trials, "maia").value());
        std::string const type = "type = \"myeloma\"\n";
        text.insert(text.find(type) + type.size(), lines);
        support::write_text(folder / "study.toml", text);
        support::write_text(folder / "mine.toml", parameters);
        Diagnostics diagnostics;
        auto file = read_study(folder / "study.toml", {std::move(overrides), false}, diagnostics);
        errors.clear();
        for (Diagnostic const& line : diagnostics.lines) {
            errors += line.text + "\n";
        }
        return file;
    }

    trials::MyelomaModel model_of(std::optional<trials::StudyFile> const& file) const {
        EXPECT_TRUE(file) << errors;
        return file ? *file->scenarios.front().study.myeloma : trials::MyelomaModel{};
    }

    support::TemporaryFolder folder;
    std::string errors;
};

TEST_F(ParameterFilesOfAStudy, AreTakenOverWhereTheStudyIsSilent) {
    auto const plain = model_of(read("parameters = \"none\"\n", ""));
    auto const taken = model_of(read("parameters = \"mine.toml\"\n", fitted));
    EXPECT_EQ(taken.daratumumab.fast_kill.rate_per_month, 2.5);
    EXPECT_EQ(taken.daratumumab.immune_kill.log_sd, 1.5);
    // a trial's own parameter is for the trial that it was fitted to
    EXPECT_EQ(taken.disease, plain.disease);
    EXPECT_EQ(taken.daratumumab.fast_kill.log_sd, plain.daratumumab.fast_kill.log_sd);
}

TEST_F(ParameterFilesOfAStudy, AreTheShippedOnesWhereNoneIsNamed) {
    auto const usual = model_of(read("", ""));
    auto const shipped = model_of(read("parameters = \"shipped\"\n", ""));
    EXPECT_EQ(usual, shipped);
    EXPECT_NE(usual, model_of(read("parameters = \"none\"\n", "")));
    // a study of another model has no such parameters
    Diagnostics diagnostics;
    EXPECT_TRUE(read_study_text("plain.toml", plain_study, {}, diagnostics));
}

TEST_F(ParameterFilesOfAStudy, GiveWayToWhatTheStudyOrTheCommandLineSays) {
    std::string const own =
        "parameters = \"mine.toml\"\ndaratumumab.fast_kill.rate_per_month = 3\n";
    auto const stated = model_of(read(own, fitted));
    EXPECT_EQ(stated.daratumumab.fast_kill.rate_per_month, 3.0);
    EXPECT_EQ(stated.daratumumab.immune_kill.log_sd, 1.5);
    auto const set = model_of(read("parameters = \"mine.toml\"\n", fitted,
                                   {"model.daratumumab.fast_kill.rate_per_month=4"}));
    EXPECT_EQ(set.daratumumab.fast_kill.rate_per_month, 4.0);
}

TEST_F(ParameterFilesOfAStudy, AreWrongInTheirOwnFile) {
    std::string const named = "parameters = \"mine.toml\"\n";
    auto const wrong = [&](std::string const& parameters) {
        EXPECT_FALSE(read(named, parameters));
        return errors;
    };
    std::string const range = wrong(
        "[[parameters]]\npath = \"model.daratumumab.fast_kill.rate_per_month\"\nvalue = -1\n");
    EXPECT_NE(range.find("mine.toml:3:9: error: "), std::string::npos) << range;
    std::string const unknown =
        wrong("[[parameters]]\npath = \"model.daratumumab.fast_kil.rate_per_month\"\nvalue = 1\n");
    EXPECT_NE(unknown.find("mine.toml:3:9: error: "), std::string::npos) << unknown;
    std::string const path = wrong("[[parameters]]\npath = \"design.patients\"\nvalue = 1\n");
    EXPECT_NE(path.find("must begin with model."), std::string::npos) << path;
    EXPECT_NE(wrong("[[parameters\n").find("mine.toml:1:"), std::string::npos) << errors;
}

TEST_F(ParameterFilesOfAStudy, MustBeThere) {
    EXPECT_FALSE(read("parameters = \"none.toml\"\n", ""));
    EXPECT_NE(errors.find("none.toml"), std::string::npos) << errors;
    EXPECT_FALSE(read("parameters = \"unknown\"\n", ""));
    EXPECT_NE(errors.find("\"unknown\" are no built-in parameters"), std::string::npos) << errors;
    EXPECT_FALSE(read("parameters = 3\n", ""));
    EXPECT_NE(errors.find("must be text in quotes, got 3"), std::string::npos) << errors;
}

}  // namespace
}  // namespace vtrial::host::test
