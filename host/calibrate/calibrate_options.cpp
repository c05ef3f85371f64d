#include "host/calibrate/calibrate_options.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <boost/program_options.hpp>
#include <cstdint>
#include <sstream>

#include "host/commands/option_values.hpp"
#include "trials/limits.hpp"

namespace vtrial::host {
namespace {

namespace options = boost::program_options;

constexpr int most_posterior_sets = 10000;

constexpr char const* introduction =
    "vtrial-calibrate FIT.toml [options]\n"
    "Fits parameters of studies to published numbers, and tells how well they are known.\n"
    "Run again with the same folder it goes on where it was interrupted.\n\n"
    "  vtrial-calibrate configs/calibration/shipped.toml --out calibration\n"
    "  vtrial-calibrate my_fit.toml --posterior 200 --leave-one-out --max-minutes 110\n\n";

options::options_description described() {
    options::options_description all("options");
    auto add = all.add_options();
    add("out", options::value<std::string>(), "folder; default calibrations/FIT");
    add("posterior", options::value<std::string>(), "sets of an approximate posterior; default 0");
    add("spread", options::value<std::string>(),
        "a study file: writes STUDY_spread.toml with a scenario for each of some posterior sets");
    add("sets", options::value<std::string>(), "so many; default 20, or all where they are fewer");
    add("leave-one-out", options::bool_switch(), "predict each trial by the others, too");
    add("perturb", options::value<std::string>(),
        "begin so many standard deviations (on the log scale) off, to see whether the fit returns");
    add("perturb-seed", options::value<std::string>(), "of these; default 1");
    add("descent-steps", options::value<std::string>(),
        "Gauss-Newton steps of each stage at most, whatever the fit says: from afar it takes more");
    add("force", options::bool_switch(), "begin anew in a folder that holds another fit");
    describe_device_options(all);
    add("max-minutes", options::value<std::string>(),
        "stop after so long; the same command goes on (exit code 75)");
    add("json", options::bool_switch(), "print JSON instead of the report");
    add("help", options::bool_switch(), "this text");
    return all;
}

/// A set stands for itself: there are no more than the posterior has.
void read_spread_sets(options::variables_map const& given, CalibrateOptions& result) {
    int const most = result.wishes.posterior_sets;
    result.spread_sets = std::min(result.spread_sets, most);
    if (given.count("sets") == 0) {
        return;
    }
    result.spread_sets = whole_number("sets", given["sets"].as<std::string>(), 1,
                                      static_cast<int>(trials::limits::most_scenarios));
    if (result.spread_sets > most) {
        throw CommandLineError(fmt::format(
            "--sets {} of a --posterior of {}; ask for at most as many", result.spread_sets, most));
    }
}

}  // namespace

CalibrateOptions parse_calibrate_options(std::vector<std::string> const& words) {
    auto const given = parse_words("calibrate", words, described(), "fit");
    CalibrateOptions result;
    result.help = given["help"].as<bool>();
    if (result.help) {
        return result;
    }
    result.fit = only_positional(given, "fit", "calibrate", "fit file");
    result.out = given.count("out") != 0 ? std::filesystem::path(given["out"].as<std::string>())
                                         : "calibrations" / result.fit.stem();
    if (given.count("posterior") != 0) {
        result.wishes.posterior_sets =
            whole_number("posterior", given["posterior"].as<std::string>(), 1, most_posterior_sets);
    }
    if (given.count("spread") != 0) {
        result.spread = given["spread"].as<std::string>();
    }
    if (!result.spread.empty() && result.wishes.posterior_sets == 0) {
        throw CommandLineError("--spread needs the sets of a --posterior");
    }
    read_spread_sets(given, result);
    result.wishes.leaves_one_out = given["leave-one-out"].as<bool>();
    if (given.count("perturb") != 0) {
        result.wishes.perturbation_sd =
            positive_number("perturb", given["perturb"].as<std::string>());
    }
    if (given.count("perturb-seed") != 0) {
        result.wishes.perturbation_seed = whole_number<std::uint64_t>(
            "perturb-seed", given["perturb-seed"].as<std::string>(), 0, UINT64_MAX);
    }
    if (given.count("descent-steps") != 0) {
        result.descent_steps = whole_number(
            "descent-steps", given["descent-steps"].as<std::string>(), 0, most_descent_steps);
    }
    result.force = given["force"].as<bool>();
    result.compute = read_compute_options(given);
    return result;
}

std::string calibrate_help() {
    std::ostringstream text;
    text << introduction << described();
    return text.str();
}

}  // namespace vtrial::host
