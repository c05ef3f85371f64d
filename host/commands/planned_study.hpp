// A study with its plans: what is simulated, and what the store knows it by.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "host/store/block_store.hpp"
#include "trials/lower.hpp"
#include "trials/study.hpp"

namespace vtrial::host {

struct PlannedStudy {
    trials::StudyFile file;
    std::vector<trials::PlanTables> plans;  ///< one a scenario
    StoredStudy identity;

    std::int64_t wanted() const {  ///< replicates of all scenarios together
        return file.replicates * static_cast<std::int64_t>(plans.size());
    }
};

PlannedStudy plan_study(trials::StudyFile file);

/// The study of a store, read back and lowered again, with more replicates if so many are given.
/// Throws StoreError if its plans are no longer those that the blocks were computed from.
PlannedStudy plan_stored_study(StoredStudy const& stored, std::optional<std::int64_t> replicates);

/// Replicates that are stored, of all scenarios together.
std::int64_t stored_replicates(BlockStore const& store);

}  // namespace vtrial::host
