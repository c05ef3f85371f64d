// The result folder: hashes, what it holds, and files that are replaced at once.
#include "host/files/output_folder.hpp"

#include <gtest/gtest.h>
#include <sys/resource.h>

#include <csignal>
#include <filesystem>
#include <set>
#include <string>

#include "tests/support/temporary_folder.hpp"

namespace vtrial::host::test {
namespace {

namespace fs = std::filesystem;
using support::names_in;
using support::TemporaryFolder;
using support::text_of_file;
using support::write_text;
using Names = std::set<std::string>;

// The first three are of FIPS 180-2, appendix B, the empty one of NIST's example values.
TEST(Sha256, KnownAnswers) {
    EXPECT_EQ(sha256("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    EXPECT_EQ(sha256("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"),
              "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
    EXPECT_EQ(sha256(std::string(1'000'000, 'a')),
              "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
    EXPECT_EQ(sha256(""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    EXPECT_NE(sha256(std::string("a\0b", 3)), sha256(std::string("a\0c", 3)));
}

class OutputFolderTest : public testing::Test {
  protected:
    /// What an operation says when it fails.
    template <class Operation>
    static std::string failure(Operation const& operation) {
        try {
            operation();
        } catch (FileError const& error) {
            return error.what();
        }
        return "no FileError";
    }

    FolderState state(std::string const& hash = "f00d") const {
        return OutputFolder(path_).state(hash);
    }

    TemporaryFolder temporary_;
    fs::path path_ = temporary_ / "a/b";
};

TEST_F(OutputFolderTest, StateOfEmptyOrNew) {
    EXPECT_EQ(state(), FolderState::empty_or_new);
    fs::create_directories(path_);
    EXPECT_EQ(state(), FolderState::empty_or_new);
}

TEST_F(OutputFolderTest, StateByTheManifest) {
    fs::create_directories(path_);
    write_text(path_ / "estimates.csv", "");
    EXPECT_EQ(state(), FolderState::something_else) << "no manifest";
    write_text(path_ / manifest_name, R"({ "study_sha256": "f00d" })");
    EXPECT_EQ(state(), FolderState::same_study_complete);
    EXPECT_EQ(state("beef"), FolderState::something_else);
    for (char const* const text : {"", "{", "[]", "null", "{}", R"({ "study_sha256": 7 })",
                                   R"({ "study_sha256": null })", "\xff\xfe"}) {
        write_text(path_ / manifest_name, text);
        EXPECT_EQ(state(), FolderState::something_else) << text;
    }
}

TEST_F(OutputFolderTest, HiddenFilesCount) {
    fs::create_directories(path_);
    write_text(path_ / ".estimates.csv.part", "");
    EXPECT_EQ(state(), FolderState::something_else);
}

TEST_F(OutputFolderTest, AFileIsNoFolder) {
    write_text(temporary_ / "file", "");
    EXPECT_EQ(failure([&] { (void)OutputFolder(temporary_ / "file").state("f00d"); }),
              (temporary_ / "file").string() + " is not a folder: name another with --out");
    EXPECT_EQ(
        failure([&] { OutputFolder(temporary_ / "file/below").prepare(); }),
        "cannot make the folder " + (temporary_ / "file/below").string() + ": Not a directory");
}

TEST_F(OutputFolderTest, PrepareMakesItAndLeavesNoProbe) {
    OutputFolder(path_).prepare();
    EXPECT_TRUE(fs::is_directory(path_));
    EXPECT_EQ(names_in(path_), Names{});
}

TEST_F(OutputFolderTest, RemoveRunRemovesManifestAndStoreOnly) {
    fs::create_directories(path_);
    for (char const* const name :
         {"manifest.json", "blocks.sqlite", "blocks.sqlite-journal", "estimates.csv"}) {
        write_text(path_ / name, "{}");
    }
    OutputFolder(path_).prepare();
    EXPECT_EQ(names_in(path_).size(), 4U);
    OutputFolder(path_).remove_run();
    EXPECT_EQ(names_in(path_), Names{"estimates.csv"});
    OutputFolder(path_).remove_run();
}

TEST_F(OutputFolderTest, WhatAKilledRunLeavesIsNothing) {
    fs::create_directories(path_);
    for (char const* const name :
         {".vtrial-lock", ".vtrial-probe", ".blocks.sqlite.part", ".blocks.sqlite.part-journal"}) {
        write_text(path_ / name, "");
    }
    EXPECT_EQ(OutputFolder(path_).state("f00d"), FolderState::empty_or_new);
    write_text(path_ / "notes.txt", "");
    EXPECT_EQ(OutputFolder(path_).state("f00d"), FolderState::something_else);
    write_text(path_ / "blocks.sqlite", "");
    EXPECT_EQ(OutputFolder(path_).state("f00d"), FolderState::stored_run);
}

TEST_F(OutputFolderTest, WritesReadsAndHashes) {
    OutputFolder folder(path_);
    folder.prepare();
    std::string const text("a\r\n\0b", 5);
    folder.write("a.csv", text);
    folder.write("empty.csv", "");
    EXPECT_EQ(folder.read("a.csv"), text);
    EXPECT_EQ(folder.read("empty.csv"), "");
    EXPECT_EQ(names_in(path_), (Names{"a.csv", "empty.csv"}));
    EXPECT_EQ(folder.hashes(), (std::map<std::string, std::string>{{"a.csv", sha256(text)},
                                                                   {"empty.csv", sha256("")}}));
    folder.write("a.csv", "new");
    EXPECT_EQ(folder.hashes().at("a.csv"), sha256("new"));
}

TEST_F(OutputFolderTest, AFileIsReplacedAtOnce) {
    OutputFolder folder(path_);
    folder.prepare();
    folder.write("a.csv", "old and long");
    fs::create_hard_link(path_ / "a.csv", temporary_ / "old");
    folder.write("a.csv", "new");
    EXPECT_EQ(text_of_file(path_ / "a.csv"), "new");
    // the old file was not written into: whoever reads it reads it whole
    EXPECT_EQ(text_of_file(temporary_ / "old"), "old and long");
}

TEST_F(OutputFolderTest, LinksAreReplacedAndNotFollowed) {
    OutputFolder folder(path_);
    folder.prepare();
    write_text(temporary_ / "secret", "untouched");
    fs::create_symlink(temporary_ / "secret", path_ / "a.csv");
    fs::create_symlink(temporary_ / "secret", path_ / ".a.csv.part");
    fs::create_hard_link(temporary_ / "secret", path_ / ".b.csv.part");
    fs::create_symlink(temporary_ / "not there", path_ / ".vtrial-probe");
    folder.prepare();
    folder.write("a.csv", "new");
    folder.write("b.csv", "new");
    EXPECT_EQ(text_of_file(temporary_ / "secret"), "untouched");
    EXPECT_EQ(names_in(temporary_.path()), (Names{"a", "secret"}));
    EXPECT_EQ(names_in(path_), (Names{"a.csv", "b.csv"}));
    EXPECT_FALSE(fs::is_symlink(path_ / "a.csv"));
}

TEST_F(OutputFolderTest, FailuresNameThePath) {
    OutputFolder folder(path_);
    EXPECT_EQ(failure([&] { folder.write("a.csv", "x"); }),
              "cannot open " + (path_ / ".a.csv.part").string() + ": No such file or directory");
    EXPECT_EQ(failure([&] { (void)folder.read("a.csv"); }),
              "cannot read " + (path_ / "a.csv").string());
    folder.prepare();
    fs::create_directory(path_ / "a.csv");
    EXPECT_EQ(failure([&] { folder.write("a.csv", "x"); }),
              "cannot replace " + (path_ / "a.csv").string() + ": Is a directory");
    EXPECT_EQ(failure([&] { (void)folder.read("a.csv"); }),
              "cannot read " + (path_ / "a.csv").string());
    EXPECT_TRUE(folder.hashes().empty());
}

TEST_F(OutputFolderTest, AFullDiskLeavesTheOldFile) {
    OutputFolder folder(path_);
    folder.prepare();
    folder.write("a.csv", "old");
    // a limit on the size of files fails in the middle of a write, as a full disk does
    auto const old_handler = std::signal(SIGXFSZ, SIG_IGN);
    rlimit old{};
    ::getrlimit(RLIMIT_FSIZE, &old);
    rlimit const small{1000, old.rlim_max};
    ::setrlimit(RLIMIT_FSIZE, &small);
    std::string const said = failure([&] { folder.write("a.csv", std::string(4000, 'x')); });
    ::setrlimit(RLIMIT_FSIZE, &old);
    std::signal(SIGXFSZ, old_handler);

    EXPECT_EQ(said, "cannot write 4000 bytes to " + (path_ / ".a.csv.part").string() +
                        ": File too large");
    EXPECT_EQ(text_of_file(path_ / "a.csv"), "old");
    EXPECT_EQ(folder.hashes().at("a.csv"), sha256("old"));
    folder.write("a.csv", "new");
    EXPECT_EQ(names_in(path_), Names{"a.csv"});
}

}  // namespace
}  // namespace vtrial::host::test
