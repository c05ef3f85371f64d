#include <fmt/format.h>

#include <nlohmann/json.hpp>
#include <stdexcept>

#include "host/builtin/builtin_files.hpp"
#include "host/commands/builtin_trials.hpp"
#include "host/commands/commands.hpp"
#include "host/commands/described_options.hpp"
#include "host/commands/option_values.hpp"
#include "host/commands/run_options.hpp"
#include "host/report/columns.hpp"

namespace vtrial::host {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t name_width = 12;
constexpr std::size_t patients_width = 10;
constexpr std::size_t cuts_width = 6;

std::string list_text() {
    std::string text = left(name_width, "trial") + right(patients_width, "patients") +
                       right(cuts_width, "cuts") + "  title\n";
    for (std::string const& name : builtin_names(builtin_trials)) {
        trials::StudyFile const file = builtin_trial(name);
        trials::Study const& study = file.scenarios.front().study;
        text += left(name_width, name) + right(patients_width, std::to_string(study.patients)) +
                right(cuts_width, std::to_string(study.analyses.size())) + "  " + file.title + "\n";
    }
    return text + "\n`vtrial trials NAME` prints the study file of a trial.\n";
}

std::string list_json() {
    Json list = Json::array();
    for (std::string const& name : builtin_names(builtin_trials)) {
        trials::StudyFile const file = builtin_trial(name);
        trials::Study const& study = file.scenarios.front().study;
        Json cuts = Json::array();
        for (trials::Analysis const& analysis : study.analyses) {
            cuts.push_back(analysis.name);
        }
        list.push_back({{"name", name},
                        {"title", file.title},
                        {"patients", study.patients},
                        {"cuts", std::move(cuts)}});
    }
    return Json{{"schema_version", 1}, {"trials", std::move(list)}}.dump(2) + "\n";
}

}  // namespace

ExitCode trials_command(std::vector<std::string> const& words) {
    auto const given = parse_words("trials", words, described_options("trials"), "trial");
    if (given["help"].as<bool>()) {
        print_result(help_of("trials"));
        return ExitCode::done;
    }
    bool const is_json = given["json"].as<bool>();
    if (given.count("trial") == 0) {
        print_result(is_json ? list_json() : list_text());
        return ExitCode::done;
    }
    if (is_json) {
        throw CommandLineError("--json lists trials; a study file is TOML: drop one of them");
    }
    std::string const name = only_positional(given, "trial", "trials", "trial");
    auto const text = builtin_text(builtin_trials, name);
    if (!text) {
        throw CommandLineError(no_builtin_trial(name));
    }
    print_result(std::string(*text));
    return ExitCode::done;
}

}  // namespace vtrial::host
