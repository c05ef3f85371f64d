// Whether `vtrial run` may use a folder, and what to say if not.
#pragma once

#include "host/commands/planned_study.hpp"
#include "host/commands/run_options.hpp"
#include "host/files/output_folder.hpp"

namespace vtrial::host {

/// Whether the folder holds the results of this study, unchanged. Throws FileError with the remedy
/// if it holds something that is no run of vtrial's, StoreError if the files were changed.
bool is_finished(OutputFolder const& folder, PlannedStudy const& study, bool is_forced);

/// In the locked folder: throws FileError or StoreError, with the remedy, if it holds a store.
void refuse_stored_run(OutputFolder const& folder, PlannedStudy const& study);

/// Throws FileError if the folder has no store to go on from.
void require_store(OutputFolder const& folder);

/// Throws StoreError if a file that the manifest names was changed; false if one is missing or
/// there is no manifest.
bool has_all_files(OutputFolder const& folder);

}  // namespace vtrial::host
