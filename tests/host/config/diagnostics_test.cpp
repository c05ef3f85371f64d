// How an error looks.
#include "host/config/diagnostics.hpp"

#include <gtest/gtest.h>

#include "host/config/suggest.hpp"
#include "tests/host/config/study_text.hpp"

namespace vtrial::host::test {
namespace {

TEST(Diagnostics, ShowTheLineAndACaret) {
    Reading const reading = read(with_line(7, "\tpatients =\t-3 # too few"));
    EXPECT_EQ(reading.text(),
              "study.toml:7:13: error: design.patients must be 2 ... 1048576, got -3\n"
              " patients = -3 # too few\n"
              "            ^\n");
}

TEST(Diagnostics, CaretCountsCodePoints) {
    Reading const reading = read(with_line(17, "effect = { \"ü\" = 1, hazard_ratio = 0.7 }"));
    EXPECT_EQ(reading.text(),
              "study.toml:17:12: error: unknown key \"ü\" in model.progression.effect\n"
              "effect = { \"ü\" = 1, hazard_ratio = 0.7 }\n"
              "           ^\n");
    Reading const after = read(with_line(17, "effect = { note = \"üüü\", hazard_ratio = 0 }"));
    EXPECT_NE(after.text().find(":17:41: "), std::string::npos) << after.text();
    EXPECT_TRUE(after.text().ends_with("\n" + std::string(40, ' ') + "^\n")) << after.text();
}

TEST(Diagnostics, CutALongLineAroundTheCaret) {
    std::string const filler(1000, 'x');
    Reading const reading =
        read(with_line(17, "effect = { note = \"" + filler + "\", hazard_ratio = 0, source = \"" +
                               filler + "\" }"));
    std::string const text = reading.text();
    EXPECT_LT(text.size(), 400U);
    std::size_t const line = text.find('\n') + 1;
    std::size_t const caret = text.find('^') - text.rfind('\n', text.find('^')) - 1;
    EXPECT_EQ(text.substr(line + caret, 10), "0, source ");
}

TEST(Diagnostics, ObeyNoControlCharacters) {
    EXPECT_EQ(printable("a\x1b[2Jb\n\xff"), "a\\x1B[2Jb\\x0A\\xFF");
    std::string const text = read(with_line(35, "name = \"\\u001b[2J\"")).text();
    EXPECT_EQ(text.find('\x1b'), std::string::npos);
}

TEST(Diagnostics, StopAfterManyErrors) {
    std::string text = plain_study;
    for (int extra = 0; extra < 300; ++extra) {
        text = "unknown" + std::to_string(extra) + " = 1\n" + text;
    }
    Reading const reading = read(text);
    EXPECT_FALSE(reading.file);
    EXPECT_LE(reading.diagnostics.lines.size(), most_findings + 1);
}

TEST(Suggest, FindsTheNearestWord) {
    std::vector<std::string> const keys{"patients", "block_size", "alpha_one_sided"};
    EXPECT_EQ(suggest("pateints", keys), "patients");
    EXPECT_EQ(suggest("Patients", keys), "patients");
    EXPECT_EQ(suggest("blocksize", keys), "block_size");
    EXPECT_EQ(suggest("alpha", keys), "alpha_one_sided");
    EXPECT_EQ(suggest("colour", keys), std::nullopt);
    EXPECT_EQ(suggest("", keys), std::nullopt);
    EXPECT_EQ(suggest(std::string(100000, 'p'), keys), std::nullopt);
}

}  // namespace
}  // namespace vtrial::host::test
