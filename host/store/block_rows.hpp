// The blocks of a scenario as rows of a table. All functions run within a transaction.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "host/store/block_store.hpp"
#include "host/store/sqlite.hpp"

namespace vtrial::host {

/// A scenario keeps at most so many blocks, as long as some of them touch.
inline constexpr std::size_t most_blocks = 32;

/// A scenario of a store.
struct ScenarioRows {
    Database& database;
    std::int64_t index;
    StoredScenario const& scenario;
};

/// Ascending; neighbours are not joined.
std::vector<Interval> block_ranges(ScenarioRows const& rows);

/// Whether a stored block shares replicates with this one.
bool overlaps(ScenarioRows const& rows, Interval block);

/// `bytes` is the encoded tally.
void insert_block(ScenarioRows const& rows, Interval block, std::string const& bytes);

void remove_block(ScenarioRows const& rows, Interval block);

/// Whether a stored block matches its hash.
bool is_sound(ScenarioRows const& rows, Interval block);

/// Adds a stored block to a total of the same layout. Throws StoreError, naming the block and the
/// remedy, if it is damaged.
void add_stored(ScenarioRows const& rows, Interval block, TotalTally& total);

/// Merges neighbours until at most most_blocks are left: always the two that touch and have the
/// fewest replicates together, so that a block is merged about as often as its size doubles.
void coalesce(ScenarioRows const& rows, kernels::TallyLayout const& layout);

}  // namespace vtrial::host
