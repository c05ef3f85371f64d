#include "host/analyze/patient_data.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace vtrial::host::test {
namespace {

using Texts = std::vector<std::string>;

DataColumns const plain_columns{"time", "event", "arm", {}, {}, {}, {}, {}, {}};

struct Read {
    PatientData data;
    Texts errors;
};

Read read(std::string const& text, DataColumns const& columns = plain_columns) {
    DataLog log;
    PatientData data = read_patients(text, columns, log);
    return {data, log.lines({"a.csv", text})};
}

/// The one error, without its source line.
std::string error_in(std::string const& text, DataColumns const& columns = plain_columns) {
    Texts const errors = read(text, columns).errors;
    EXPECT_EQ(errors.size(), 1U) << testing::PrintToString(errors);
    return errors.empty() ? "" : errors[0].substr(0, errors[0].find('\n'));
}

TEST(PatientData, OfPlainColumns) {
    Read const result = read("id,arm,time,event\n1,B,2.5,1\n2,A,1e1,0\n3,A,0,1\n");
    EXPECT_EQ(result.errors, Texts{});
    PatientData const& data = result.data;
    EXPECT_EQ(data.arm_labels, (std::array<std::string, 2>{"A", "B"}));
    EXPECT_EQ(data.time, (std::vector<double>{2.5, 10.0, 0.0}));
    EXPECT_EQ(data.event, (std::vector<std::uint8_t>{1, 0, 1}));
    EXPECT_EQ(data.arm, (std::vector<std::int16_t>{1, 0, 0}));
    EXPECT_EQ(data.strata, 1);
    EXPECT_EQ(data.rows_left_out, 0);
    EXPECT_EQ(data.notes, Texts{});
}

TEST(PatientData, RowsWithoutAValueAreLeftOutWithANote) {
    DataColumns columns = plain_columns;
    columns.covariates = {"age"};
    std::string const text =
        "time,event,arm,age,other\n1,1,A,50,\nNA,1,A,NA,1\n2,,B,60,1\n3,0,B,\"NA\",1\n4,1,B, ,1\n"
        "5,1,B,70,NA\n";
    Read const result = read(text, columns);
    EXPECT_EQ(result.errors, Texts{});
    EXPECT_EQ(result.data.time, (std::vector<double>{1.0, 5.0}));
    EXPECT_EQ(result.data.rows_left_out, 4);
    EXPECT_EQ(result.data.notes,
              Texts{"4 of 6 rows left out: no value in \"time\" (1), \"event\" (1), \"age\" (3)"});
}

TEST(PatientData, TheControlIsTheLabelGivenElseTheFirst) {
    auto const control_of = [](std::string const& labels, std::optional<std::string> control) {
        DataColumns columns = plain_columns;
        columns.control = control;
        std::size_t const comma = labels.find(',');
        Read const result = read("time,event,arm\n1,1," + labels.substr(0, comma) + "\n2,1," +
                                     labels.substr(comma + 1) + "\n",
                                 columns);
        EXPECT_EQ(result.errors, Texts{});
        return result.data.arm_labels[0];
    };
    EXPECT_EQ(control_of("placebo,active", {}), "active");
    EXPECT_EQ(control_of("placebo,active", "placebo"), "placebo");
    EXPECT_EQ(control_of("10,9", {}), "9");       // as numbers
    EXPECT_EQ(control_of("dose 10,9", {}), "9");  // as texts
    EXPECT_EQ(control_of("10 mg,9 mg", {}), "10 mg");
    EXPECT_EQ(control_of("0,1", "1.0"), "1");
}

TEST(PatientData, TwoArmsAreNeeded) {
    EXPECT_EQ(error_in("time,event,arm\n1,1,A\n2,1,A\n"),
              "a.csv:1:12: error: \"arm\" must have two arms, found 1: \"A\"");
    EXPECT_EQ(error_in("time,event,arm\n1,1,A\n2,1,C\n2,1,B\n"),
              "a.csv:1:12: error: \"arm\" must have two arms, found 3: \"A\", \"B\", \"C\"");
    DataColumns columns = plain_columns;
    columns.control = "C";
    EXPECT_EQ(error_in("time,event,arm\n1,1,A\n2,1,B\n", columns),
              "a.csv:1:12: error: no arm of \"arm\" is \"C\" (--control); found: \"A\", \"B\"");
}

TEST(PatientData, TimesAreNumbersOfZeroOrMore) {
    Texts const errors =
        read("time,event,arm\n-1,1,A\n1,1,B\ninf,1,A\n-1,1,B\n1 day,1,A\n1e999,1,A\n0x10,1,B\n")
            .errors;
    ASSERT_EQ(errors.size(), 5U) << testing::PrintToString(errors);
    EXPECT_EQ(errors[0],
              "a.csv:2:1: error: a time of \"time\" must be a number of 0 or more, got \"-1\"\n"
              "-1,1,A\n^");
    EXPECT_TRUE(errors[1].starts_with("a.csv:4:1: "));
    EXPECT_EQ(read("time,event,arm\n 1.5 ,1,A\n2,1,B\n").data.time[0], 1.5);
}

TEST(PatientData, AnEventIsOneOrTheValueGiven) {
    auto const events_of = [](std::string const& values, std::string const& event_value) {
        DataColumns columns = plain_columns;
        columns.event_value = event_value;
        std::size_t const comma = values.find(',');
        Read const result = read("time,event,arm\n1," + values.substr(0, comma) + ",A\n2," +
                                     values.substr(comma + 1) + ",B\n",
                                 columns);
        EXPECT_EQ(result.errors, Texts{});
        return result.data.event;
    };
    using Events = std::vector<std::uint8_t>;
    EXPECT_EQ(events_of("0,1", "1"), (Events{0, 1}));
    EXPECT_EQ(events_of("0,1", "0"), (Events{1, 0}));
    EXPECT_EQ(events_of("2.0,1", "2"), (Events{1, 0}));
    EXPECT_EQ(events_of("TRUE,FALSE", "TRUE"), (Events{1, 0}));
    EXPECT_EQ(events_of("dead,alive", "dead"), (Events{1, 0}));
    EXPECT_EQ(events_of("dead,alive", "Dead"), (Events{0, 0}));
}

TEST(PatientData, WhatIsNeitherZeroNorOneMustBeExplained) {
    // R's lung has 1 for censored and 2 for dead: read as 0 and 1 it would be upside down
    EXPECT_EQ(error_in("time,event,arm\n1,1,A\n2,2,B\n"),
              "a.csv:3:3: error: \"2\" is neither 0 nor 1; tell by --event-value which value of "
              "\"event\" is an event");
    EXPECT_EQ(read("time,event,arm\n1,1.0,A\n2,0.0,B\n").data.event,
              (std::vector<std::uint8_t>{1, 0}));
}

TEST(PatientData, StrataAreTheCombinationsOfTheirColumns) {
    DataColumns columns = plain_columns;
    columns.strata = {"site", "stage"};
    Read const result =
        read("time,event,arm,site,stage\n1,1,A,x,1\n1,1,B,x,2\n1,1,A,y,1\n1,1,B,x,1\n1,1,B,y,1\n",
             columns);
    EXPECT_EQ(result.errors, Texts{});
    EXPECT_EQ(result.data.strata, 3);
    EXPECT_EQ(result.data.stratum, (std::vector<std::int16_t>{0, 1, 2, 0, 2}));
}

TEST(PatientData, CovariatesAreNumbersOrLevels) {
    DataColumns columns = plain_columns;
    columns.covariates = {"age", "sex"};
    Read const result =
        read("time,event,arm,age,sex\n1,1,A,50.5,m\n1,1,B,-6e1,f\n1,1,A,50.5,x\n", columns);
    EXPECT_EQ(result.errors, Texts{});
    auto const& covariates = result.data.covariates;
    ASSERT_EQ(covariates.size(), 3U);
    EXPECT_EQ(covariates[0].name, "age");
    EXPECT_EQ(covariates[0].values, (std::vector<double>{50.5, -60.0, 50.5}));
    EXPECT_EQ(covariates[1].name, "sex=m");
    EXPECT_EQ(covariates[1].values, (std::vector<double>{1.0, 0.0, 0.0}));
    EXPECT_EQ(covariates[2].name, "sex=x");
    EXPECT_EQ(covariates[2].values, (std::vector<double>{0.0, 0.0, 1.0}));
}

TEST(PatientData, ACovariateIsNotBothNumbersAndTexts) {
    DataColumns columns = plain_columns;
    columns.covariates = {"age"};
    EXPECT_EQ(error_in("time,event,arm,age\n1,1,A,50\n1,1,B,6O\n1,1,B,?\n", columns),
              "a.csv:3:7: error: \"6O\" is no number, but others of \"age\" (--covariate) are; a "
              "covariate is all numbers or all texts");
    std::string names = "time,event,arm,age\n";
    for (int i = 0; i <= 50; ++i) {
        names += "1,1," + std::string(i % 2 == 0 ? "A" : "B") + ",name" + std::to_string(i) + "\n";
    }
    EXPECT_EQ(error_in(names, columns),
              "a.csv:1:16: error: \"age\" (--covariate) has 51 different texts; a covariate is "
              "numbers, or at most 50 levels");
}

TEST(PatientData, ColumnsThatAreNotThere) {
    DataColumns const columns{"tiem", "event", "group", {}, {}, {}, {}, {}, {}};
    Texts const errors = read("time,event,arm\n1,1,A\n2,0\n", columns).errors;
    ASSERT_EQ(errors.size(), 3U) << testing::PrintToString(errors);
    EXPECT_TRUE(errors[0].starts_with("a.csv:1:1: error: there is no column \"group\" (--arm)"));
    EXPECT_TRUE(errors[1].starts_with(
        "a.csv:1:1: error: there is no column \"tiem\" (--time); did you mean \"time\"?"))
        << errors[1];
    EXPECT_TRUE(errors[2].starts_with("a.csv:3:1: error: has 2 fields, the header has 3"));
    EXPECT_EQ(error_in("time,arm,event,arm\n1,A,1,A\n"),
              "a.csv:1:16: error: a second column \"arm\"");
    EXPECT_NE(read("time;event;arm\n1;1;A\n").errors.at(0).find("save the file with commas"),
              std::string::npos);
}

TEST(PatientData, OfNothing) {
    EXPECT_EQ(error_in(""),
              "a.csv: error: is empty; a line with the names of the columns is needed");
    EXPECT_EQ(error_in("time,event,arm\n"),
              "a.csv: error: has no row with a value in each of the columns");
    EXPECT_EQ(error_in("time,event,arm\nNA,1,A\n"),
              "a.csv: error: has no row with a value in each of the columns");
}

TEST(PatientData, AllErrorsAtOnce) {
    Texts const errors = read("time,event,arm\n-1,2,A\n1,1,A\n").errors;
    EXPECT_EQ(errors.size(), 3U) << testing::PrintToString(errors);
}

}  // namespace
}  // namespace vtrial::host::test
