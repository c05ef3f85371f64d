// blocks.sqlite: the tallies of all finished blocks of a study. A block is a range of replicates of
// one scenario; it is stored in one transaction, whole or not at all. docs/BLOCK_STORE.md is the
// format.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

#include "host/engine/result.hpp"
#include "host/store/interval.hpp"

namespace vtrial::host {

/// Stored state is damaged, of another study or of a newer program; the message says which and what
/// to do. Exit code 6. (What the disk refuses is a FileError, exit code 5.)
struct StoreError : std::runtime_error {
    using std::runtime_error::runtime_error;
};

/// A scenario as the store knows it.
struct StoredScenario {
    std::string name;
    std::string plan_sha256;  ///< of the lowered plan, plan_hash.hpp
};

/// What a store is about.
struct StoredStudy {
    std::string name;            ///< of the study file, without .toml
    std::string resolved_study;  ///< TOML from which the same plans are lowered again
    std::int64_t replicates;     ///< wanted of each scenario
    std::vector<StoredScenario> scenarios;
};

inline constexpr char const* store_name = "blocks.sqlite";

/// Any thread may call a store, one at a time: the caller serialises the calls.
class BlockStore {
  public:
    /// Makes a new store; the file must not exist. Throws FileError.
    static BlockStore create(std::filesystem::path const& file, StoredStudy const& study);

    enum class Access { read_only, read_and_write };
    /// Opens a store. Throws StoreError if it is damaged or newer than this program, FileError if
    /// it cannot be read.
    static BlockStore open(std::filesystem::path const& file, Access access);

    ~BlockStore();
    BlockStore(BlockStore&&) noexcept;
    BlockStore& operator=(BlockStore&&) noexcept;

    StoredStudy const& study() const;

    /// Wants more replicates of each scenario from now on; stored blocks stay. Throws FileError.
    void extend(std::string const& resolved_study, std::int64_t replicates);

    /// Stores a block in one transaction. Replicates that are there already are an error in the
    /// program. Neighbours coalesce, so that the store stays small. Throws FileError where the disk
    /// is full or fails: the store is then as it was before.
    void add(std::size_t scenario, Interval block, TotalTally const& tally);

    /// The ranges that are stored, ascending, neighbours joined. Whether the blocks match their
    /// hashes is not looked at: that is for damaged() and total().
    std::vector<Interval> stored(std::size_t scenario) const;

    /// The sum of all blocks of a scenario. Throws StoreError if one of them is damaged.
    TotalTally total(std::size_t scenario, kernels::TallyLayout const& layout) const;

    /// A block whose content does not match its hash.
    struct DamagedBlock {
        std::size_t scenario;
        Interval block;
    };
    std::vector<DamagedBlock> damaged() const;

    /// Forgets the damaged blocks, so that they are computed again. Throws FileError.
    void drop(std::vector<DamagedBlock> const& blocks);

  private:
    struct Connection;
    explicit BlockStore(std::unique_ptr<Connection> connection);
    std::unique_ptr<Connection> connection_;
};

}  // namespace vtrial::host
