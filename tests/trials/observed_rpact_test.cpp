// Observed trials beside rpact itself, on trials drawn here. Left out where R or the package is not
// installed.
#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <fstream>
#include <optional>
#include <random>
#include <sstream>
#include <string>
#include <vector>

#include "tests/support/r_program.hpp"
#include "tests/support/temporary_folder.hpp"
#include "tests/trials/observed_studies.hpp"

namespace vtrial::trials {
namespace {

struct DrawnTrial {
    Study study;
    std::vector<ObservedLook> looks;
    bool is_final;  ///< all looks of the study are told; else all but the last
};

class TrialDraw {
  public:
    /// Two or three looks, events up to 8 before or 24 after the plan, or a last look far off it.
    DrawnTrial trial() {
        std::vector<int> const planned =
            random_() % 2 == 0 ? std::vector<int>{195, 292, 390} : std::vector<int>{120, 300};
        std::array<Spending, 4> const spendings{
            Spending{}, Spending{SpendingKind::lan_demets_pocock, 0.0, {}},
            Spending{SpendingKind::hwang_shih_decani, uniform(-5.0, 1.0), {}},
            Spending{SpendingKind::power, uniform(1.0, 3.0), {}}};
        DrawnTrial drawn{
            study_with_looks(planned, spendings[random_() % 4]), {}, random_() % 2 == 0};
        drawn.study.alpha_one_sided = random_() % 2 == 0 ? 0.025 : 0.05;
        drawn.study.arms[1].ratio = 1 + static_cast<int>(random_() % 3);
        if (random_() % 2 == 0) {
            drawn.study.endpoints[0].deciding_test.margin = uniform(1.1, 1.4);
        }
        std::size_t const told = planned.size() - (drawn.is_final ? 0 : 1);
        for (std::size_t k = 0; k < told; ++k) {
            bool const is_last = k + 1 == planned.size();
            int const late = static_cast<int>(is_last ? uniform(-60, 100) : uniform(-8, 24));
            // low enough that the trial goes on
            double const z = -uniform(0.2, 1.6);
            drawn.looks.push_back({planned[k] + late, z});
        }
        if (told > 1) {
            drawn.looks.back().z = -uniform(0.5, 3.5);
        }
        return drawn;
    }

  private:
    double uniform(double low, double high) {
        return low + (high - low) * (static_cast<double>(random_()) + 0.5) * 0x1p-32;
    }

    std::mt19937 random_{20261124};
};

/// As validation/r/observed.R reads it.
std::string line_of(DrawnTrial const& trial) {
    Endpoint const& endpoint = trial.study.endpoints[0];
    Spending const& spending = endpoint.sequential->spending;
    std::ostringstream line;
    line.precision(17);
    line << spending_kind_names[static_cast<std::size_t>(spending.kind)] << ' '
         << spending.parameter << ' ' << trial.study.alpha_one_sided << ' '
         << trial.study.arms[1].ratio << ' ' << endpoint.deciding_test.margin.value_or(1.0) << ' '
         << endpoint.sequential->planned_events.at(trial.study.analyses.back().name) << ' '
         << (trial.is_final ? 1 : 0);
    for (ObservedLook const& look : trial.looks) {
        line << ' ' << look.events << ' ' << look.z;
    }
    return line.str();
}

/// The next line of rpact's answers; what it has not is empty.
std::vector<std::optional<double>> next_line(std::istream& lines) {
    std::string line;
    std::getline(lines, line);
    std::istringstream words(line);
    std::vector<std::optional<double>> values;
    for (std::string word; words >> word;) {
        values.push_back(word == "NA" ? std::nullopt : std::optional(std::stod(word)));
    }
    return values;
}

/// rpact's answers are near what was found, as far as it has any; how many it has.
int expect_near(std::istream& lines, std::vector<double> const& found, double tolerance,
                std::string const& what) {
    auto const known = next_line(lines);
    EXPECT_EQ(known.size(), found.size()) << what;
    int compared = 0;
    for (std::size_t k = 0; k < found.size() && k < known.size(); ++k) {
        if (known[k]) {
            EXPECT_NEAR(found[k], *known[k], tolerance) << what << ", number " << k;
            ++compared;
        }
    }
    return compared;
}

TEST(ObservedRpactSlow, SaysTheSame) {
    if (!support::has_r_package("rpact")) {
        GTEST_SKIP() << "R or its package rpact is not installed";
    }
    support::TemporaryFolder const folder;
    std::string const path = (folder.path() / "trials.txt").string();
    TrialDraw draw;
    std::vector<DrawnTrial> trials;
    std::ofstream file(path);
    for (int i = 0; i < 24; ++i) {
        trials.push_back(draw.trial());
        file << line_of(trials.back()) << '\n';
    }
    file.close();
    std::istringstream lines(support::r_output("observed.R", path));
    // rpact stops its searches for roots at 1e-6 or so of z per event's root, which arms of 3:1
    // and a margin of 1.4 make 3 times as much of the hazard ratio
    constexpr double tolerance = 1e-5;
    int finals = 0;
    int powers = 0;
    for (DrawnTrial const& trial : trials) {
        std::string const what = line_of(trial);
        ObservedSummary const found = observe_first(trial.study, trial.looks);
        std::vector<double> bounds, lower, upper;
        for (ObservedLookSummary const& look : found.looks) {
            bounds.push_back(look.efficacy.z);
            lower.push_back(look.repeated_interval->lower);
            upper.push_back(look.repeated_interval->upper);
        }
        expect_near(lines, bounds, tolerance, what);
        expect_near(lines, lower, tolerance, what);
        expect_near(lines, upper, tolerance, what);
        StagewiseResult const& end = found.stagewise;
        finals += expect_near(
            lines, {end.p_one_sided, *end.hazard_ratio, end.interval->lower, end.interval->upper},
            tolerance, what);
        auto const& power = found.looks.back().conditional_power;
        if (power) {
            powers +=
                expect_near(lines, {power->at_estimated_hazard_ratio, *power->at_true_hazard_ratio},
                            tolerance, what);
        } else {
            next_line(lines);
        }
    }
    EXPECT_GT(finals, 4 * 8);
    EXPECT_GT(powers, 2 * 4);
}

}  // namespace
}  // namespace vtrial::trials
