// `vtrial analyze` beside R's survival package itself, on data made here: with ties, near-ties,
// times of 0, strata, covariates, missing values. Left out where R or the package is not installed.
#include <gtest/gtest.h>

#include <cmath>
#include <cstdlib>
#include <nlohmann/json.hpp>
#include <random>
#include <sstream>
#include <string>
#include <vector>

#include "tests/support/run_program.hpp"

namespace vtrial::host::test {
namespace {

using nlohmann::json;
using support::TemporaryFolder;

constexpr char const* has_survival =
    "Rscript -e 'quit(status = !requireNamespace(\"survival\", quietly = TRUE))' "
    "> /dev/null 2>&1";

/// A trial as a CSV file. Times are multiples of 0.1, added up in two ways, so that ties differ by
/// rounding; a small trial has few events a stratum.
std::string simulated_csv(int patients, unsigned seed) {
    std::mt19937 random(seed);
    auto const uniform = [&] { return (static_cast<double>(random()) + 0.5) * 0x1p-32; };
    std::ostringstream text;
    text.precision(17);
    text << "time,event,arm,site,stage,age,sex,responds\n";
    for (int i = 0; i < patients; ++i) {
        bool const is_treated = random() % 2 == 0;
        double const age = std::round(40.0 + 40.0 * uniform());
        double const log_hazard = (is_treated ? -0.4 : 0.0) + 0.02 * (age - 60.0);
        double const to_event = -10.0 * std::log(uniform()) * std::exp(-log_hazard);
        double const to_censoring = 30.0 * uniform();
        auto const tenths = static_cast<int>(10.0 * std::min(to_event, to_censoring));
        double time = tenths * 0.1;
        if (random() % 2 == 0) {
            time = tenths / 10.0;
        }
        text << time << ',' << (to_event <= to_censoring ? 1 : 0) << ','
             << (is_treated ? "active" : "placebo") << ",\"site " << random() % 2 << "\","
             << "I" << (random() % 2 == 0 ? "I" : "") << ',';
        if (random() % 20 == 0) {
            text << "NA";
        } else {
            text << age;
        }
        text << ',' << (random() % 2 == 0 ? "f" : "m") << ','
             << (uniform() < (is_treated ? 0.5 : 0.35) ? 1 : 0) << '\n';
    }
    return text.str();
}

json analyze(std::filesystem::path const& path, std::string const& ties) {
    auto const run = support::run_program(
        {"analyze", path.string(), "--time",      "time",     "--event",     "event",
         "--arm",   "arm",         "--control",   "placebo",  "--strata",    "site,stage",
         "--ties",  ties,          "--covariate", "age",      "--covariate", "sex",
         "--rmst",  "8",           "--milestone", "5",        "--fh",        "1,0",
         "--fh",    "0.5,2",       "--response",  "responds", "--json"});
    EXPECT_EQ(run.exit_code, 0) << run.err;
    return json::parse(run.out);
}

/// What R prints: a place in the JSON and a number or `null`, a line each.
std::string r_output(TemporaryFolder const& folder, std::string const& ties) {
    std::string const script = std::string(VTRIAL_TEST_DATA) + "/../../validation/r/analyze.R";
    std::string const command = "Rscript '" + script + "' '" + (folder / "data.csv").string() +
                                "' 8 5 " + ties + " > '" + (folder / "r.txt").string() + "'";
    EXPECT_EQ(std::system(command.c_str()), 0);
    return support::text_of_file(folder / "r.txt");
}

/// Compares each number; returns how many there are.
int compare(json const& result, std::string const& expected) {
    std::istringstream lines(expected);
    int compared = 0;
    std::string place;
    std::string number;
    while (lines >> place >> number) {
        json const& value = result.at(json::json_pointer(place));
        if (number == "null") {
            EXPECT_TRUE(value.is_null()) << place << " " << value;
        } else {
            double const of_r = std::stod(number);
            EXPECT_NEAR(value.get<double>(), of_r, 1e-8 * std::abs(of_r)) << place;
        }
        ++compared;
    }
    return compared;
}

class AnalyzeBesideRSlow : public testing::TestWithParam<int> {};

TEST_P(AnalyzeBesideRSlow, Agrees) {
    if (std::system(has_survival) != 0) {
        GTEST_SKIP() << "Rscript with the package survival is not installed";
    }
    int const patients = GetParam();
    for (std::string const ties : {"efron", "breslow"}) {
        SCOPED_TRACE(ties);
        TemporaryFolder const folder;
        support::write_text(folder / "data.csv",
                            simulated_csv(patients, static_cast<unsigned>(patients)));
        json const result = analyze(folder / "data.csv", ties);
        EXPECT_EQ(compare(result, r_output(folder, ties)), 62);
        EXPECT_GT(result["rows_left_out"], 0);
    }
}

INSTANTIATE_TEST_SUITE_P(Sizes, AnalyzeBesideRSlow, testing::Values(80, 250, 2000));

}  // namespace
}  // namespace vtrial::host::test
