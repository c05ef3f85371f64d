// What is opened is a store, of this program or an older one, and whole; anything else is refused.
#include "host/store/store_format.hpp"

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <string>

#include "host/files/build_info.hpp"
#include "tests/host/store/small_store.hpp"

namespace vtrial::host::test {
namespace {

namespace fs = std::filesystem;
using std::string_literals::operator""s;
using support::text_of_file;
using support::write_text;

class StoreFormat : public SmallStore {
  protected:
    /// Overwrites part of the file.
    void patch(std::size_t place, std::string const& bytes) const {
        std::string text = text_of_file(file_);
        write_text(file_, text.replace(place, bytes.size(), bytes));
    }
    std::string failure_to_open() const {
        return failure<FileError>([&] { (void)open(); });
    }
    std::string no_store() const {
        return file_.string() +
               " is no store of vtrial or is damaged: restore it from a copy, or run the study "
               "again into another folder";
    }
    std::string damaged(std::string const& reason) const {
        return file_.string() + " is damaged (" + reason +
               "): restore it from a copy, or run the study again into another folder";
    }
};

TEST_F(StoreFormat, OtherFilesAreRefusedAndLeftAlone) {
    for (std::string const& text : {""s, "x"s, "scenario,analysis\nnull,final\n"s,
                                    std::string(10000, '\0'), "SQLite format 3\0"s}) {
        write_text(file_, text);
        EXPECT_EQ(refusal(), no_store());
        EXPECT_EQ(failure<StoreError>([&] { (void)open(Access::read_and_write); }), no_store());
        EXPECT_EQ(text_of_file(file_), text);
        EXPECT_EQ(support::names_in(folder_.path()), std::set<std::string>{store_name});
    }
}

TEST_F(StoreFormat, OtherKindsOfFilesAreRefused) {
    EXPECT_EQ(failure_to_open(), "cannot open " + file_.string() + ": No such file or directory");
    fs::create_directory(file_);
    EXPECT_EQ(failure_to_open(), "cannot open " + file_.string() + ": it is no file");
    fs::remove(file_);
    ASSERT_EQ(::mkfifo(file_.c_str(), 0600), 0);
    EXPECT_EQ(failure_to_open(), "cannot open " + file_.string() + ": it is no file");
    fs::remove(file_);
    (void)BlockStore::create(folder_ / "elsewhere", small_study());
    fs::create_symlink(folder_ / "elsewhere", file_);
    EXPECT_EQ(failure_to_open(), "cannot open " + file_.string() + ": it is no file");
}

TEST_F(StoreFormat, AFolderMayBeALink) {
    (void)create();
    fs::create_directory_symlink(folder_.path(), folder_ / "link");
    EXPECT_EQ(BlockStore::open(folder_ / "link" / store_name, Access::read_only).study().name,
              "small");
}

TEST_F(StoreFormat, AnUnreadableFileIsRefused) {
    if (::geteuid() == 0) {
        GTEST_SKIP() << "root reads everything";
    }
    (void)create();
    fs::permissions(file_, fs::perms::none);
    EXPECT_EQ(failure_to_open(), "cannot open " + file_.string() +
                                     ": unable to open database file (Permission denied)");
}

TEST_F(StoreFormat, TheStoreOfAnotherProgramIsRefused) {
    (void)create();
    change("PRAGMA application_id = 0x7674726d");
    EXPECT_EQ(refusal(), no_store());
}

TEST_F(StoreFormat, ANewerFormatIsRefused) {
    (void)create();
    change("PRAGMA user_version = 2");
    EXPECT_EQ(refusal(), file_.string() + " is of format 2, and vtrial " + version() +
                             " knows formats up to 1: use the newer vtrial that wrote it");
    change("PRAGMA user_version = 0");
    EXPECT_EQ(refusal(), damaged("its header is not that of a store"));
}

TEST_F(StoreFormat, AnotherJournalIsRefused) {
    (void)create();
    patch(18, "\2\2");  // WAL
    EXPECT_EQ(refusal(), damaged("its header is not that of a store"));
    EXPECT_EQ(support::names_in(folder_.path()), std::set<std::string>{store_name});
}

TEST_F(StoreFormat, ChangedTablesAreRefused) {
    (void)create();
    std::string const whole = text_of_file(file_);
    change("DROP TABLE blocks");
    EXPECT_EQ(refusal(), damaged("its tables are not those of a store"));
    write_text(file_, whole);
    change("CREATE TABLE more (number)");
    EXPECT_EQ(refusal(), damaged("it has a table too many"));
    write_text(file_, whole);
    change("CREATE TRIGGER more AFTER INSERT ON blocks BEGIN DELETE FROM study; END");
    EXPECT_EQ(refusal(), damaged("it has a table too many"));
}

TEST_F(StoreFormat, AChangedStudyIsRefused) {
    (void)create();
    std::string const whole = text_of_file(file_);
    std::string const no_match = damaged("the study does not match its hash");
    for (char const* const sql :
         {"UPDATE study SET name = 'other'", "UPDATE study SET resolved_study = ''",
          "UPDATE study SET replicates = 1001", "UPDATE study SET program_version = '0'",
          "UPDATE study SET sha256 = ''", "INSERT INTO study SELECT * FROM study",
          "UPDATE scenarios SET name = 'other' WHERE scenario = 0",
          "UPDATE scenarios SET plan_sha256 = 'cc' WHERE scenario = 1",
          "DELETE FROM scenarios WHERE scenario = 1"}) {
        write_text(file_, whole);
        change(sql);
        EXPECT_EQ(refusal(), no_match) << sql;
    }
    write_text(file_, whole);
    change("DELETE FROM scenarios WHERE scenario = 0");
    EXPECT_EQ(refusal(), damaged("a scenario is missing"));
    write_text(file_, whole);
    change("DELETE FROM study");
    EXPECT_EQ(refusal(), damaged("the study is missing"));
}

TEST_F(StoreFormat, ImpossibleBlocksAreRefused) {
    {
        BlockStore store = create();
        add(store, 0, {0, 10});
        add(store, 0, {10, 10});
    }
    std::string const whole = text_of_file(file_);
    for (char const* const sql :
         {"UPDATE blocks SET count = 11 WHERE first = 0",
          "UPDATE blocks SET first = 9 WHERE first = 10", "UPDATE blocks SET scenario = 2",
          "UPDATE blocks SET scenario = -1", "UPDATE blocks SET first = -1 WHERE first = 0",
          "UPDATE blocks SET count = 0",
          "UPDATE blocks SET count = 9223372036854775807 WHERE first = 10"}) {
        write_text(file_, whole);
        change(sql);
        EXPECT_EQ(refusal(), damaged("its blocks overlap or are of no scenario")) << sql;
    }
}

}  // namespace
}  // namespace vtrial::host::test
