// manifest.json: where a result came from. The only file with times and host names.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace vtrial::host {

/// What was spent on a scenario now.
struct ScenarioRecord {
    std::string name;
    std::uint64_t seed = 0;
    std::int64_t simulated = 0;  ///< replicates that were run, not read from the store
    double seconds = 0.0;
};

/// What a run was asked for and how it went.
struct RunRecord {
    std::vector<std::string> command;
    std::string resolved_study;
    std::string study_sha256;
    std::string started_utc;
    std::string backend;
    std::string device;
    std::string why_no_gpu;  ///< where the processor was used for lack of a GPU
    std::string instruction_level;
    int threads = 1;
    std::int64_t replicates = 0;
    double seconds = 0.0;
    std::vector<ScenarioRecord> scenarios;
    std::map<std::string, std::string> file_hashes;
};

/// The manifest as JSON text.
std::string manifest_json(RunRecord const& record);

/// Now, as 2026-01-31T12:34:56Z.
std::string utc_now();

}  // namespace vtrial::host
