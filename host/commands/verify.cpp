#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "host/commands/commands.hpp"
#include "host/commands/folder_findings.hpp"
#include "host/commands/run_options.hpp"
#include "host/engine/progress.hpp"

namespace vtrial::host {
namespace {

using Json = nlohmann::ordered_json;

std::string condition_name(FileCondition condition) {
    switch (condition) {
        case FileCondition::sound:
            return "sound";
        case FileCondition::changed:
            return "changed after it was written";
        case FileCondition::missing:
            return "missing";
    }
    return "";
}

/// For example ` 0 ... 1,023, 4,096 ... 9,999`.
std::string ranges(std::vector<Interval> const& intervals) {
    std::string text;
    for (Interval const& interval : intervals) {
        text += fmt::format("{} {} ... {}", text.empty() ? "" : ",", with_commas(interval.first),
                            with_commas(interval.end() - 1));
    }
    return text;
}

std::string scenario_lines(ScenarioFindings const& scenario) {
    std::string text;
    if (!scenario.damaged.empty()) {
        text += fmt::format("  scenario {}: damaged: replicates{}\n", scenario.name,
                            ranges(scenario.damaged));
    }
    if (!scenario.missing.empty()) {
        text += fmt::format("  scenario {}: missing: replicates{}\n", scenario.name,
                            ranges(scenario.missing));
    }
    return text.empty() ? fmt::format("  scenario {}: complete and sound\n", scenario.name) : text;
}

std::string verdict(FolderFindings const& findings, std::string const& folder) {
    switch (findings.code()) {
        case ExitCode::done:
            return "all is well\n";
        case ExitCode::incomplete_or_check_failed:
            return fmt::format("incomplete: `vtrial resume {}` goes on\n", folder);
        default:
            return fmt::format(
                "damaged: `vtrial resume {} --redo-damaged` computes damaged blocks again; move a "
                "changed file away, and it is written again\n",
                folder);
    }
}

std::string report(FolderFindings const& findings, std::string const& folder) {
    std::string text = fmt::format("{}: study {}, {} trials a scenario\n", folder, findings.study,
                                   with_commas(findings.replicates));
    for (ScenarioFindings const& scenario : findings.scenarios) {
        text += scenario_lines(scenario);
    }
    if (!findings.has_manifest) {
        text += "  manifest.json: missing, so the results are not written yet\n";
    }
    for (CheckedFile const& file : findings.files) {
        text += fmt::format("  {}: {}\n", file.name, condition_name(file.condition));
    }
    for (std::string const& name : findings.not_reproduced) {
        text += fmt::format("  {}: not what the stored blocks give\n", name);
    }
    if (findings.was_reproduced && findings.not_reproduced.empty()) {
        text += "  the files are what the stored blocks give, byte for byte\n";
    }
    for (std::string const& problem : findings.problems) {
        text += "  " + problem + "\n";
    }
    return text + verdict(findings, folder);
}

Json ranges_json(std::vector<Interval> const& intervals) {
    Json array = Json::array();
    for (Interval const& interval : intervals) {
        array.push_back({{"first", interval.first}, {"count", interval.count}});
    }
    return array;
}

std::string report_json(FolderFindings const& findings, std::string const& folder) {
    Json json;
    json["schema_version"] = 1;
    json["folder"] = folder;
    json["study"] = findings.study;
    json["replicates"] = findings.replicates;
    json["scenarios"] = Json::array();
    for (ScenarioFindings const& scenario : findings.scenarios) {
        json["scenarios"].push_back({{"name", scenario.name},
                                     {"missing", ranges_json(scenario.missing)},
                                     {"damaged", ranges_json(scenario.damaged)}});
    }
    json["has_manifest"] = findings.has_manifest;
    json["files"] = Json::array();
    for (CheckedFile const& file : findings.files) {
        json["files"].push_back(
            {{"name", file.name}, {"condition", condition_name(file.condition)}});
    }
    json["was_reproduced"] = findings.was_reproduced;
    json["not_reproduced"] = findings.not_reproduced;
    json["problems"] = findings.problems;
    json["exit_code"] = static_cast<int>(findings.code());
    return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace

ExitCode verify_command(std::vector<std::string> const& words) {
    ShowOptions const options = parse_show_options("verify", words);
    if (options.help) {
        print_result(help_of("verify"));
        return ExitCode::done;
    }
    FolderFindings const findings = examine_folder(OutputFolder(options.folder));
    std::string const folder = options.folder.string();
    print_result(options.json ? report_json(findings, folder) : report(findings, folder));
    return findings.code();
}

}  // namespace vtrial::host
