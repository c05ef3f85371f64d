// The store of finished blocks: what goes in comes out, whatever the order and however often it is
// opened; what cannot be stored changes nothing.
#include "host/store/block_store.hpp"

#include <gtest/gtest.h>

#include <set>
#include <stdexcept>
#include <string>

#include "tests/host/store/small_store.hpp"

namespace vtrial::host::test {
namespace {

using std::string_literals::operator""s;
using support::names_in;
using Names = std::set<std::string>;

using BlockStoreTest = SmallStore;

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
    EXPECT_TRUE(is_right(store, 0));
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

TEST_F(BlockStoreTest, AReaderSeesWhatIsAddedAndChangesNothing) {
    BlockStore writer = create();
    add(writer, 0, {0, 10});
    std::string const before = support::text_of_file(file_);
    BlockStore const reader = open();
    EXPECT_TRUE(is_right(reader, 0));
    EXPECT_EQ(support::text_of_file(file_), before);
    EXPECT_EQ(names_in(folder_.path()), Names{store_name});
    add(writer, 0, {10, 10});
    EXPECT_EQ(reader.stored(0), (Intervals{{0, 20}}));
    EXPECT_TRUE(is_right(reader, 0));
}

TEST_F(BlockStoreTest, AReaderCannotWrite) {
    (void)create();
    BlockStore reader = open();
    std::string const said = failure<FileError>([&] { add(reader, 0, {0, 1}); });
    EXPECT_TRUE(said.starts_with("cannot store a block in " + file_.string() +
                                 ": attempt to write a readonly database"))
        << said;
}

TEST_F(BlockStoreTest, CreateKeepsWhatIsThere) {
    {
        BlockStore store = create();
        add(store, 0, {0, 10});
    }
    EXPECT_EQ(failure<FileError>([&] { (void)create(); }),
              "cannot create " + file_.string() + ": there is one already");
    EXPECT_TRUE(is_right(open(), 0));
    EXPECT_EQ(open().stored(0), (Intervals{{0, 10}}));
}

TEST_F(BlockStoreTest, CreateReplacesAnUnfinishedOne) {
    support::write_text(folder_ / ".blocks.sqlite.part", "half");
    support::write_text(folder_ / ".blocks.sqlite.part-journal", "half");
    (void)create();
    EXPECT_EQ(names_in(folder_.path()), Names{store_name});
}

TEST_F(BlockStoreTest, CreateNeedsAFolder) {
    auto const file = folder_ / "absent/blocks.sqlite";
    EXPECT_EQ(failure<FileError>([&] { (void)BlockStore::create(file, small_study()); }),
              "cannot create " + file.string() + ": No such file or directory");
}

TEST_F(BlockStoreTest, DamagedBlocksAreNamedDroppedAndDoneAgain) {
    BlockStore store = create();
    add(store, 0, {0, 10});
    add(store, 0, {10, 10});
    add(store, 1, {0, 10});
    change(
        "UPDATE blocks SET tally = CAST(substr(tally, 1, 20) || x'00' || substr(tally, 22) AS "
        "BLOB) "
        "WHERE scenario = 0 AND first = 10");

    EXPECT_EQ(failure<StoreError>([&] { (void)store.total(0, small_layout()); }),
              "replicates 10 to 19 of scenario null in " + file_.string() +
                  " are damaged (they do not match their hash): `vtrial resume " +
                  file_.parent_path().string() + " --redo-damaged` computes them again");
    EXPECT_TRUE(is_right(store, 1));
    auto const damaged = store.damaged();
    ASSERT_EQ(damaged.size(), 1u);
    EXPECT_EQ(damaged[0].scenario, 0u);
    EXPECT_EQ(damaged[0].block, (Interval{10, 10}));

    store.drop(damaged);
    EXPECT_TRUE(store.damaged().empty());
    EXPECT_EQ(store.stored(0), (Intervals{{0, 10}}));
    add(store, 0, {10, 10});
    EXPECT_TRUE(is_right(store, 0));
    EXPECT_EQ(store.stored(0), (Intervals{{0, 20}}));
}

TEST_F(BlockStoreTest, ABlockElsewhereIsDamaged) {
    for (char const* const sql :
         {"UPDATE blocks SET scenario = 1", "UPDATE blocks SET first = 11",
          "UPDATE blocks SET count = 9", "UPDATE blocks SET sha256 = upper(sha256)",
          "UPDATE blocks SET tally = x''"}) {
        std::filesystem::remove(file_);
        BlockStore store = create();
        add(store, 0, {10, 10});
        change(sql);
        EXPECT_EQ(open().damaged().size(), 1u) << sql;
    }
}

TEST_F(BlockStoreTest, ATallyOfAnotherLayoutIsDamaged) {
    BlockStore store = create();
    add(store, 0, {0, 10});
    std::string const said = failure<StoreError>([&] {
        (void)store.total(0, kernels::TallyLayout{1, 4, 2, 3, 0, 2, 0, 0, 0, 0, 0});
    });
    EXPECT_NE(said.find("(it is of another size than the study's tallies)"), std::string::npos)
        << said;
}

}  // namespace
}  // namespace vtrial::host::test
