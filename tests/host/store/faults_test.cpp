// A full disk and a killed process lose the block in flight and nothing else.
#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <random>
#include <set>
#include <string>
#include <thread>

#include "tests/host/store/small_store.hpp"

namespace vtrial::host::test {
namespace {

namespace fs = std::filesystem;
using Names = std::set<std::string>;

class Faults : public SmallStore {
  protected:
    /// What `add` says while no file may be larger than a limit, which fails in the middle of a
    /// write as a full disk does.
    static std::string failure_to_add(BlockStore& store, Interval block, rlim_t most_bytes) {
        TotalTally const tally = tally_of(block);
        auto const old_handler = std::signal(SIGXFSZ, SIG_IGN);
        rlimit old{};
        ::getrlimit(RLIMIT_FSIZE, &old);
        rlimit const small{most_bytes, old.rlim_max};
        ::setrlimit(RLIMIT_FSIZE, &small);
        std::string const said = failure<FileError>([&] { store.add(0, block, tally); });
        ::setrlimit(RLIMIT_FSIZE, &old);
        std::signal(SIGXFSZ, old_handler);
        return said;
    }
};

TEST_F(Faults, AFullDiskLeavesWhatWasStored) {
    BlockStore store = create();
    add(store, 0, {0, 10});
    std::string const before = support::text_of_file(file_);
    // 0: the journal fails; 600: within the journal; the file's size: the file itself
    for (rlim_t const most_bytes : {rlim_t{0}, rlim_t{600}, rlim_t{before.size()}}) {
        std::string const said = failure_to_add(store, {10, 500}, most_bytes);
        std::size_t const bytes = encode_tally(tally_of({10, 500})).size();
        EXPECT_TRUE(said.starts_with("cannot store a block in " + file_.string() + ": ")) << said;
        EXPECT_TRUE(said.ends_with("(File too large); the block has " + std::to_string(bytes) +
                                   " bytes, and what was stored before is intact"))
            << said;
        EXPECT_EQ(store.stored(0), (Intervals{{0, 10}}));
        EXPECT_TRUE(is_right(store, 0));
        EXPECT_TRUE(is_right(open(), 0));
        EXPECT_EQ(support::text_of_file(file_), before);
    }
    add(store, 0, {10, 500});
    EXPECT_TRUE(is_right(store, 0));
    EXPECT_EQ(support::names_in(folder_.path()), Names{store_name});
}

TEST_F(Faults, AFullDiskMakesNoHalfStore) {
    auto const old_handler = std::signal(SIGXFSZ, SIG_IGN);
    rlimit old{};
    ::getrlimit(RLIMIT_FSIZE, &old);
    rlimit const small{2000, old.rlim_max};
    ::setrlimit(RLIMIT_FSIZE, &small);
    std::string const said = failure<FileError>([&] { (void)create(); });
    ::setrlimit(RLIMIT_FSIZE, &old);
    std::signal(SIGXFSZ, old_handler);
    EXPECT_TRUE(said.starts_with("cannot create " +
                                 (file_.parent_path() / ".blocks.sqlite.part: ").string()))
        << said;
    EXPECT_EQ(support::names_in(folder_.path()), Names{});
}

TEST_F(Faults, AKilledProcessLosesTheBlockInFlight) {
    (void)create();
    std::mt19937 words(5);
    std::int64_t end = 0;
    for (int round = 0; round < 20; ++round) {
        pid_t const child = ::fork();
        if (child == 0) {
            BlockStore store = open(Access::read_and_write);
            for (std::int64_t first = end;; first += 3) {
                store.add(0, {first, 3}, tally_of({first, 3}));
            }
        }
        std::this_thread::sleep_for(std::chrono::microseconds(2000 + words() % 30000));
        ::kill(child, SIGKILL);
        ::waitpid(child, nullptr, 0);

        BlockStore const store = open();
        Intervals const stored = store.stored(0);
        ASSERT_LE(stored.size(), 1u);
        if (!stored.empty()) {
            ASSERT_EQ(stored[0].first, 0);
            ASSERT_GE(stored[0].end(), end);
            end = stored[0].end();
        }
        ASSERT_TRUE(store.damaged().empty());
        ASSERT_TRUE(is_right(store, 0)) << round;
    }
    EXPECT_GT(end, 0);
    BlockStore store = open(Access::read_and_write);
    add(store, 1, {0, 1});
    EXPECT_EQ(support::names_in(folder_.path()), Names{store_name}) << "no journal is left over";
}

/// A store whose process was killed in the middle of a commit: the file half changed, and beside it
/// the journal that undoes the change.
class HalfCommitted : public Faults {
  protected:
    HalfCommitted() {
        BlockStore store = create();
        add(store, 0, {0, 300});
        before_ = support::text_of_file(file_);
        Database database(file_, Database::Mode::read_and_write);
        // a cache of one page: changes go to the file before the commit
        database.execute("change",
                         "PRAGMA cache_size = 1; BEGIN IMMEDIATE; "
                         "UPDATE blocks SET tally = zeroblob(100000)");
        fs::create_directory(copy_.parent_path());
        fs::copy_file(file_, copy_);
        fs::copy_file(file_.string() + "-journal", copy_.string() + "-journal");
    }

    std::string before_;
    fs::path copy_ = fs::canonical(folder_.path()) / "copy" / store_name;
};

TEST_F(HalfCommitted, IsUndoneByAReader) {
    EXPECT_NE(support::text_of_file(copy_).substr(0, before_.size()), before_);
    EXPECT_TRUE(fs::exists(copy_.string() + "-journal"));
    EXPECT_TRUE(Database(copy_, Database::Mode::read_only).needs_recovery());
    BlockStore const store = BlockStore::open(copy_, Access::read_only);
    EXPECT_EQ(store.stored(0), (Intervals{{0, 300}}));
    EXPECT_TRUE(is_right(store, 0));
    EXPECT_EQ(support::names_in(copy_.parent_path()), Names{store_name});
}

TEST_F(HalfCommitted, IsUndoneByAWriter) {
    BlockStore store = BlockStore::open(copy_, Access::read_and_write);
    add(store, 0, {300, 1});
    EXPECT_EQ(store.stored(0), (Intervals{{0, 301}}));
    EXPECT_TRUE(is_right(store, 0));
}

}  // namespace
}  // namespace vtrial::host::test
