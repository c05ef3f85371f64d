// Tables of published numbers, right and wrong.
#include "host/validate/published_number.hpp"

#include <gtest/gtest.h>

#include "host/builtin/builtin_files.hpp"

namespace vtrial::host::test {
namespace {

std::string const header = "trial,quantity,value,ci_lo,ci_hi,unit,status\n";

std::vector<PublishedNumber> read(std::string const& text, std::vector<std::string>& errors) {
    DataLog log;
    auto numbers = read_published_numbers(text, log);
    errors = log.lines({"numbers.csv", text});
    return numbers;
}

std::string first_error(std::string const& text) {
    std::vector<std::string> errors;
    read(text, errors);
    return errors.empty() ? "" : errors[0].substr(0, errors[0].find('\n'));
}

TEST(PublishedNumbers, AreRead) {
    std::vector<std::string> errors;
    auto const numbers = read(header +
                                  "MAIA,cuts/a/PFS/HR,0.56,0.43,0.73,hazard ratio,sourced\n"
                                  "MAIA,cuts/a/PFS/median/C,31.9,28.9,NR,months,unverified\n"
                                  "MAIA,\"cuts/a, b/PFS/median/D\",NE,,,,derived\n"
                                  "MAIA,qol/x,,,,,missing\n",
                              errors);
    EXPECT_TRUE(errors.empty());
    ASSERT_EQ(numbers.size(), 4U);
    EXPECT_EQ(numbers[0].value, 0.56);
    EXPECT_TRUE(numbers[0].has_interval());
    EXPECT_EQ(numbers[0].status, PublishedStatus::sourced);
    EXPECT_TRUE(numbers[1].has_interval());
    EXPECT_TRUE(numbers[1].is_upper_not_reached);
    EXPECT_EQ(numbers[1].upper, std::nullopt);
    EXPECT_EQ(numbers[2].quantity, "cuts/a, b/PFS/median/D");
    EXPECT_TRUE(numbers[2].is_not_reached);
    EXPECT_FALSE(numbers[2].has_interval());
    EXPECT_EQ(numbers[3].value, std::nullopt);
    EXPECT_FALSE(numbers[3].is_not_reached);
}

TEST(PublishedNumbers, MayHaveMoreColumnsInAnyOrder) {
    std::vector<std::string> errors;
    auto const numbers =
        read("note,status,unit,ci_hi,ci_lo,value,quantity,trial\nx,sourced,%,3,1,2,q,T\n", errors);
    EXPECT_TRUE(errors.empty());
    ASSERT_EQ(numbers.size(), 1U);
    EXPECT_EQ(numbers[0].lower, 1.0);
    EXPECT_EQ(numbers[0].upper, 3.0);
    EXPECT_EQ(numbers[0].trial, "T");
}

TEST(PublishedNumbers, AreRefusedWithTheirPlace) {
    EXPECT_EQ(first_error(""),
              "numbers.csv: error: the file is empty; a header line must name its columns");
    EXPECT_EQ(first_error("trial,quantity,value,ci_lo,ci_hi,unit\n"),
              "numbers.csv:1:1: error: a column \"status\" is missing");
    EXPECT_EQ(first_error(header + "T,q,1,,\n"),
              "numbers.csv:2:1: error: must have 7 fields, as the header line, got 5");
    EXPECT_EQ(first_error(header + "T,q,1,,,,known\n"),
              "numbers.csv:2:10: error: must be sourced, unverified, derived or missing, got "
              "\"known\"");
    EXPECT_EQ(first_error(header + "T,q,1,low,,,sourced\n"),
              "numbers.csv:2:7: error: must be a number, NR, NE or empty, got \"low\"");
    EXPECT_EQ(first_error(header + "T,q,1,2,1,,sourced\n"),
              "numbers.csv:2:9: error: must be at least ci_lo, 2, got 1");
}

TEST(PublishedNumbers, ThatAreBuiltInCanBeRead) {
    std::string const text(builtin_text(published_results).value());
    std::vector<std::string> errors;
    auto const numbers = read(text, errors);
    EXPECT_TRUE(errors.empty()) << errors[0];
    int of_maia = 0;
    int of_pollux = 0;
    for (PublishedNumber const& number : numbers) {
        of_maia += number.trial == "MAIA" ? 1 : 0;
        of_pollux += number.trial == "POLLUX" ? 1 : 0;
    }
    EXPECT_EQ(of_maia, 199);
    EXPECT_EQ(of_pollux, 131);
}

}  // namespace
}  // namespace vtrial::host::test
