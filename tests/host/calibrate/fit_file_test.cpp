// A fit file that is wrong is refused with all that is wrong with it.
#include "host/calibrate/fit_file.hpp"

#include <gtest/gtest.h>

#include "tests/host/calibrate/own_trial.hpp"

namespace vtrial::host::test {
namespace {

std::string errors_of(std::string const& text) {
    Diagnostics diagnostics;
    EXPECT_FALSE(read_fit("fit.toml", text, diagnostics));
    std::string lines;
    for (Diagnostic const& line : diagnostics.lines) {
        lines += line.text + "\n";
    }
    return lines;
}

std::string changed(std::string text, std::string const& from, std::string const& to) {
    auto const at = text.find(from);
    EXPECT_NE(at, std::string::npos);
    return text.replace(at, from.size(), to);
}

TEST(FitFile, IsRead) {
    Diagnostics diagnostics;
    auto const fit = read_fit("my/fit.toml", fit_text(7), diagnostics);
    ASSERT_TRUE(fit);
    EXPECT_EQ(fit->name, "fit");
    EXPECT_EQ(fit->stages.size(), 2u);
    EXPECT_EQ(fit->stages[0].rows, TargetRows::control);
    EXPECT_EQ(fit->stages[0].generations, 7);
    EXPECT_EQ(fit->stages[0].parameters[1].trials, std::vector<std::string>{"second.toml"});
    EXPECT_TRUE(fit->stages[1].parameters[0].is_shared());
    EXPECT_TRUE(fit->stages[1].parameters[0].is_log);
}

TEST(FitFile, KeepsATrialsOwnParametersToControlRows) {
    std::string const text =
        changed(fit_text(1), "low = 0.2", "trials = [\"first.toml\"]\nlow = 0.2");
    EXPECT_NE(errors_of(text).find("fit.toml:29:10: error: stages.treatment.parameters.model."),
              std::string::npos)
        << errors_of(text);
    EXPECT_NE(errors_of(text).find("must be left out: a trial"), std::string::npos);
}

TEST(FitFile, RefusesWhatIsWrongAllAtOnce) {
    std::string text = changed(fit_text(1), "low = 5", "low = 0");
    text = changed(text, "rows = \"daratumumab\"", "rows = \"dara\"");
    text = changed(text, "start = 15", "start = 99");
    text =
        changed(text, "\"second.toml\"]\npublished", "\"second.toml\"]\nreplicats = 3\npublished");
    std::string const errors = errors_of(text);
    for (char const* wanted : {"above 0 on the log scale, got 0", "\"dara\"",
                               "must lie between low and high, got 99", "replicats"}) {
        EXPECT_NE(errors.find(wanted), std::string::npos) << wanted << "\n" << errors;
    }
}

TEST(FitFile, LetsAnOwnParameterMoveOnce) {
    std::string const again = R"([[stages]]
name = "again"
rows = "control"
[[stages.parameters]]
path = "model.progression.median_months"
trials = ["second.toml"]
low = 5
high = 60
)";
    EXPECT_NE(errors_of(fit_text(1) + again).find("moves twice in \"second.toml\""),
              std::string::npos);
}

}  // namespace
}  // namespace vtrial::host::test
