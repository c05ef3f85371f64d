// The rows of a store that say which study it is of.
#pragma once

#include "host/store/block_store.hpp"
#include "host/store/sqlite.hpp"

namespace vtrial::host {

/// Within a transaction: fills in what never changes.
void write_scenario_rows(Database& database, StoredStudy const& study);

/// Within a transaction: replaces the one row that says what is wanted.
void write_study_row(Database& database, StoredStudy const& study);

/// Throws StoreError if the study is missing or does not match its hash.
StoredStudy read_study_row(Database& database);

}  // namespace vtrial::host
