#include "host/files/manifest.hpp"

#include <array>
#include <ctime>
#include <nlohmann/json.hpp>

#include "host/files/build_info.hpp"

namespace vtrial::host {

std::string utc_now() {
    std::time_t const now = std::time(nullptr);
    std::tm parts{};
    gmtime_r(&now, &parts);
    std::array<char, 32> text{};
    std::strftime(text.data(), text.size(), "%Y-%m-%dT%H:%M:%SZ", &parts);
    return text.data();
}

std::string manifest_json(RunRecord const& record, std::vector<ScenarioResult> const& results) {
    nlohmann::ordered_json manifest;
    manifest["schema_version"] = 1;
    manifest["program"] = {{"name", "vtrial"},           {"version", version()},
                           {"commit", commit()},         {"compiler", compiler()},
                           {"build_type", build_type()}, {"numeric_flags", numeric_flags()}};
    manifest["command"] = record.command;
    manifest["generator"] = "Philox4x32-10";
    manifest["replicates"] = record.replicates;
    manifest["study_sha256"] = record.study_sha256;
    manifest["machine"] = {{"host", host_name()},
                           {"processor", processor_name()},
                           {"backend", record.backend},
                           {"instruction_level", record.instruction_level},
                           {"threads", record.threads}};
    manifest["started_utc"] = record.started_utc;
    manifest["seconds"] = record.seconds;
    for (ScenarioResult const& result : results) {
        manifest["scenarios"].push_back(
            {{"name", result.scenario->name},
             {"seed", std::to_string(result.scenario->study.seed)},
             {"seconds", result.seconds},
             {"trials_per_second", static_cast<double>(record.replicates) / result.seconds}});
    }
    for (auto const& [name, hash] : record.file_hashes) {
        manifest["files"].push_back({{"name", name}, {"sha256", hash}});
    }
    manifest["resolved_study"] = record.resolved_study;
    return manifest.dump(2) + "\n";
}

}  // namespace vtrial::host
