// The fit that made the shipped parameters is in the repository, as it was run.
#include <gtest/gtest.h>

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include "host/builtin/builtin_files.hpp"
#include "host/calibrate/fit_file.hpp"
#include "host/config/parse_toml.hpp"
#include "host/spread/posterior_table.hpp"
#include "tests/support/temporary_folder.hpp"

namespace vtrial::host::test {
namespace {

class ShippedFit : public testing::Test {
  protected:
    void SetUp() override {
        std::string const text =
            support::text_of_file(std::string(VTRIAL_TRIALS) + "/../calibration/shipped.toml");
        Diagnostics diagnostics;
        auto const read = read_fit("shipped.toml", text, diagnostics);
        ASSERT_TRUE(read) << (diagnostics.lines.empty() ? "" : diagnostics.lines[0].text);
        fit = *read;
        ParseProblem problem;
        auto const document =
            parse_toml(builtin_text(builtin_parameters, "shipped").value(), 0, problem);
        ASSERT_TRUE(document) << problem.message;
        parameters = *document;
    }

    /// The last stage that has moved the parameter, and how.
    FittedParameter const* moved_by_fit(TomlNode const& entry) const {
        std::string const& path = entry.find("path")->text;
        std::vector<std::string> trials;
        if (TomlNode const* const own = entry.find("trials")) {
            for (TomlNode const& trial : own->elements) trials.push_back(trial.text);
        }
        FittedParameter const* found = nullptr;
        for (FitStage const& stage : fit.stages) {
            for (FittedParameter const& each : stage.parameters) {
                bool const is_named =
                    each.path == path ||
                    std::find(each.also.begin(), each.also.end(), path) != each.also.end();
                if (is_named && each.trials == trials) found = &each;
            }
        }
        return found;
    }

    FitFile fit;
    TomlNode parameters;
};

TEST_F(ShippedFit, IsNamedByTheParameters) {
    TomlNode const& from = *parameters.find("provenance");
    EXPECT_EQ(from.find("fit")->text, fit.name);
    EXPECT_EQ(from.find("fit_sha256")->text, fit.sha256)
        << "the fit file has been edited since it was run";
    EXPECT_EQ(from.find("replicates")->integer, fit.replicates);
    EXPECT_LT(from.find("loss")->number, from.find("loss_at_start")->number);
}

TEST_F(ShippedFit, HasMovedWhatTheParametersHaveWithinItsBounds) {
    auto const& entries = parameters.find("parameters")->elements;
    ASSERT_GT(entries.size(), 60u);
    for (TomlNode const& entry : entries) {
        std::string const& path = entry.find("path")->text;
        FittedParameter const* const moved = moved_by_fit(entry);
        ASSERT_NE(moved, nullptr) << path;
        // five digits are kept of a value that may lie on its bound
        EXPECT_GE(entry.find("value")->number, moved->low * (1.0 - 1e-4)) << path;
        EXPECT_LE(entry.find("value")->number, moved->high * (1.0 + 1e-4)) << path;
    }
}

/// The posterior that studies are laid over is of this fit, and has what the parameters have.
TEST_F(ShippedFit, HasSetsOfItsPosterior) {
    DataLog log;
    auto const table = read_posterior_table(builtin_text(shipped_parameter_sets).value(), log);
    ASSERT_FALSE(log.has_errors());
    EXPECT_NE(table.fit.find(fit.sha256), std::string::npos) << table.fit;
    EXPECT_EQ(table.sets.size(), 100u);
    auto const& entries = parameters.find("parameters")->elements;
    ASSERT_EQ(table.columns.size(), entries.size());
    for (std::size_t k = 0; k < entries.size(); ++k) {
        EXPECT_EQ(table.columns[k].path, entries[k].find("path")->text);
        TomlNode const* const own = entries[k].find("trials");
        EXPECT_EQ(table.columns[k].trials.size(), own == nullptr ? 0u : own->elements.size());
        FittedParameter const* const moved = moved_by_fit(entries[k]);
        ASSERT_NE(moved, nullptr);
        for (auto const& set : table.sets) {
            EXPECT_GE(set[k], moved->low * (1.0 - 1e-5)) << table.columns[k].path;
            EXPECT_LE(set[k], moved->high * (1.0 + 1e-5)) << table.columns[k].path;
        }
    }
}

/// The protocol: control arms first, which alone move a trial's own parameters.
TEST_F(ShippedFit, BeginsWithControlArms) {
    ASSERT_GE(fit.stages.size(), 2u);
    EXPECT_EQ(fit.stages.front().rows, TargetRows::control);
    for (std::size_t s = 1; s < fit.stages.size(); ++s) {
        for (FittedParameter const& each : fit.stages[s].parameters) {
            EXPECT_TRUE(each.is_shared()) << each.path;
        }
    }
    EXPECT_TRUE(fit.left_out.empty()) << "every published row that is simulated is a target";
    EXPECT_EQ(fit.parameters, "none") << "else it would begin with what it has shipped";
}

}  // namespace
}  // namespace vtrial::host::test
