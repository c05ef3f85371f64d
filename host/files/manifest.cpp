#include "host/files/manifest.hpp"

#include <array>
#include <ctime>
#include <nlohmann/json.hpp>

#include "host/files/build_info.hpp"
#include "host/store/block_store.hpp"

namespace vtrial::host {

namespace {

/// Null where nothing was simulated now: all blocks were stored already.
nlohmann::ordered_json trials_per_second(ScenarioRecord const& scenario) {
    if (scenario.simulated == 0 || scenario.seconds <= 0.0) {
        return nullptr;
    }
    return static_cast<double>(scenario.simulated) / scenario.seconds;
}

}  // namespace

std::string utc_now() {
    std::time_t const now = std::time(nullptr);
    std::tm parts{};
    gmtime_r(&now, &parts);
    std::array<char, 32> text{};
    std::strftime(text.data(), text.size(), "%Y-%m-%dT%H:%M:%SZ", &parts);
    return text.data();
}

std::string manifest_json(RunRecord const& record) {
    nlohmann::ordered_json manifest;
    manifest["schema_version"] = 1;
    manifest["program"] = {{"name", "vtrial"},           {"version", version()},
                           {"commit", commit()},         {"compiler", compiler()},
                           {"build_type", build_type()}, {"numeric_flags", numeric_flags()},
                           {"cuda", cuda_version()}};
    manifest["command"] = record.command;
    manifest["generator"] = "Philox4x32-10";
    manifest["replicates"] = record.replicates;
    manifest["study_sha256"] = record.study_sha256;
    manifest["machine"] = {{"host", host_name()},
                           {"processor", processor_name()},
                           {"backend", record.backend},
                           {"device", record.device},
                           {"instruction_level", record.instruction_level},
                           {"threads", record.threads}};
    if (!record.why_no_gpu.empty()) {
        manifest["machine"]["why_no_gpu"] = record.why_no_gpu;
    }
    manifest["started_utc"] = record.started_utc;
    manifest["seconds"] = record.seconds;
    for (ScenarioRecord const& scenario : record.scenarios) {
        manifest["scenarios"].push_back({{"name", scenario.name},
                                         {"seed", std::to_string(scenario.seed)},
                                         {"simulated", scenario.simulated},
                                         {"seconds", scenario.seconds},
                                         {"trials_per_second", trials_per_second(scenario)}});
    }
    for (auto const& [name, hash] : record.file_hashes) {
        manifest["files"].push_back({{"name", name}, {"sha256", hash}});
    }
    // its bytes depend on timing; `vtrial verify` checks its content
    manifest["files_without_hash"] = {store_name};
    manifest["resolved_study"] = record.resolved_study;
    return manifest.dump(2) + "\n";
}

}  // namespace vtrial::host
