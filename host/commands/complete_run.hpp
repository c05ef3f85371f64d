// The way that `vtrial run` and `vtrial resume` have in common: simulate what is missing, write the
// files, show the table.
#pragma once

#include <string>
#include <vector>

#include "host/commands/backend_choice.hpp"
#include "host/commands/planned_study.hpp"
#include "host/commands/stop_request.hpp"
#include "host/files/output_folder.hpp"

namespace vtrial::host {

/// A locked folder with its open store.
struct StoredRun {
    PlannedStudy const& study;
    BlockStore& store;
    OutputFolder& folder;
    std::vector<std::string> command;  ///< as it was typed, for the manifest
};

/// Throws StoppedEarly, and what the engine, the store and the folder throw.
void complete_run(StoredRun const& run, BackendChoice& choice, ComputeOptions const& options,
                  StopRequest const& stop);

/// Prints the table of a finished folder, or its JSON.
void show_results(OutputFolder const& folder, ComputeOptions const& options);

}  // namespace vtrial::host
