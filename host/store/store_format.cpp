#include "host/store/store_format.hpp"

#include <fmt/format.h>

#include <array>
#include <string>

#include "host/files/build_info.hpp"
#include "host/store/study_row.hpp"

namespace vtrial::host {
namespace {

constexpr std::array<char const*, 3> tables{
    "CREATE TABLE study (name TEXT NOT NULL, resolved_study TEXT NOT NULL, replicates INTEGER NOT "
    "NULL, program_version TEXT NOT NULL, sha256 TEXT NOT NULL) STRICT",
    "CREATE TABLE scenarios (scenario INTEGER PRIMARY KEY, name TEXT NOT NULL, plan_sha256 TEXT "
    "NOT NULL) STRICT",
    // no index beside the table that could disagree with it; the tally last, so that the other
    // columns are read without it
    "CREATE TABLE blocks (scenario INTEGER NOT NULL, first INTEGER NOT NULL, count INTEGER NOT "
    "NULL, sha256 TEXT NOT NULL, tally BLOB NOT NULL, PRIMARY KEY (scenario, first)) STRICT, "
    "WITHOUT ROWID"};

// Places in the header of an SQLite file,
// https://www.sqlite.org/fileformat.html#the_database_header
constexpr std::size_t header_size = 100;
constexpr std::string_view header_start{"SQLite format 3\0", 16};
constexpr std::size_t journal_versions_at = 18;
constexpr std::size_t user_version_at = 60;
constexpr std::size_t application_id_at = 68;

std::uint32_t big_endian(std::string_view bytes) {
    std::uint32_t value = 0;
    for (char const byte : bytes.substr(0, 4)) {
        value = (value << 8) | static_cast<std::uint8_t>(byte);
    }
    return value;
}

/// Read through SQLite: to open and close its file beside it would drop its locks.
std::string read_header(Database const& database) {
    sqlite3_file* file = nullptr;
    int const code =
        sqlite3_file_control(database.handle(), "main", SQLITE_FCNTL_FILE_POINTER, &file);
    if (code != SQLITE_OK || file == nullptr || file->pMethods == nullptr) {
        database.fail("read", code != SQLITE_OK ? code : SQLITE_CANTOPEN);
    }
    std::string header(header_size, '\0');
    int const read = file->pMethods->xRead(file, header.data(), int{header_size}, 0);
    if (read != SQLITE_OK && read != SQLITE_IOERR_SHORT_READ) {  // short: the rest is zero
        database.fail("read", read);
    }
    return header;
}

void check_tables(Database& database) {
    Statement statement(database, "read", "SELECT sql FROM sqlite_schema ORDER BY rowid");
    for (char const* const table : tables) {
        if (!statement.step() || statement.text(0) != table) {
            database.fail_as_damaged("its tables are not those of a store");
        }
    }
    if (statement.step()) {
        database.fail_as_damaged("it has a table too many");
    }
}

void check_pages(Database& database) {
    Statement statement(database, "read", "PRAGMA quick_check(1)");
    std::string const found = statement.step() ? statement.text(0) : "quick_check says nothing";
    if (found != "ok") {
        database.fail_as_damaged(found);
    }
}

/// In the order of the table, whose searches rely on it.
void check_blocks(Database& database, std::size_t scenarios) {
    Statement statement(database, "read", "SELECT scenario, first, count FROM blocks");
    std::int64_t previous = -1;
    std::int64_t end = 0;
    while (statement.step()) {
        std::int64_t const scenario = statement.integer(0);
        std::int64_t const first = statement.integer(1);
        std::int64_t const count = statement.integer(2);
        end = scenario == previous ? end : 0;
        bool const known = scenario >= previous && scenario >= 0 &&
                           scenario < static_cast<std::int64_t>(scenarios);
        if (!known || first < end || count <= 0 || __builtin_add_overflow(first, count, &end)) {
            database.fail_as_damaged("its blocks overlap or are of no scenario");
        }
        previous = scenario;
    }
}

}  // namespace

void check_header(Database const& database) {
    std::string const header = read_header(database);
    std::string_view const view = header;
    std::string const file = database.file().string();
    if (!view.starts_with(header_start) ||
        big_endian(view.substr(application_id_at)) != store_application_id) {
        throw StoreError(fmt::format(
            "{} is no store of vtrial or is damaged: restore it from a copy, or run the study "
            "again into another folder",
            file));
    }
    std::uint32_t const version = big_endian(view.substr(user_version_at));
    if (version > store_format_version) {
        throw StoreError(
            fmt::format("{} is of format {}, and vtrial {} knows formats up to {}: use the newer "
                        "vtrial that wrote it",
                        file, version, host::version(), store_format_version));
    }
    // another journal would be a file beside it, even for a reader
    if (version != store_format_version || header[journal_versions_at] != 1 ||
        header[journal_versions_at + 1] != 1) {
        database.fail_as_damaged("its header is not that of a store");
    }
}

void configure(Database& database) {
    // A rollback journal: commits are rare, and WAL needs shared memory, which a network file
    // system has not. FULL: a block that add() has stored survives a loss of power.
    database.execute("configure",
                     "PRAGMA journal_mode=DELETE; PRAGMA synchronous=FULL; "
                     "PRAGMA temp_store=MEMORY; PRAGMA mmap_size=0; "
                     "PRAGMA trusted_schema=OFF; PRAGMA cell_size_check=ON");
}

void write_format(Database& database, StoredStudy const& study) {
    configure(database);
    Transaction transaction(database, Transaction::Kind::write, "create");
    database.execute("create", fmt::format("PRAGMA application_id={}; PRAGMA user_version={}",
                                           store_application_id, store_format_version));
    for (char const* const table : tables) {
        database.execute("create", table);
    }
    write_scenario_rows(database, study);
    write_study_row(database, study);
    transaction.commit();
}

StoredStudy read_format(Database& database) {
    check_pages(database);
    check_tables(database);
    StoredStudy study = read_study_row(database);
    check_blocks(database, study.scenarios.size());
    return study;
}

}  // namespace vtrial::host
