// Bad inputs 9 and 11: files that cannot be read.
#include "host/config/read_file.hpp"

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "tests/host/config/study_text.hpp"
#include "tests/support/temporary_folder.hpp"

namespace vtrial::host::test {
namespace {

class ReadFile : public testing::Test {
  protected:
    /// The only message; the file must be refused as unreadable.
    static std::string refusal(std::filesystem::path const& path) {
        Diagnostics diagnostics;
        EXPECT_FALSE(read_study(path, ReadOptions{}, diagnostics));
        EXPECT_TRUE(diagnostics.unreadable);
        EXPECT_TRUE(diagnostics.has_errors());
        return diagnostics.lines.at(0).text;
    }

    support::TemporaryFolder folder_;
};

TEST_F(ReadFile, ReadsAStudy) {
    auto const path = folder_ / "plain.toml";
    std::ofstream(path) << plain_study;
    Diagnostics diagnostics;
    auto const file = read_study(path, ReadOptions{}, diagnostics);
    ASSERT_TRUE(file);
    EXPECT_EQ(file->name, "plain");
    EXPECT_FALSE(diagnostics.unreadable);
}

TEST_F(ReadFile, Id11Missing) {
    auto const path = folder_ / "none.toml";
    EXPECT_EQ(refusal(path), path.string() + ": error: there is no such file");
}

TEST_F(ReadFile, Id11Directory) {
    EXPECT_EQ(refusal(folder_.path()),
              folder_.path().string() + ": error: is a directory; name the study file in it");
}

TEST_F(ReadFile, Id11PipeDoesNotBlock) {
    auto const path = folder_ / "pipe";
    ASSERT_EQ(::mkfifo(path.c_str(), 0600), 0);
    EXPECT_EQ(refusal(path), path.string() +
                                 ": error: is not a regular file; write the study to "
                                 "a file first");
}

TEST_F(ReadFile, Id11NotPermitted) {
    auto const path = folder_ / "secret.toml";
    std::ofstream(path) << plain_study;
    std::filesystem::permissions(path, std::filesystem::perms::none);
    if (::access(path.c_str(), R_OK) == 0) {
        GTEST_SKIP() << "this user may read everything";
    }
    EXPECT_EQ(refusal(path), path.string() + ": error: cannot be read: Permission denied");
}

TEST_F(ReadFile, Id09TooLarge) {
    auto const path = folder_ / "large.toml";
    std::ofstream(path) << "#";
    std::filesystem::resize_file(path, largest_study_bytes + 1);
    EXPECT_EQ(refusal(path),
              path.string() + ": error: is larger than 16 MiB; a study is a few kilobytes");
}

TEST_F(ReadFile, LargestIsStillRead) {
    auto const path = folder_ / "full.toml";
    std::string text = plain_study + "#";
    text.resize(largest_study_bytes, 'x');
    std::ofstream(path) << text;
    Diagnostics diagnostics;
    EXPECT_TRUE(read_study(path, ReadOptions{}, diagnostics));
}

}  // namespace
}  // namespace vtrial::host::test
