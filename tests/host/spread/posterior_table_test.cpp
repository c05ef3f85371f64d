#include "host/spread/posterior_table.hpp"

#include <gtest/gtest.h>

namespace vtrial::host::test {
namespace {

using Texts = std::vector<std::string>;

std::string const table_text =
    "# fit mine; sha256 abc; vtrial 0.1.0; loss 1\n"
    "set,loss,model.a,model.b [MAIA; ALCYONE],model.a [POLLUX]\n"
    "1,10.5,0.25,3,4e-05\n"
    "2,11,-0.5,6,5\n";

PosteriorTable table_of(std::string const& text, Texts* errors = nullptr) {
    DataLog log;
    PosteriorTable table = read_posterior_table(text, log);
    if (errors != nullptr) {
        *errors = log.lines({"sets.csv", text});
    } else {
        EXPECT_FALSE(log.has_errors()) << log.lines({"sets.csv", text}).front();
    }
    return table;
}

TEST(PosteriorTable, IsRead) {
    PosteriorTable const table = table_of(table_text);
    EXPECT_EQ(table.fit, "fit mine; sha256 abc; vtrial 0.1.0; loss 1");
    std::vector<PosteriorColumn> const columns{
        {"model.a", {}}, {"model.b", {"MAIA", "ALCYONE"}}, {"model.a", {"POLLUX"}}};
    EXPECT_EQ(table.columns, columns);
    ASSERT_EQ(table.sets.size(), 2u);
    EXPECT_EQ(table.sets[1], (std::vector<double>{-0.5, 6.0, 5.0}));
    for (PosteriorColumn const& column : columns) {
        std::string const again = "set,loss," + column_heading(column) + "\n1,1,1\n";
        EXPECT_EQ(table_of(again).columns.front(), column);
    }
}

TEST(PosteriorTable, GivesATrialItsOwnAfterWhatIsShared) {
    PosteriorTable const table = table_of(table_text);
    EXPECT_EQ(table.overrides_of(0, ""), (Texts{"model.a=0.25"}));
    EXPECT_EQ(table.overrides_of(0, "ALCYONE"), (Texts{"model.a=0.25", "model.b=3"}));
    EXPECT_EQ(table.overrides_of(1, "POLLUX"), (Texts{"model.a=-0.5", "model.a=5"}));
    EXPECT_EQ(table.overrides_of(1, "CASTOR"), (Texts{"model.a=-0.5"}));
}

TEST(PosteriorTable, TellsWhatIsWrong) {
    Texts errors;
    table_of("trial,quantity\n", &errors);
    ASSERT_EQ(errors.size(), 1u);
    EXPECT_NE(errors[0].find("sets.csv:1:1: error: no table of parameter sets"), std::string::npos)
        << errors[0];
    table_of("set,loss,model.a\n", &errors);
    ASSERT_EQ(errors.size(), 1u);
    EXPECT_NE(errors[0].find("has no set"), std::string::npos) << errors[0];
    table_of("set,loss,model.a\n1,2,x\n2,3\n", &errors);
    ASSERT_EQ(errors.size(), 2u);
    EXPECT_NE(errors[0].find("sets.csv:2:5: error: must be a number, got \"x\""), std::string::npos)
        << errors[0];
    EXPECT_NE(errors[1].find("sets.csv:3:1: error: must have 3 fields"), std::string::npos)
        << errors[1];
    table_of("", &errors);
    EXPECT_EQ(errors.size(), 1u);
}

}  // namespace
}  // namespace vtrial::host::test
