// Neighbours coalesce: the total stays, and the store stays small.
#include "host/store/block_rows.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "tests/host/store/small_store.hpp"

namespace vtrial::host::test {
namespace {

class BlockRows : public SmallStore {
  protected:
    Intervals ranges(std::size_t scenario) const {
        Database database(file_, Database::Mode::read_only);
        StoredStudy const study = small_study();
        return block_ranges(
            {database, static_cast<std::int64_t>(scenario), study.scenarios[scenario]});
    }
};

TEST_F(BlockRows, FewBlocksAreLeftAsTheyAre) {
    BlockStore store = create();
    for (std::int64_t i = 0; i < 32; ++i) {
        add(store, 0, {i, 1});
    }
    EXPECT_EQ(ranges(0).size(), 32u);
}

TEST_F(BlockRows, TheSmallestPairIsMergedAndOnlyWithinItsScenario) {
    BlockStore store = create();
    for (std::int64_t i = 0; i < 32; ++i) {
        add(store, 1, {i, 1});
        add(store, 0, {10 * i, i == 20 || i == 21 || i == 30 ? 10 : 9});
    }
    EXPECT_EQ(ranges(0).size(), 32u);
    add(store, 0, {1000, 5});
    Intervals const merged = ranges(0);
    EXPECT_EQ(merged.size(), 32u);
    // 200-209 touches 210-219, and that 220-228, which is smaller: 19 replicates against 20; so
    // are 300-309 with 310-318, but later
    EXPECT_EQ(std::count(merged.begin(), merged.end(), Interval{210, 19}), 1);
    EXPECT_EQ(std::count(merged.begin(), merged.end(), Interval{200, 10}), 1);
    EXPECT_TRUE(is_right(store, 0));
    EXPECT_EQ(ranges(1).size(), 32u);
    EXPECT_TRUE(is_right(store, 1));
}

TEST_F(BlockRows, WhatDoesNotTouchIsNotMerged) {
    BlockStore store = create();
    for (std::int64_t i = 0; i < 40; ++i) {
        add(store, 0, {2 * i, 1});
    }
    EXPECT_EQ(ranges(0).size(), 40u);
    EXPECT_TRUE(is_right(store, 0));
    for (std::int64_t i = 0; i < 8; ++i) {
        add(store, 0, {2 * i + 1, 1});  // each touches two
    }
    EXPECT_EQ(ranges(0).size(), 32u);
    EXPECT_TRUE(is_right(store, 0));
}

TEST_F(BlockRows, AnyOrderGivesTheSameTotal) {
    std::mt19937 words(3);
    Intervals blocks;
    for (std::int64_t first = 0; first < 500;) {
        blocks.push_back({first, 1 + static_cast<std::int64_t>(words() % 9)});
        first = blocks.back().end();
    }
    std::shuffle(blocks.begin(), blocks.end(), words);
    BlockStore store = create();
    for (Interval const& block : blocks) {
        add(store, 0, block);
        Intervals const now = ranges(0);
        bool const some_touch =
            std::adjacent_find(now.begin(), now.end(), [](Interval const& a, Interval const& b) {
                return a.end() == b.first;
            }) != now.end();
        ASSERT_TRUE(now.size() <= most_blocks || !some_touch);
    }
    EXPECT_EQ(ranges(0).size(), most_blocks);
    EXPECT_EQ(store.stored(0).size(), 1u);
    EXPECT_TRUE(is_right(store, 0));
    EXPECT_TRUE(store.damaged().empty());
}

TEST_F(BlockRows, ADamagedBlockIsNotMergedAway) {
    BlockStore store = create();
    for (std::int64_t i = 0; i < 32; ++i) {
        add(store, 0, {i, 1});
    }
    change("UPDATE blocks SET tally = x'00' WHERE first = 1");
    EXPECT_THROW(add(store, 0, {32, 1}), StoreError);
    EXPECT_EQ(ranges(0).size(), 32u) << "rolled back";
    store.drop(store.damaged());
    add(store, 0, {32, 1});
    EXPECT_EQ(store.stored(0), (Intervals{{0, 1}, {2, 31}}));
    EXPECT_TRUE(is_right(store, 0));
}

}  // namespace
}  // namespace vtrial::host::test
