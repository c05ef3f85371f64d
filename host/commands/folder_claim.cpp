#include "host/commands/folder_claim.hpp"

#include <fmt/format.h>

#include "host/commands/study_differences.hpp"
#include "host/engine/progress.hpp"
#include "host/files/manifest_check.hpp"

namespace vtrial::host {
namespace {

[[noreturn]] void refuse_other_replicates(std::string const& path, std::int64_t stored,
                                          std::int64_t asked) {
    if (stored < asked) {
        throw FileError(fmt::format(
            "{} holds this study with {} trials a scenario, and {} are asked for: `vtrial resume "
            "{} --replicates {}` adds what is missing, --force starts again",
            path, with_commas(stored), with_commas(asked), path, asked));
    }
    throw FileError(fmt::format(
        "{} holds this study with {} trials a scenario, more than the {} asked for: name another "
        "folder with --out, or use --force to replace it",
        path, with_commas(stored), with_commas(asked)));
}

[[noreturn]] void refuse_other_study(std::string const& path, StoredStudy const& stored,
                                     StoredStudy const& asked) {
    std::string const differences = study_differences(stored.resolved_study, asked.resolved_study);
    throw StoreError(fmt::format(
        "{} holds the run of another study:\n{}name another folder with --out, or use --force to "
        "replace it",
        path,
        differences.empty() ? "  (the same text; its blocks are of another version of vtrial)\n"
                            : differences));
}

bool has_same_plans(StoredStudy const& stored, StoredStudy const& asked) {
    bool is_same = stored.scenarios.size() == asked.scenarios.size();
    for (std::size_t i = 0; is_same && i < stored.scenarios.size(); ++i) {
        is_same = stored.scenarios[i].name == asked.scenarios[i].name &&
                  stored.scenarios[i].plan_sha256 == asked.scenarios[i].plan_sha256;
    }
    return is_same &&
           without_replicates(stored.resolved_study) == without_replicates(asked.resolved_study);
}

}  // namespace

void require_store(OutputFolder const& folder) {
    std::string const path = folder.path().string();
    std::error_code error;
    if (!std::filesystem::is_directory(folder.path(), error)) {
        throw FileError(
            fmt::format("there is no folder {}: name the result folder of a run", path));
    }
    if (!folder.has(store_name)) {
        throw FileError(fmt::format(
            "{} holds no run to go on with, there is no {} in it: `vtrial run STUDY.toml --out {}` "
            "starts one",
            path, store_name, path));
    }
}

bool has_all_files(OutputFolder const& folder) {
    auto const files = check_files(folder);
    bool is_complete = files.has_value();
    for (CheckedFile const& file : files.value_or(std::vector<CheckedFile>{})) {
        if (file.condition == FileCondition::changed) {
            throw StoreError(fmt::format(
                "{} was changed after it was written: its content no longer matches manifest.json. "
                "Move it away, and `vtrial resume {}` writes it again",
                (folder.path() / file.name).string(), folder.path().string()));
        }
        is_complete = is_complete && file.condition == FileCondition::sound;
    }
    return is_complete;
}

bool is_finished(OutputFolder const& folder, PlannedStudy const& study, bool is_forced) {
    FolderState const state = folder.state(sha256(study.identity.resolved_study));
    if (is_forced) {
        return false;
    }
    if (state == FolderState::something_else) {
        throw FileError(
            fmt::format("{} holds something else: use --force to overwrite it, or name another "
                        "folder with --out",
                        folder.path().string()));
    }
    if (state != FolderState::same_study_complete) {
        return false;
    }
    if (!has_all_files(folder)) {
        throw FileError(fmt::format(
            "{} holds this study, but files are missing: `vtrial resume {}` writes them again, "
            "--force starts again",
            folder.path().string(), folder.path().string()));
    }
    return true;
}

void refuse_stored_run(OutputFolder const& folder, PlannedStudy const& study) {
    if (!folder.has(store_name)) {
        return;
    }
    std::string const path = folder.path().string();
    BlockStore const store =
        BlockStore::open(folder.path() / store_name, BlockStore::Access::read_only);
    StoredStudy const& stored = store.study();
    if (!has_same_plans(stored, study.identity)) {
        refuse_other_study(path, stored, study.identity);
    }
    if (stored.replicates != study.file.replicates) {
        refuse_other_replicates(path, stored.replicates, study.file.replicates);
    }
    auto const percent =
        100.0 * static_cast<double>(stored_replicates(store)) / static_cast<double>(study.wanted());
    throw FileError(
        fmt::format("{} holds an unfinished run of this study ({} % done): `vtrial resume {}` goes "
                    "on, --force starts again",
                    path, static_cast<int>(percent), path));
}

}  // namespace vtrial::host
