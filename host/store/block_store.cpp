#include "host/store/block_store.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <utility>

#include "host/files/output_folder.hpp"
#include "host/store/block_rows.hpp"
#include "host/store/store_format.hpp"
#include "host/store/study_row.hpp"
#include "host/store/tally_codec.hpp"

namespace vtrial::host {
namespace {

namespace fs = std::filesystem;
using Kind = Transaction::Kind;

[[noreturn]] void fail(std::string const& what, fs::path const& path, std::string const& reason) {
    throw FileError(fmt::format("cannot {} {}: {}", what, path.string(), reason));
}

/// The path without links, but for its last name, which must be none.
fs::path with_real_folder(fs::path const& file, std::string const& what) {
    std::error_code error;
    fs::path const folder = fs::canonical(fs::absolute(file).parent_path(), error);
    if (error) {
        fail(what, file, error.message());
    }
    return folder / file.filename();
}

void flush_folder(fs::path const& folder) {
    int const descriptor = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    bool const flushed = descriptor >= 0 && ::fsync(descriptor) == 0;
    int const error = errno;
    if (descriptor >= 0) {
        ::close(descriptor);
    }
    if (!flushed) {
        fail("flush", folder, std::strerror(error));
    }
}

void remove_with_journal(fs::path const& file) {
    ::unlink(file.c_str());
    ::unlink((file.string() + "-journal").c_str());
}

/// A regular file, so that SQLite is not left to wonder about folders, links and pipes.
void check_kind(fs::path const& file) {
    std::error_code error;
    auto const status = fs::symlink_status(file, error);
    if (error) {
        fail("open", file, error.message());
    }
    if (!fs::is_regular_file(status)) {
        fail("open", file, "it is no file");
    }
}

}  // namespace

struct BlockStore::Connection {
    Connection(fs::path const& file, Database::Mode mode) : database(file, mode) {}

    ScenarioRows rows(std::size_t scenario) {
        if (scenario >= study.scenarios.size()) {
            throw std::logic_error("the store has no such scenario");
        }
        return {database, static_cast<std::int64_t>(scenario), study.scenarios[scenario]};
    }

    Database database;
    StoredStudy study;
};

BlockStore::BlockStore(std::unique_ptr<Connection> connection)
    : connection_(std::move(connection)) {}
BlockStore::~BlockStore() = default;
BlockStore::BlockStore(BlockStore&&) noexcept = default;
BlockStore& BlockStore::operator=(BlockStore&&) noexcept = default;

BlockStore BlockStore::create(fs::path const& file, StoredStudy const& study) {
    fs::path const path = with_real_folder(file, "create");
    if (fs::exists(fs::symlink_status(path))) {
        fail("create", file, "there is one already");
    }
    // made beside it and renamed, so that a store is whole from its first moment
    fs::path const part = path.parent_path() / ("." + path.filename().string() + ".part");
    remove_with_journal(part);
    try {
        Database database(part, Database::Mode::create);
        write_format(database, study);
    } catch (...) {
        remove_with_journal(part);
        throw;
    }
    if (::rename(part.c_str(), path.c_str()) != 0) {
        fail("create", file, std::strerror(errno));
    }
    flush_folder(path.parent_path());
    return open(path, Access::read_and_write);
}

BlockStore BlockStore::open(fs::path const& file, Access access) {
    fs::path const path = with_real_folder(file, "open");
    check_kind(path);
    bool const may_write = access == Access::read_and_write;
    auto const mode = may_write ? Database::Mode::read_and_write : Database::Mode::read_only;
    auto connection = std::make_unique<Connection>(path, mode);
    check_header(connection->database);
    if (connection->database.needs_recovery()) {
        Database recovering(path, Database::Mode::read_and_write);
        recovering.execute("undo the unfinished commit of a killed run in",
                           "SELECT count(*) FROM sqlite_schema");
    }
    configure(connection->database);
    Transaction transaction(connection->database, Kind::read, "read");
    connection->study = read_format(connection->database);
    transaction.commit();
    return BlockStore(std::move(connection));
}

StoredStudy const& BlockStore::study() const { return connection_->study; }

void BlockStore::extend(std::string const& resolved_study, std::int64_t replicates) {
    StoredStudy wanted = connection_->study;
    if (replicates < wanted.replicates) {
        throw std::logic_error("a store cannot want fewer replicates than before");
    }
    wanted.resolved_study = resolved_study;
    wanted.replicates = replicates;
    Transaction transaction(connection_->database, Kind::write, "write the study to");
    write_study_row(connection_->database, wanted);
    transaction.commit();
    connection_->study = std::move(wanted);
}

void BlockStore::add(std::size_t scenario, Interval block, TotalTally const& tally) {
    ScenarioRows const rows = connection_->rows(scenario);
    if (block.first < 0 || block.count <= 0) {
        throw std::logic_error("a block without replicates");
    }
    auto const replicates = static_cast<std::size_t>(tally.layout.replicates());
    if (tally.sums.at(replicates) != block.count) {
        throw std::logic_error("a block and a tally of different numbers of replicates");
    }
    std::string const bytes = encode_tally(tally);
    try {
        Transaction transaction(rows.database, Kind::write, "store a block in");
        if (overlaps(rows, block)) {
            throw std::logic_error("a block of which replicates are stored already");
        }
        insert_block(rows, block, bytes);
        coalesce(rows, tally.layout);
        transaction.commit();
    } catch (FileError const& error) {
        throw FileError(
            fmt::format("{}; the block has {} bytes, and what was stored before is intact",
                        error.what(), bytes.size()));
    }
}

std::vector<Interval> BlockStore::stored(std::size_t scenario) const {
    std::vector<Interval> joined;
    for (Interval const& block : block_ranges(connection_->rows(scenario))) {
        if (!joined.empty() && joined.back().end() == block.first) {
            joined.back().count += block.count;
        } else {
            joined.push_back(block);
        }
    }
    return joined;
}

TotalTally BlockStore::total(std::size_t scenario, kernels::TallyLayout const& layout) const {
    ScenarioRows const rows = connection_->rows(scenario);
    Transaction const transaction(rows.database, Kind::read, "read");
    TotalTally total = zero_tally(layout);
    for (Interval const& block : block_ranges(rows)) {
        add_stored(rows, block, total);
    }
    return total;
}

std::vector<BlockStore::DamagedBlock> BlockStore::damaged() const {
    Transaction const transaction(connection_->database, Kind::read, "read");
    std::vector<DamagedBlock> found;
    for (std::size_t i = 0; i < connection_->study.scenarios.size(); ++i) {
        ScenarioRows const rows = connection_->rows(i);
        for (Interval const& block : block_ranges(rows)) {
            if (!is_sound(rows, block)) {
                found.push_back({i, block});
            }
        }
    }
    return found;
}

void BlockStore::drop(std::vector<DamagedBlock> const& blocks) {
    Transaction transaction(connection_->database, Kind::write, "remove damaged blocks from");
    for (DamagedBlock const& damaged : blocks) {
        remove_block(connection_->rows(damaged.scenario), damaged.block);
    }
    transaction.commit();
}

}  // namespace vtrial::host
