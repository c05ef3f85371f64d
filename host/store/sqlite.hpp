// SQLite's C interface as three classes. What it refuses becomes an exception that names the file,
// what was being done and SQLite's words: a FileError where the disk or the system is at fault, a
// StoreError where the content is.
#pragma once

#include <sqlite3.h>

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

namespace vtrial::host {

/// A connection to a database file; one thread at a time.
class Database {
  public:
    enum class Mode { read_only, read_and_write, create };
    Database(std::filesystem::path file, Mode mode);

    std::filesystem::path const& file() const { return file_; }
    sqlite3* handle() const { return handle_.get(); }

    /// Runs statements that return nothing. `doing` completes "cannot ... FILE".
    void execute(std::string const& doing, std::string const& sql);

    /// Whether a transaction that was killed must be undone first, which needs write access.
    bool needs_recovery() const;

    /// Throws what an error code of SQLite amounts to.
    [[noreturn]] void fail(std::string const& doing, int code) const;
    /// Throws a StoreError with what can be done about a store of which nothing can be used.
    [[noreturn]] void fail_as_damaged(std::string const& reason) const;

  private:
    struct Close {
        void operator()(sqlite3* handle) const { sqlite3_close_v2(handle); }
    };
    std::filesystem::path file_;
    std::unique_ptr<sqlite3, Close> handle_;
};

/// A prepared statement. Parameters are bound by number from 1 on, columns are read from 0 on and
/// must be of the type that is asked for.
class Statement {
  public:
    Statement(Database& database, std::string doing, std::string_view sql);

    Statement& bind(int parameter, std::int64_t value);
    Statement& bind(int parameter, std::string_view text);
    Statement& bind_blob(int parameter, std::string_view bytes);

    /// Goes on to the next row; false if there is none.
    bool step();
    /// Runs a statement that returns nothing.
    void run() { (void)step(); }

    std::int64_t integer(int column);
    std::string text(int column);
    std::string blob(int column);

  private:
    struct Finalize {
        void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
    };
    void check(int code) const;
    void expect_type(int column, int type) const;
    Database& database_;
    std::string doing_;
    std::unique_ptr<sqlite3_stmt, Finalize> statement_;
};

/// A transaction that is undone unless it is committed.
class Transaction {
  public:
    enum class Kind { read, write };
    Transaction(Database& database, Kind kind, std::string doing);
    ~Transaction();
    Transaction(Transaction const&) = delete;
    Transaction& operator=(Transaction const&) = delete;

    void commit();

  private:
    Database& database_;
    std::string doing_;
};

}  // namespace vtrial::host
