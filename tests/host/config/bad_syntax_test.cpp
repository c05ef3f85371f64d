// Bad inputs 1 to 12: text, shape and spelling of a study file.
#include <gtest/gtest.h>

#include "tests/host/config/study_text.hpp"

namespace vtrial::host::test {
namespace {

std::string nested_lists(std::size_t depth) {
    return "x = " + std::string(depth, '[') + std::string(depth, ']') + "\n";
}

std::string dotted_key(std::size_t depth) {
    std::string key = "a";
    for (std::size_t level = 1; level < depth; ++level) {
        key += ".a";
    }
    return key + " = 1\n";
}

class BadSyntax : public testing::TestWithParam<BadInput> {};

TEST_P(BadSyntax, IsRefusedAtItsPlace) { expect_refused(GetParam()); }

std::vector<BadInput> bad_syntax() {
    std::string const nul(1, '\0');
    return {
        {"id01_bad_toml", with_line(7, "patients = = 300"),
         "study.toml:7:12: error: not valid TOML: while parsing value: could not determine value "
         "type"},
        {"id01_unclosed_text", with_line(2, "title = \"Test"),
         "study.toml:2:14: error: not valid TOML: while parsing string: unescaped control "
         "characters other than TAB (U+0009) are explicitly prohibited; is a closing quote "
         "missing?"},
        {"id01_header_without_key", with_line(28, " [ =x]"),
         "study.toml:28:4: error: not valid TOML: a table header must begin with a key"},
        {"id01_letter_outside_of_quotes", with_line(8, "bl\xC3\xBC = 4"),
         "study.toml:8:3: error: not valid TOML: a character beyond ASCII must stand in quotes"},
        {"id01_letter_after_backslash", with_line(2, "title = \"\"\"a\\\n \xC3\xBC\"\"\""),
         "study.toml:3:2: error: a character beyond ASCII cannot follow a backslash"},
        {"id02_duplicate_key", with_line(8, "patients = 200"),
         "study.toml:8:12: error: not valid TOML: while parsing key-value pair: cannot redefine "
         "existing "
         "integer 'patients'"},
        {"id02_duplicate_table", with_line(28, "[design]"),
         "study.toml:28:1: error: not valid TOML: while parsing table header: cannot redefine "
         "existing "
         "table 'design'"},
        {"id03_unknown_key", with_line(8, "blok_size = 4"),
         "study.toml:8:1: error: unknown key \"blok_size\" in design; did you mean "
         "\"block_size\"?"},
        {"id03_unknown_key_far_from_all", with_line(8, "colour = 4"),
         "study.toml:8:1: error: unknown key \"colour\" in design"},
        {"id03_unknown_table", with_line(18, "[model.deth_before_progression]"),
         "study.toml:18:8: error: unknown key \"deth_before_progression\" in model; did you mean "
         "\"death_before_progression\"?"},
        {"id03_unknown_key_at_top", with_line(3, "replicate = 1000"),
         "study.toml:3:1: error: unknown key \"replicate\"; did you mean \"replicates\"?"},
        {"id03_unknown_key_in_effect", with_line(17, "effect = { hazard_ratios = 0.7 }"),
         "study.toml:17:12: error: unknown key \"hazard_ratios\" in model.progression.effect; did "
         "you mean \"hazard_ratio\"?"},
        {"id04_missing_key", with_line(7, ""), "study.toml:6:1: error: design.patients is missing"},
        {"id04_missing_version", with_line(1, ""),
         "study.toml:1:1: error: schema_version is missing; this program reads version 1"},
        {"id04_missing_role",
         with_line(28,
                   "[[arms]]\nlabel = \"A\"\nrole = \"control\"\n"
                   "[[arms]]\nlabel = \"B\""),
         "study.toml:31:1: error: arms.B.role is missing"},
        {"id05_text_for_number", with_line(13, "months = \"20\""),
         "study.toml:13:10: error: accrual.months must be a number, got \"20\""},
        {"id05_number_for_text", with_line(2, "title = 3"),
         "study.toml:2:9: error: title must be text in quotes, got 3"},
        {"id05_table_for_list", with_line(17, "effect = [1]"),
         "study.toml:17:10: error: model.progression.effect must be a table, got a list"},
        {"id05_date", with_line(10, "maximum_months = 2020-01-01"),
         "study.toml:10:18: error: design.maximum_months must be a number, got a date or time"},
        {"id06_newer_version", with_line(1, "schema_version = 2"),
         "study.toml:1:18: error: schema_version must be 1, got 2; the file needs a newer program"},
        {"id06_version_zero", with_line(1, "schema_version = 0"),
         "study.toml:1:18: error: schema_version must be 1, got 0"},
        {"id07_byte_order_mark", "\xEF\xBB\xBF" + plain_study,
         "study.toml:1:1: error: begins with a byte order mark; save the file as UTF-8 without "
         "one"},
        {"id07_utf_16", "\xFF\xFE" + plain_study,
         "study.toml:1:1: error: is UTF-16; save the file as UTF-8"},
        {"id07_not_utf_8", with_line(2, "title = \"\xC3\xBC\xC3\x28\""),
         "study.toml:2:11: error: is not UTF-8 at this place; save the file as UTF-8"},
        {"id07_overlong", with_line(2, "title = \"\xC0\xAF\""),
         "study.toml:2:10: error: is not UTF-8 at this place; save the file as UTF-8"},
        {"id07_nul", with_line(2, "title = \"a" + nul + "b\""),
         "study.toml:2:11: error: has a NUL byte; a study is a text file"},
        {"id08_empty", "",
         "study.toml:1:1: error: the file is empty; docs/STUDY_FILE.md tells what a study must "
         "state"},
        {"id08_only_comments", "# nothing\n\n",
         "study.toml:1:1: error: the file is empty; docs/STUDY_FILE.md tells what a study must "
         "state"},
        {"id10_nested_lists", nested_lists(65),
         "study.toml:1:69: error: nests deeper than 64 levels"},
        {"id10_very_deep_lists", nested_lists(200000),
         "study.toml:1:69: error: nests deeper than 64 levels"},
        {"id10_long_dotted_key", dotted_key(500000),
         "study.toml:1:130: error: nests deeper than 64 levels"},
    };
}

INSTANTIATE_TEST_SUITE_P(BadInputs, BadSyntax, testing::ValuesIn(bad_syntax()), name_of_bad_input);

TEST(Nesting, BracketsInTextsAndCommentsDoNotCount) {
    std::string const brackets(100, '[');
    std::string const dots(100, '.');
    EXPECT_TRUE(read(with_line(2, "title = '" + brackets + dots + "' # " + brackets)).file);
    EXPECT_TRUE(read(with_line(2, "title = \"\"\"" + brackets + "\"\"\"\"\" # " + dots)).file);
}

}  // namespace
}  // namespace vtrial::host::test
