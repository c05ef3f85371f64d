// The store of finished blocks: what goes in comes out, whatever the order and however often it is
// opened; what cannot be stored changes nothing.
#include "host/store/block_store.hpp"

#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <numeric>
#include <random>

#include "host/files/build_info.hpp"
#include "host/files/output_folder.hpp"
#include "tests/host/store/synthetic_tally.hpp"
#include "tests/support/temporary_folder.hpp"

namespace vtrial::host::test {
namespace {

namespace fs = std::filesystem;
using std::string_literals::operator""s;
using support::names_in;
using support::TemporaryFolder;
using support::text_of_file;
using support::write_text;
using Access = BlockStore::Access;
using Intervals = std::vector<Interval>;
using Names = std::set<std::string>;

class BlockStoreTest : public testing::Test {
  protected:
    BlockStore create() const { return BlockStore::create(file_, small_study()); }
    BlockStore open(Access access = Access::read_only) const {
        return BlockStore::open(file_, access);
    }
    static void add(BlockStore& store, std::size_t scenario, Interval block) {
        store.add(scenario, block, tally_of(block));
    }

    TemporaryFolder folder_;
    fs::path file_ = folder_ / store_name;
};

TEST_F(BlockStoreTest, ANewStoreIsEmpty) {
    BlockStore const store = create();
    EXPECT_EQ(store.stored(0), Intervals{});
    EXPECT_EQ(store.stored(1), Intervals{});
    EXPECT_TRUE(same(store.total(0, small_layout()), zero_tally(small_layout())));
    EXPECT_TRUE(store.damaged().empty());
    EXPECT_EQ(names_in(folder_.path()), Names{store_name});
}

TEST_F(BlockStoreTest, WhatItIsAboutComesBack) {
    StoredStudy study = small_study();
    study.resolved_study = "a\0b\r\n\"'; DROP TABLE blocks; -- \xc3\xa9"s;
    study.replicates = std::int64_t{1} << 40;
    (void)BlockStore::create(file_, study);
    BlockStore const store = open();
    EXPECT_EQ(store.study().name, "small");
    EXPECT_EQ(store.study().resolved_study, study.resolved_study);
    EXPECT_EQ(store.study().replicates, std::int64_t{1} << 40);
    ASSERT_EQ(store.study().scenarios.size(), 2u);
    EXPECT_EQ(store.study().scenarios[1].name, "effect");
    EXPECT_EQ(store.study().scenarios[1].plan_sha256, "bb");
}

TEST_F(BlockStoreTest, BlocksComeBackAfterReopening) {
    {
        BlockStore store = create();
        add(store, 0, {0, 10});
        add(store, 0, {20, 5});
        add(store, 1, {3, 4});
    }
    BlockStore store = open(Access::read_and_write);
    EXPECT_EQ(store.stored(0), (Intervals{{0, 10}, {20, 5}}));
    EXPECT_EQ(store.stored(1), (Intervals{{3, 4}}));
    add(store, 0, {10, 10});
    EXPECT_EQ(store.stored(0), (Intervals{{0, 25}})) << "neighbours joined";
    EXPECT_TRUE(same(store.total(0, small_layout()), tally_of({0, 25})));
    EXPECT_TRUE(same(store.total(1, small_layout()), tally_of({3, 4})));
    EXPECT_EQ(names_in(folder_.path()), Names{store_name});
}

TEST_F(BlockStoreTest, ExtendKeepsTheBlocks) {
    {
        BlockStore store = create();
        add(store, 0, {0, 10});
        store.extend("new text", 2000);
        EXPECT_EQ(store.study().replicates, 2000);
        EXPECT_THROW(store.extend("new text", 1999), std::logic_error);
    }
    BlockStore const store = open();
    EXPECT_EQ(store.study().replicates, 2000);
    EXPECT_EQ(store.study().resolved_study, "new text");
    EXPECT_EQ(store.study().scenarios.size(), 2u);
    EXPECT_TRUE(same(store.total(0, small_layout()), tally_of({0, 10})));
}

TEST_F(BlockStoreTest, NoReplicateTwice) {
    BlockStore store = create();
    add(store, 0, {10, 10});
    for (Interval const block : Intervals{{10, 10}, {9, 2}, {19, 1}, {12, 3}, {0, 100}}) {
        EXPECT_THROW(add(store, 0, block), std::logic_error) << block.first;
    }
    add(store, 1, {10, 10});
    add(store, 0, {9, 1});
    add(store, 0, {20, 1});
    EXPECT_EQ(store.stored(0), (Intervals{{9, 12}}));
    EXPECT_TRUE(same(store.total(0, small_layout()), tally_of({9, 12})));
}

TEST_F(BlockStoreTest, ErrorsOfTheProgram) {
    BlockStore store = create();
    EXPECT_THROW(add(store, 2, {0, 1}), std::logic_error);
    EXPECT_THROW(add(store, 0, {-1, 2}), std::logic_error);
    EXPECT_THROW(add(store, 0, {0, 0}), std::logic_error);
    EXPECT_THROW(store.add(0, {0, 2}, tally_of({0, 1})), std::logic_error);
    EXPECT_THROW((void)store.stored(2), std::logic_error);
    EXPECT_EQ(store.stored(0), Intervals{});
}

}  // namespace
}  // namespace vtrial::host::test
