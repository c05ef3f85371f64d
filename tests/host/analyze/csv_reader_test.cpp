#include "host/analyze/csv_reader.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace vtrial::host::test {
namespace {

using Record = std::vector<std::string>;

struct Read {
    std::vector<Record> records;
    std::vector<std::string> errors;
};

Read read(std::string const& text) {
    DataLog log;
    CsvReader reader(text, log);
    Read result;
    for (CsvRecord record; reader.next(record);) {
        Record texts;
        for (CsvField const& field : record) {
            texts.push_back(field.text);
        }
        result.records.push_back(texts);
    }
    result.errors = log.lines({"a.csv", text});
    return result;
}

std::vector<Record> records_of(std::string const& text) {
    Read const result = read(text);
    EXPECT_EQ(result.errors, Record{}) << text;
    return result.records;
}

TEST(CsvReader, EndsOfLines) {
    std::vector<Record> const expected{{"a", "b"}, {"1", "2"}};
    for (char const* const text : {"a,b\n1,2\n", "a,b\n1,2", "a,b\r\n1,2\r\n", "a,b\r\n1,2",
                                   "a,b\n1,2\r", "\na,b\n\n\r\n1,2\n\n"}) {
        EXPECT_EQ(records_of(text), expected) << text;
    }
    EXPECT_EQ(records_of(""), std::vector<Record>{});
    EXPECT_EQ(records_of("\n\r\n"), std::vector<Record>{});
}

TEST(CsvReader, EmptyFields) {
    EXPECT_EQ(records_of(",\n,,\n\"\""), (std::vector<Record>{{"", ""}, {"", "", ""}, {""}}));
    EXPECT_EQ(records_of(" a , b"), (std::vector<Record>{{" a ", " b"}}));
}

TEST(CsvReader, Quotes) {
    EXPECT_EQ(records_of("\"a,b\",\"c\"\"d\"\"\",\"e\r\nf\"\n\"\"\"\"\n"),
              (std::vector<Record>{{"a,b", "c\"d\"", "e\r\nf"}, {"\""}}));
    // within a field that does not begin with one, a quote is a character, as for R
    EXPECT_EQ(records_of("5\" disc,1\n"), (std::vector<Record>{{"5\" disc", "1"}}));
}

TEST(CsvReader, KnowsWhereAFieldStands) {
    std::string const text = "\"\xC3\xA4\n\xC3\xB6\",\xC3\xBC,c\nd";
    DataLog log;
    CsvReader reader(text, log);
    CsvRecord record;
    ASSERT_TRUE(reader.next(record));
    EXPECT_EQ(record[0].where, (Position{0, 1, 1}));
    EXPECT_EQ(record[1].where, (Position{0, 2, 4}));
    EXPECT_EQ(record[2].where, (Position{0, 2, 6}));
    ASSERT_TRUE(reader.next(record));
    EXPECT_EQ(record[0].where, (Position{0, 3, 1}));
}

TEST(CsvReader, TellsWhatIsNoCsv) {
    EXPECT_EQ(read("a,b\n1,\"2\n").errors,
              Record{"a.csv:2:3: error: this quote is never closed\n1,\"2\n  ^"});
    Read const trailing = read("\"a\"b,c\nd,e\n");
    EXPECT_EQ(trailing.errors,
              Record{"a.csv:1:4: error: a comma must follow the quote that closes a field; a quote "
                     "within a field is written twice\n\"a\"b,c\n   ^"});
    EXPECT_EQ(trailing.records, (std::vector<Record>{{"a", "c"}, {"d", "e"}}));
    EXPECT_EQ(read("a\rb\rc\n").errors.size(), 1U);
}

TEST(CsvReader, WantsUtf8) {
    auto const errors_of = [](std::string const& text) {
        DataLog log;
        check_encoding(text, log);
        return log.lines({"a.csv", text}).size();
    };
    EXPECT_EQ(errors_of("arm\n\xC3\xA4\n"), 0U);
    EXPECT_EQ(errors_of("arm\n\xE4\n"), 1U);
    EXPECT_EQ(errors_of(std::string("a\0b", 3)), 1U);
}

TEST(CsvReader, LeavesOutAByteOrderMark) {
    EXPECT_EQ(without_byte_order_mark("\xEF\xBB\xBFtime"), "time");
    EXPECT_EQ(without_byte_order_mark("time"), "time");
}

TEST(DataLog, TellsTheFirstErrorsAndCountsTheOthers) {
    DataLog log;
    for (std::size_t line = 500; line > 0; --line) {
        log.error({0, line, 1}, "wrong");
    }
    auto const lines = log.lines({"a.csv", ""});
    ASSERT_EQ(lines.size(), most_data_errors + 1);
    EXPECT_TRUE(lines[0].starts_with("a.csv:1:1: error: wrong")) << lines[0];
    EXPECT_EQ(lines.back(), "a.csv: error: and 480 more");
}

}  // namespace
}  // namespace vtrial::host::test
