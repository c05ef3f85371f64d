#include "host/store/sqlite.hpp"

#include <fmt/format.h>

#include <cstring>
#include <new>
#include <utility>

#include "host/files/output_folder.hpp"
#include "host/store/block_store.hpp"

namespace vtrial::host {
namespace {

/// Another run's commit takes milliseconds; reading a whole store, which delays one, seconds.
constexpr int wait_for_others_milliseconds = 60'000;

int open_flags(Database::Mode mode) {
    // the caller serialises calls; a link must not lead out of the folder
    int const always = SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_NOFOLLOW;
    switch (mode) {
        case Database::Mode::create:
            return always | SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
        case Database::Mode::read_and_write:
            return always | SQLITE_OPEN_READWRITE;
        default:
            return always | SQLITE_OPEN_READONLY;
    }
}

bool is_of_the_system(int code) {
    switch (code & 0xff) {
        case SQLITE_PERM:
        case SQLITE_BUSY:
        case SQLITE_LOCKED:
        case SQLITE_READONLY:
        case SQLITE_IOERR:
        case SQLITE_FULL:
        case SQLITE_CANTOPEN:
        case SQLITE_PROTOCOL:
        case SQLITE_AUTH:
        case SQLITE_NOLFS:
            return true;
        default:
            return false;
    }
}

}  // namespace

Database::Database(std::filesystem::path file, Mode mode) : file_(std::move(file)) {
    sqlite3* handle = nullptr;
    int const code = sqlite3_open_v2(file_.c_str(), &handle, open_flags(mode), nullptr);
    handle_.reset(handle);
    if (handle == nullptr) {
        throw std::bad_alloc();
    }
    if (code != SQLITE_OK) {
        fail("open", code);
    }
    sqlite3_extended_result_codes(handle, 1);
    sqlite3_busy_timeout(handle, wait_for_others_milliseconds);
}

void Database::execute(std::string const& doing, std::string const& sql) {
    int const code = sqlite3_exec(handle(), sql.c_str(), nullptr, nullptr, nullptr);
    if (code != SQLITE_OK) {
        fail(doing, code);
    }
}

bool Database::needs_recovery() const {
    char const* const any_read = "SELECT count(*) FROM sqlite_schema";
    return sqlite3_exec(handle(), any_read, nullptr, nullptr, nullptr) == SQLITE_READONLY_ROLLBACK;
}

void Database::fail(std::string const& doing, int code) const {
    std::string reason = sqlite3_errmsg(handle());
    if ((code & 0xff) == SQLITE_NOMEM) {
        throw std::bad_alloc();
    }
    if ((code & 0xff) == SQLITE_MISUSE || (code & 0xff) == SQLITE_RANGE) {
        throw std::logic_error(fmt::format("{} {}: {}", doing, file_.string(), reason));
    }
    if (is_of_the_system(code)) {
        int const error = sqlite3_system_errno(handle());
        if (error != 0) {
            reason += fmt::format(" ({})", std::strerror(error));
        }
        throw FileError(fmt::format("cannot {} {}: {}", doing, file_.string(), reason));
    }
    fail_as_damaged(reason);
}

void Database::fail_as_damaged(std::string const& reason) const {
    throw StoreError(fmt::format(
        "{} is damaged ({}): restore it from a copy, or run the study again into another folder",
        file_.string(), reason));
}

Statement::Statement(Database& database, std::string doing, std::string_view sql)
    : database_(database), doing_(std::move(doing)) {
    sqlite3_stmt* statement = nullptr;
    int const code = sqlite3_prepare_v2(database_.handle(), sql.data(),
                                        static_cast<int>(sql.size()), &statement, nullptr);
    statement_.reset(statement);
    check(code);
}

void Statement::check(int code) const {
    if (code != SQLITE_OK) {
        database_.fail(doing_, code);
    }
}

Statement& Statement::bind(int parameter, std::int64_t value) {
    check(sqlite3_bind_int64(statement_.get(), parameter, value));
    return *this;
}

Statement& Statement::bind(int parameter, std::string_view text) {
    check(sqlite3_bind_text64(statement_.get(), parameter, text.data(), text.size(),
                              SQLITE_TRANSIENT, SQLITE_UTF8));
    return *this;
}

Statement& Statement::bind_blob(int parameter, std::string_view bytes) {
    check(sqlite3_bind_blob64(statement_.get(), parameter, bytes.data(), bytes.size(),
                              SQLITE_TRANSIENT));
    return *this;
}

bool Statement::step() {
    int const code = sqlite3_step(statement_.get());
    if (code != SQLITE_ROW && code != SQLITE_DONE) {
        database_.fail(doing_, code);
    }
    return code == SQLITE_ROW;
}

void Statement::expect_type(int column, int type) const {
    if (sqlite3_column_type(statement_.get(), column) != type) {
        database_.fail_as_damaged("a value is of a wrong type");
    }
}

std::int64_t Statement::integer(int column) {
    expect_type(column, SQLITE_INTEGER);
    return sqlite3_column_int64(statement_.get(), column);
}

std::string Statement::text(int column) {
    expect_type(column, SQLITE_TEXT);
    auto const* const text =
        reinterpret_cast<char const*>(sqlite3_column_text(statement_.get(), column));
    if (text == nullptr) {
        database_.fail(doing_, sqlite3_errcode(database_.handle()));
    }
    int const size = sqlite3_column_bytes(statement_.get(), column);
    return {text, static_cast<std::size_t>(size)};
}

std::string Statement::blob(int column) {
    expect_type(column, SQLITE_BLOB);
    void const* const bytes = sqlite3_column_blob(statement_.get(), column);
    int const size = sqlite3_column_bytes(statement_.get(), column);
    if (bytes == nullptr && sqlite3_errcode(database_.handle()) == SQLITE_NOMEM) {
        throw std::bad_alloc();
    }
    // a blob of no bytes has no address
    return size == 0 ? ""
                     : std::string(static_cast<char const*>(bytes), static_cast<std::size_t>(size));
}

Transaction::Transaction(Database& database, Kind kind, std::string doing)
    : database_(database), doing_(std::move(doing)) {
    database_.execute(doing_, kind == Kind::write ? "BEGIN IMMEDIATE" : "BEGIN");
}

Transaction::~Transaction() {
    // SQLite may have undone it already; what cannot be undone now is when the file is opened next
    if (sqlite3_get_autocommit(database_.handle()) == 0) {
        sqlite3_exec(database_.handle(), "ROLLBACK", nullptr, nullptr, nullptr);
    }
}

void Transaction::commit() { database_.execute(doing_, "COMMIT"); }

}  // namespace vtrial::host
