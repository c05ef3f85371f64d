// The resolved study reads back to the same structures.
#include "host/config/resolved.hpp"

#include <gtest/gtest.h>

#include <clocale>
#include <limits>

#include "host/config/study_tree.hpp"
#include "host/config/write_toml.hpp"
#include "tests/host/config/study_text.hpp"

namespace vtrial::host::test {
namespace {

TEST(Resolved, PlainStudyReadsBackTheSame) { expect_round_trip(plain_study); }

TEST(Resolved, RichStudyReadsBackTheSame) { expect_round_trip(rich_study()); }

TEST(Resolved, SequentialStudyReadsBackTheSame) { expect_round_trip(sequential_study()); }

TEST(Resolved, OddNumbersAndNamesReadBackTheSame) {
    std::string text = with_line(16, "median_months = 20.100000000000001421");
    text = with_line(13, "months = 17.3", text);
    text = with_line(2, "title = 'back\\slash \"quote\" ü'", text);
    text = with_line(28,
                     "[[arms]]\nlabel = 'a.\"b\" = c'\nrole = \"control\"\n[[arms]]\nlabel = "
                     "\"]\"\nrole = \"experimental\"",
                     text);
    expect_round_trip(text + "[scenarios.set]\n'arms.\"a.\\\"b\\\" = c\".ratio' = 3\n");
}

TEST(Resolved, StatesEveryDefault) {
    std::string const resolved = resolved_toml(*read(plain_study).file);
    for (char const* const part :
         {"block_size = 4\n", "alpha_one_sided = 0.025\n", "maximum_months = 100\n",
          "label = \"experimental\"\n", "starts_months = [0]\npatients_per_month = [15]\n",
          "by_arm = { control = 0, experimental = 0 }\n", "type = \"multistate\"\n",
          "[model.death_before_next_line]\nrate_per_month = 0.01\n", "decides = \"logrank\"\n"}) {
        EXPECT_NE(resolved.find(part), std::string::npos) << part << "is not in\n" << resolved;
    }
}

TEST(Resolved, ScenariosHoldOnlyWhatDiffers) {
    std::string const resolved = resolved_toml(*read(plain_study).file);
    std::string const end =
        "[[scenarios]]\nname = \"planned\"\ndescription = \"\"\n\n"
        "[[scenarios]]\nname = \"null\"\ndescription = \"\"\n\n"
        "[scenarios.set]\n\"model.progression.effect.hazard_ratio\" = 1\n";
    EXPECT_TRUE(resolved.ends_with(end)) << resolved;
}

TEST(Resolved, DoesNotDependOnTheLocale) {
    std::string const before = resolved_toml(*read(rich_study()).file);
    std::string const old = std::setlocale(LC_ALL, nullptr);
    if (std::setlocale(LC_ALL, "de_DE.UTF-8") == nullptr) {
        GTEST_SKIP() << "no German locale here";
    }
    std::string const after = resolved_toml(*read(rich_study()).file);
    std::setlocale(LC_ALL, old.c_str());
    EXPECT_EQ(after, before);
}

TEST(WriteToml, NumbersAreShortestAndReadBackTheSame) {
    EXPECT_EQ(write_value(TomlNode::of_number(0.1)), "0.1");
    EXPECT_EQ(write_value(TomlNode::of_number(24.0)), "24");
    EXPECT_EQ(write_value(TomlNode::of_number(1e-9)), "1e-09");
    EXPECT_EQ(write_value(TomlNode::of_number(1e300)), "1e+300");
    EXPECT_EQ(write_value(TomlNode::of_number(0.1 + 0.2)), "0.30000000000000004");
}

TEST(WriteToml, QuotesWhatMustBeQuoted) {
    EXPECT_EQ(write_key("plain-key_1"), "plain-key_1");
    EXPECT_EQ(write_key("two words"), "\"two words\"");
    EXPECT_EQ(write_key(""), "\"\"");
    EXPECT_EQ(write_value(TomlNode::of_text("a\"b\\c\x01")), "\"a\\\"b\\\\c\\u0001\"");
}

TEST(Differences, ReplaceTheTableWhereAKeyMustGo) {
    TomlNode before;
    TomlNode& table = before.set("t", TomlNode());
    table.set("a", TomlNode::of_integer(1));
    table.set("b", TomlNode::of_integer(2));
    TomlNode after;
    after.set("t", TomlNode()).set("a", TomlNode::of_integer(3));
    EXPECT_EQ(write_value(differences(before, after)), "{ t = { a = 3 } }");
    EXPECT_EQ(write_value(differences(after, before)), "{ \"t.a\" = 1, \"t.b\" = 2 }");
    EXPECT_EQ(write_value(differences(before, before)), "{}");
}

}  // namespace
}  // namespace vtrial::host::test
