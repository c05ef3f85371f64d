#include "host/store/block_rows.hpp"

#include <fmt/format.h>

#include <limits>
#include <optional>
#include <string_view>

#include "host/store/canonical_bytes.hpp"
#include "host/store/tally_codec.hpp"

namespace vtrial::host {
namespace {

/// Of everything that gives a tally its meaning.
std::string block_hash(ScenarioRows const& rows, Interval block, std::string_view bytes) {
    CanonicalBytes hashed;
    hashed.add(std::string_view("vtrial block"));
    hashed.add(std::string_view(rows.scenario.plan_sha256));
    hashed.add(block.first);
    hashed.add(block.count);
    hashed.add(bytes);
    return hashed.sha256();
}

/// The encoded tally, if the row is there and matches its hash.
std::optional<std::string> sound_bytes(ScenarioRows const& rows, Interval block) {
    Statement row(rows.database, "read a block of",
                  "SELECT tally, sha256 FROM blocks "
                  "WHERE scenario = ?1 AND first = ?2 AND count = ?3");
    row.bind(1, rows.index).bind(2, block.first).bind(3, block.count);
    if (!row.step()) {
        return std::nullopt;
    }
    std::string bytes = row.blob(0);
    return row.text(1) == block_hash(rows, block, bytes) ? std::optional(std::move(bytes))
                                                         : std::nullopt;
}

[[noreturn]] void fail_as_damaged(ScenarioRows const& rows, Interval block,
                                  std::string_view reason) {
    std::string const file = rows.database.file().string();
    std::string const folder = rows.database.file().parent_path().string();
    throw StoreError(
        fmt::format("replicates {} to {} of scenario {} in {} are damaged ({}): `vtrial resume {} "
                    "--redo-damaged` computes them again",
                    block.first, block.end() - 1, rows.scenario.name, file, reason, folder));
}

/// Where the left one of the pair to merge stands; empty if no two blocks touch.
std::optional<std::size_t> smallest_touching_pair(std::vector<Interval> const& blocks) {
    std::optional<std::size_t> best;
    std::int64_t fewest = std::numeric_limits<std::int64_t>::max();
    for (std::size_t i = 0; i + 1 < blocks.size(); ++i) {
        bool const touch = blocks[i].end() == blocks[i + 1].first;
        std::int64_t const together = blocks[i + 1].end() - blocks[i].first;
        if (touch && together < fewest) {
            fewest = together;
            best = i;
        }
    }
    return best;
}

}  // namespace

std::vector<Interval> block_ranges(ScenarioRows const& rows) {
    Statement row(rows.database, "read the blocks of",
                  "SELECT first, count FROM blocks WHERE scenario = ?1 ORDER BY first");
    row.bind(1, rows.index);
    std::vector<Interval> blocks;
    while (row.step()) {
        blocks.push_back({row.integer(0), row.integer(1)});
    }
    return blocks;
}

bool overlaps(ScenarioRows const& rows, Interval block) {
    return Statement(rows.database, "read the blocks of",
                     "SELECT 1 FROM blocks "
                     "WHERE scenario = ?1 AND first < ?3 AND first + count > ?2 LIMIT 1")
        .bind(1, rows.index)
        .bind(2, block.first)
        .bind(3, block.end())
        .step();
}

void insert_block(ScenarioRows const& rows, Interval block, std::string const& bytes) {
    Statement(rows.database, "store a block in", "INSERT INTO blocks VALUES (?1, ?2, ?3, ?4, ?5)")
        .bind(1, rows.index)
        .bind(2, block.first)
        .bind(3, block.count)
        .bind(4, block_hash(rows, block, bytes))
        .bind_blob(5, bytes)
        .run();
}

void remove_block(ScenarioRows const& rows, Interval block) {
    Statement(rows.database, "remove a block from",
              "DELETE FROM blocks WHERE scenario = ?1 AND first = ?2 AND count = ?3")
        .bind(1, rows.index)
        .bind(2, block.first)
        .bind(3, block.count)
        .run();
}

bool is_sound(ScenarioRows const& rows, Interval block) {
    return sound_bytes(rows, block).has_value();
}

void add_stored(ScenarioRows const& rows, Interval block, TotalTally& total) {
    auto const bytes = sound_bytes(rows, block);
    if (!bytes) {
        fail_as_damaged(rows, block, "they do not match their hash");
    }
    try {
        add_tally(total, decode_tally(*bytes, total.layout));
    } catch (TallyCodecError const& error) {
        fail_as_damaged(rows, block, error.what());
    }
}

void coalesce(ScenarioRows const& rows, kernels::TallyLayout const& layout) {
    std::vector<Interval> blocks = block_ranges(rows);
    while (blocks.size() > most_blocks) {
        auto const pair = smallest_touching_pair(blocks);
        if (!pair) {
            return;
        }
        auto const left = blocks.begin() + static_cast<std::ptrdiff_t>(*pair);
        auto const right = left + 1;
        TotalTally sum = zero_tally(layout);
        add_stored(rows, *left, sum);
        add_stored(rows, *right, sum);
        remove_block(rows, *left);
        remove_block(rows, *right);
        left->count += right->count;
        insert_block(rows, *left, encode_tally(sum));
        blocks.erase(right);
    }
}

}  // namespace vtrial::host
