// What a store looks like in SQLite: its header and its tables. docs/BLOCK_STORE.md is the format.
#pragma once

#include <cstdint>

#include "host/store/block_store.hpp"
#include "host/store/sqlite.hpp"

namespace vtrial::host {

inline constexpr std::uint32_t store_application_id = 0x7674726c;  ///< "vtrl", at byte 68
inline constexpr std::uint32_t store_format_version = 1;           ///< user_version, at byte 60

/// Says how a connection behaves: where it may write, and that it trusts nothing it reads.
void configure(Database& database);

/// Makes the tables of a new store and fills in its study. Throws FileError.
void write_format(Database& database, StoredStudy const& study);

/// Throws StoreError unless the header is that of a store which this program can read. The file is
/// not changed, whatever it is.
void check_header(Database const& database);

/// What the store is about, after SQLite has found no fault with its file, the tables are ours, the
/// study matches its hash and no blocks overlap. Otherwise throws StoreError.
StoredStudy read_format(Database& database);

}  // namespace vtrial::host
