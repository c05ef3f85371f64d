#include "host/commands/folder_findings.hpp"

#include <algorithm>
#include <utility>

#include "host/commands/folder_claim.hpp"
#include "host/commands/planned_study.hpp"
#include "host/commands/reports.hpp"

namespace vtrial::host {
namespace {

void examine_blocks(BlockStore const& store, FolderFindings& findings) {
    StoredStudy const& study = store.study();
    for (std::size_t i = 0; i < study.scenarios.size(); ++i) {
        findings.scenarios.push_back(
            {study.scenarios[i].name, missing_from(store.stored(i), study.replicates), {}});
    }
    for (BlockStore::DamagedBlock const& damaged : store.damaged()) {
        findings.scenarios[damaged.scenario].damaged.push_back(damaged.block);
    }
}

void examine_files(OutputFolder const& folder, FolderFindings& findings) {
    try {
        auto files = check_files(folder);
        findings.has_manifest = files.has_value();
        findings.files = std::move(files).value_or(std::vector<CheckedFile>{});
    } catch (StoreError const& error) {
        findings.has_manifest = true;
        findings.problems.emplace_back(error.what());
    }
}

bool is_whole(FolderFindings const& findings) {
    return std::all_of(findings.scenarios.begin(), findings.scenarios.end(),
                       [](ScenarioFindings const& scenario) {
                           return scenario.missing.empty() && scenario.damaged.empty();
                       });
}

/// Makes the files again from the blocks and compares them.
void reproduce_files(PlannedStudy const& study, BlockStore const& store, OutputFolder const& folder,
                     FolderFindings& findings) {
    Reports const reports = make_reports(study, store);
    for (auto const& [name, text] : {std::pair{estimates_name, &reports.estimates},
                                     {curves_name, &reports.curves},
                                     {json_name, &reports.json},
                                     {table_name, &reports.table},
                                     {over_scenarios_name, &reports.over_scenarios}}) {
        if (folder.has(name) && folder.read(name) != *text) {
            findings.not_reproduced.emplace_back(name);
        }
    }
    findings.was_reproduced = true;
}

}  // namespace

ExitCode FolderFindings::code() const {
    bool const is_damaged =
        !problems.empty() || !not_reproduced.empty() ||
        std::any_of(scenarios.begin(), scenarios.end(),
                    [](auto const& scenario) { return !scenario.damaged.empty(); }) ||
        std::any_of(files.begin(), files.end(),
                    [](auto const& file) { return file.condition == FileCondition::changed; });
    if (is_damaged) {
        return ExitCode::stored_state_unusable;
    }
    bool const is_incomplete = !has_manifest || !is_whole(*this) ||
                               std::any_of(files.begin(), files.end(), [](auto const& file) {
                                   return file.condition == FileCondition::missing;
                               });
    return is_incomplete ? ExitCode::incomplete_or_check_failed : ExitCode::done;
}

FolderFindings examine_folder(OutputFolder const& folder) {
    require_store(folder);
    BlockStore const store =
        BlockStore::open(folder.path() / store_name, BlockStore::Access::read_only);
    FolderFindings findings;
    findings.study = store.study().name;
    findings.replicates = store.study().replicates;
    examine_blocks(store, findings);
    examine_files(folder, findings);
    try {
        PlannedStudy const study = plan_stored_study(store.study(), std::nullopt);
        if (is_whole(findings) && findings.has_manifest) {
            reproduce_files(study, store, folder, findings);
        }
    } catch (StoreError const& error) {
        findings.problems.emplace_back(error.what());
    }
    return findings;
}

}  // namespace vtrial::host
