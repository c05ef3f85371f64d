// What `vtrial verify` finds out about a result folder.
#pragma once

#include <string>
#include <vector>

#include "host/commands/exit_codes.hpp"
#include "host/files/manifest_check.hpp"
#include "host/files/output_folder.hpp"
#include "host/store/interval.hpp"

namespace vtrial::host {

struct ScenarioFindings {
    std::string name;
    std::vector<Interval> missing;
    std::vector<Interval> damaged;
};

struct FolderFindings {
    std::string study;
    std::int64_t replicates = 0;  ///< wanted of each scenario
    std::vector<ScenarioFindings> scenarios;
    bool has_manifest = false;
    std::vector<CheckedFile> files;           ///< those that the manifest names
    std::vector<std::string> not_reproduced;  ///< files that do not follow from the blocks
    bool was_reproduced = false;              ///< whether that could be tried at all
    std::vector<std::string> problems;        ///< what else is wrong, in sentences

    /// done, stored_state_unusable or incomplete_or_check_failed.
    ExitCode code() const;
};

/// Reads everything and changes nothing. Throws StoreError if the store cannot be read as one,
/// FileError if there is none.
FolderFindings examine_folder(OutputFolder const& folder);

}  // namespace vtrial::host
