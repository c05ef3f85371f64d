// Regimens by name: what a study gets from them, and errors in the right file.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "host/builtin/builtin_files.hpp"
#include "host/config/resolved.hpp"
#include "tests/host/config/study_text.hpp"
#include "tests/support/temporary_folder.hpp"

namespace vtrial::host::test {
namespace {

ReadOptions with_set(std::vector<std::string> overrides) {
    return {.overrides = std::move(overrides), .allow_small = false};
}

std::string const maia(builtin_text(builtin_trials, "maia").value());

std::string with(std::string const& old_text, std::string const& new_text) {
    std::string text = maia;
    return text.replace(text.find(old_text), old_text.size(), new_text);
}

trials::Regimens regimens_of(Reading const& reading) {
    EXPECT_TRUE(reading.file) << reading.text();
    return reading.file ? reading.file->scenarios.front().study.myeloma->regimens
                        : trials::Regimens{};
}

TEST(RegimenFiles, AreWhatTheStudyWouldState) {
    std::string const stated = with("use = \"d_rd\"\nbackbone = { ",
                                    "daratumumab = { phases = [\n"
                                    "    { from_week = 0, every_weeks = 1 },\n"
                                    "    { from_week = 8, every_weeks = 2 },\n"
                                    "    { from_week = 24, every_weeks = 4 } ] }\n"
                                    "backbone = { immunomodulation = 1, ");
    EXPECT_EQ(regimens_of(read(maia)), regimens_of(read(stated)));
}

TEST(RegimenFiles, LeaveAResolvedStudyThatNeedsNoOther) {
    Reading const reading = read(maia);
    ASSERT_TRUE(reading.file);
    std::string const resolved = resolved_toml(*reading.file);
    EXPECT_EQ(resolved.find("use ="), std::string::npos);
    EXPECT_NE(resolved.find("every_weeks"), std::string::npos);
    expect_round_trip(maia);
}

TEST(RegimenFiles, AreOverriddenByWhatStandsBeside) {
    auto const regimens =
        regimens_of(read(maia, with_set({"model.regimens.experimental.daratumumab.last_week=104",
                                         "model.regimens.experimental.use=d_rd_sc"})));
    ASSERT_TRUE(regimens[1].daratumumab);
    EXPECT_EQ(regimens[1].daratumumab->last_week, 104);
    EXPECT_EQ(regimens[1].daratumumab->route, trials::Route::subcutaneous);
    EXPECT_EQ(regimens[1].daratumumab->dose_mg, 1800.0);
    EXPECT_EQ(regimens[1].backbone.stop_hazard_per_month, 0.008);
}

TEST(RegimenFiles, ThatAreBuiltInAllRead) {
    auto const names = builtin_names(builtin_regimens);
    EXPECT_EQ(names, (std::vector<std::string>{"d", "d_q8w", "d_rd", "d_rd_sc", "d_vd", "d_vmp",
                                               "d_vtd", "historical_salvage", "observation", "rd",
                                               "vd", "vmp", "vtd"}));
    for (std::string const& name : names) {
        Reading const reading = read(maia, with_set({"model.regimens.experimental.use=" + name}));
        EXPECT_TRUE(reading.file) << reading.text();
    }
}

TEST(RegimenFiles, UnknownNamesAreTold) {
    Reading const reading = read(with("use = \"d_rd\"", "use = \"d_rdd\""));
    std::string const text = reading.text();
    EXPECT_NE(
        text.find(":84:7: error: \"d_rdd\" is no built-in regimen; did you mean \"d_rd\"?; "
                  "there are: d, d_q8w, d_rd, d_rd_sc, d_vd, d_vmp, d_vtd, historical_salvage, "
                  "observation, rd, vd, vmp, vtd; a file of your own ends in .toml"),
        std::string::npos)
        << text;
    Reading const number = read(with("use = \"d_rd\"", "use = 3"));
    EXPECT_NE(number.text().find("use must be text in quotes, got 3"), std::string::npos)
        << number.text();
}

class OwnRegimen : public testing::Test {
  protected:
    std::string errors_of(std::string const& regimen) const {
        std::ofstream(folder.path() / "own.toml") << regimen;
        std::ofstream(folder.path() / "study.toml") << with("use = \"d_rd\"", "use = \"own.toml\"");
        Diagnostics diagnostics;
        read_study(folder.path() / "study.toml", {}, diagnostics);
        std::string text;
        for (Diagnostic const& line : diagnostics.lines) {
            text += line.text + "\n";
        }
        return text;
    }

    support::TemporaryFolder folder;
};

TEST_F(OwnRegimen, StandsBesideTheStudy) {
    EXPECT_EQ(errors_of("title = \"own\"\nbackbone = { immunomodulation = 1 }\n"), "");
}

TEST_F(OwnRegimen, IsWrongInItsOwnFile) {
    std::string const unknown = errors_of("[backbone]\nimmunomodulation = 1\nimmune = 2\n");
    EXPECT_NE(unknown.find("own.toml:3:1: error: "), std::string::npos) << unknown;
    std::string const range = errors_of("[backbone]\n\nimmunomodulation = 7\n");
    EXPECT_NE(range.find("own.toml:3:20: error: "), std::string::npos) << range;
    std::string const syntax = errors_of("[backbone\n");
    EXPECT_NE(syntax.find("own.toml:1:"), std::string::npos) << syntax;
    std::string const title = errors_of("title = 7\nbackbone = { immunomodulation = 1 }\n");
    EXPECT_NE(title.find("own.toml:1:9: error: title must be text"), std::string::npos) << title;
}

TEST_F(OwnRegimen, MustBeThere) {
    errors_of("");
    std::filesystem::remove(folder.path() / "own.toml");
    Diagnostics diagnostics;
    read_study(folder.path() / "study.toml", {}, diagnostics);
    ASSERT_FALSE(diagnostics.lines.empty());
    EXPECT_NE(diagnostics.lines[0].text.find("own.toml: "), std::string::npos)
        << diagnostics.lines[0].text;
}

}  // namespace
}  // namespace vtrial::host::test
