// Tallies small enough to be made by the thousand, and a store to put them in.
#pragma once

#include <gtest/gtest.h>

#include <cstdint>
#include <filesystem>
#include <random>
#include <string>
#include <vector>

#include "host/files/output_folder.hpp"
#include "host/store/block_store.hpp"
#include "host/store/sqlite.hpp"
#include "host/store/tally_codec.hpp"
#include "tests/support/temporary_folder.hpp"

namespace vtrial::host::test {

/// One look, three days, two months, three estimands, two hypotheses: 95 sums and 55,242 counts.
inline kernels::TallyLayout small_layout() { return {1, 3, 2, 3, 0, 2, 0, 0, 0, 0, 0}; }

/// A function of the replicates alone that adds, as a tally does: of two neighbours it is the sum.
inline TotalTally tally_of(Interval block) {
    TotalTally tally = zero_tally(small_layout());
    for (std::int64_t replicate = block.first; replicate < block.end(); ++replicate) {
        std::mt19937_64 words(static_cast<std::uint64_t>(replicate));
        for (auto& sum : tally.sums) {
            sum += static_cast<std::int64_t>(words());
        }
        for (int i = 0; i < 20; ++i) {
            ++tally.counts[words() % tally.counts.size()];
        }
    }
    tally.sums[0] = block.count;  // TallyLayout::replicates()
    return tally;
}

inline bool same(TotalTally const& a, TotalTally const& b) {
    return a.sums == b.sums && a.counts == b.counts;
}

inline StoredStudy small_study() {
    return {"small", "title = \"small\"\n", 1000, {{"null", "aa"}, {"effect", "bb"}}};
}

/// What an operation says when it fails in the way of `Error`.
template <class Error, class Operation>
std::string failure(Operation const& operation) {
    try {
        operation();
    } catch (Error const& error) {
        return error.what();
    }
    return "no such error";
}

/// A folder with room for a store.
class SmallStore : public testing::Test {
  protected:
    using Access = BlockStore::Access;
    using Intervals = std::vector<Interval>;

    BlockStore create() const { return BlockStore::create(file_, small_study()); }
    BlockStore open(Access access = Access::read_only) const {
        return BlockStore::open(file_, access);
    }
    static void add(BlockStore& store, std::size_t scenario, Interval block) {
        store.add(scenario, block, tally_of(block));
    }
    /// Whether the total is that of the replicates which are stored.
    static bool is_right(BlockStore const& store, std::size_t scenario) {
        TotalTally expected = zero_tally(small_layout());
        for (Interval const& range : store.stored(scenario)) {
            add_tally(expected, tally_of(range));
        }
        return same(store.total(scenario, small_layout()), expected);
    }
    /// Changes the file behind the store's back.
    void change(std::string const& sql) const {
        Database(file_, Database::Mode::read_and_write).execute("change", sql);
    }
    /// What opening says, as a StoreError.
    std::string refusal() const {
        return failure<StoreError>([&] { (void)open(); });
    }

    support::TemporaryFolder folder_;
    std::filesystem::path file_ = std::filesystem::canonical(folder_.path()) / store_name;
};

}  // namespace vtrial::host::test
