// One run at a time in a folder.
#include "host/store/run_lock.hpp"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <fstream>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "host/files/build_info.hpp"
#include "tests/host/store/small_store.hpp"

namespace vtrial::host::test {
namespace {

namespace fs = std::filesystem;
using support::text_of_file;
using support::write_text;

class RunLockTest : public testing::Test {
  protected:
    std::string refusal() const {
        return failure<FileError>([&] { RunLock const lock(folder_.path()); });
    }
    static std::string boot_id() {
        std::ifstream file("/proc/sys/kernel/random/boot_id");
        std::string id;
        file >> id;
        return id;
    }

    support::TemporaryFolder folder_;
    fs::path file_ = folder_ / ".vtrial-lock";
};

TEST_F(RunLockTest, HoldsAndReleases) {
    {
        RunLock const lock(folder_.path());
        EXPECT_EQ(text_of_file(file_),
                  std::to_string(::getpid()) + " " + host_name() + " " + boot_id() + "\n");
    }
    EXPECT_FALSE(fs::exists(file_));
    RunLock const again(folder_.path());
}

TEST_F(RunLockTest, ASecondIsRefused) {
    RunLock const lock(folder_.path());
    EXPECT_EQ(refusal(), folder_.path().string() + " is in use by process " +
                             std::to_string(::getpid()) + " on host " + host_name());
    EXPECT_TRUE(fs::exists(file_)) << "it is the first one's";
}

TEST_F(RunLockTest, AnotherProcessIsRefusedUntilTheFirstIsKilled) {
    int ends[2];
    ASSERT_EQ(::pipe(ends), 0);
    pid_t const child = ::fork();
    if (child == 0) {
        RunLock const lock(folder_.path());
        (void)!::write(ends[1], "x", 1);
        for (;;) {
            ::pause();
        }
    }
    char ready = 0;
    ASSERT_EQ(::read(ends[0], &ready, 1), 1);
    EXPECT_EQ(refusal(), folder_.path().string() + " is in use by process " +
                             std::to_string(child) + " on host " + host_name());
    ::kill(child, SIGKILL);
    ::waitpid(child, nullptr, 0);
    ::close(ends[0]);
    ::close(ends[1]);
    EXPECT_TRUE(fs::exists(file_));
    EXPECT_EQ(refusal(), "no such error") << "taken over";
    EXPECT_FALSE(fs::exists(file_));
}

TEST_F(RunLockTest, TheLockOfAnotherHostIsExplained) {
    write_text(file_, "123 elsewhere 5d1b7c1e-0000-0000-0000-000000000000\n");
    EXPECT_EQ(refusal(), folder_.path().string() +
                             " was locked by process 123 on host elsewhere, which may still run: "
                             "if that run is gone, remove " +
                             file_.string());
    EXPECT_TRUE(fs::exists(file_));
    fs::remove(file_);
    EXPECT_EQ(refusal(), "no such error");
}

TEST_F(RunLockTest, WhatAKilledRunLeftIsTakenOver) {
    for (std::string const& left :
         {std::string(), std::string("123"), "123 " + host_name() + " before-the-last-boot\n",
          "123 a-container " + boot_id() + "\n", std::string(5000, 'x')}) {
        write_text(file_, left);
        EXPECT_EQ(refusal(), "no such error") << left;
        EXPECT_FALSE(fs::exists(file_));
    }
}

TEST_F(RunLockTest, ALinkIsNotFollowed) {
    write_text(folder_ / "secret", "untouched");
    fs::create_symlink(folder_ / "secret", file_);
    EXPECT_EQ(refusal(), "cannot open " + file_.string() + ": Too many levels of symbolic links");
    EXPECT_EQ(text_of_file(folder_ / "secret"), "untouched");
}

TEST_F(RunLockTest, NoFolder) {
    std::string const said = failure<FileError>([&] { RunLock const lock(folder_ / "absent"); });
    EXPECT_EQ(said, "cannot open " + (folder_ / "absent/.vtrial-lock").string() +
                        ": No such file or directory");
}

/// In a child: takes the lock now and then; 0 if no other process ever held it at the same time.
int exclude_others(fs::path const& folder) {
    fs::path const inside = folder / "inside";
    for (int held = 0; held < 100;) {
        std::optional<RunLock> lock;
        try {
            lock.emplace(folder);
        } catch (FileError const&) {
            continue;
        }
        int const file = ::open(inside.c_str(), O_CREAT | O_EXCL | O_WRONLY, 0600);
        if (file < 0) {
            return 1;
        }
        ::close(file);
        ::unlink(inside.c_str());
        ++held;
    }
    return 0;
}

TEST_F(RunLockTest, ManyProcessesTakeTurns) {
    std::vector<pid_t> children;
    for (int i = 0; i < 4; ++i) {
        children.push_back(::fork());
        if (children.back() == 0) {
            ::_exit(exclude_others(folder_.path()));
        }
    }
    for (pid_t const child : children) {
        int status = -1;
        ::waitpid(child, &status, 0);
        EXPECT_EQ(status, 0);
    }
    EXPECT_EQ(support::names_in(folder_.path()), std::set<std::string>{});
}

}  // namespace
}  // namespace vtrial::host::test
