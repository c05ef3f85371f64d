#include "host/commands/planned_study.hpp"

#include <fmt/format.h>

#include <utility>

#include "host/commands/exit_codes.hpp"
#include "host/config/read_study.hpp"
#include "host/config/resolved.hpp"
#include "host/store/plan_hash.hpp"

namespace vtrial::host {
namespace {

trials::StudyFile read_back(StoredStudy const& stored, std::optional<std::int64_t> replicates) {
    ReadOptions options;
    options.allow_small = true;  // whether so few are wanted was asked when it began
    if (replicates) {
        options.overrides.push_back(fmt::format("replicates={}", *replicates));
    }
    Diagnostics diagnostics;
    auto file = read_study_text(stored.name + ".toml", stored.resolved_study, options, diagnostics);
    if (!file) {
        std::string reason;
        for (Diagnostic const& diagnostic : diagnostics.lines) {
            reason += diagnostic.severity == Severity::error ? "\n" + diagnostic.text : "";
        }
        throw StoreError(
            "the stored study is no study to this version of vtrial; use the version that made "
            "it, which manifest.json names:" +
            reason);
    }
    return std::move(*file);
}

}  // namespace

PlannedStudy plan_study(trials::StudyFile file) {
    PlannedStudy study{std::move(file), {}, {}};
    study.identity = {study.file.name, resolved_toml(study.file), study.file.replicates, {}};
    for (trials::Scenario const& scenario : study.file.scenarios) {
        study.plans.push_back(trials::lower(scenario.study));
        study.identity.scenarios.push_back({scenario.name, plan_sha256(study.plans.back().plan)});
    }
    return study;
}

PlannedStudy plan_stored_study(StoredStudy const& stored, std::optional<std::int64_t> replicates) {
    if (replicates && *replicates < stored.replicates) {
        throw CommandLineError(fmt::format(
            "--replicates must be at least {}, which the folder is for already, got {}: for fewer, "
            "run the study into another folder",
            stored.replicates, *replicates));
    }
    PlannedStudy study = plan_study(read_back(stored, replicates));
    std::string changed;
    for (std::size_t i = 0; i < stored.scenarios.size(); ++i) {
        bool const is_same =
            i < study.identity.scenarios.size() &&
            study.identity.scenarios[i].name == stored.scenarios[i].name &&
            study.identity.scenarios[i].plan_sha256 == stored.scenarios[i].plan_sha256;
        if (!is_same) {
            changed += (changed.empty() ? "" : ", ") + stored.scenarios[i].name;
        }
    }
    if (!changed.empty() || study.identity.scenarios.size() != stored.scenarios.size()) {
        throw StoreError(fmt::format(
            "the stored blocks (scenario {}) are not of the plan that this vtrial makes of the "
            "stored study: another version made them, or the store was edited; use that version, "
            "which manifest.json names, or run the study into another folder",
            changed));
    }
    return study;
}

std::int64_t stored_replicates(BlockStore const& store) {
    std::int64_t sum = 0;
    for (std::size_t i = 0; i < store.study().scenarios.size(); ++i) {
        for (Interval const& interval : store.stored(i)) {
            sum += interval.count;
        }
    }
    return sum;
}

}  // namespace vtrial::host
