// What a right study is read into.
#include <gtest/gtest.h>

#include <cmath>

#include "tests/host/config/study_text.hpp"

namespace vtrial::host::test {
namespace {

using trials::Transition;

trials::TransitionModel const& transition(trials::Study const& study, Transition which) {
    return study.model.transitions[static_cast<std::size_t>(which)];
}

TEST(ReadStudy, FillsInDefaults) {
    Reading const reading = read(plain_study);
    ASSERT_TRUE(reading.file) << reading.text();
    EXPECT_EQ(reading.text(), "");
    EXPECT_EQ(reading.file->name, "study");
    EXPECT_EQ(reading.file->title, "Test");
    EXPECT_EQ(reading.file->replicates, 1000);
    ASSERT_EQ(reading.file->scenarios.size(), 2U);
    trials::Study const& study = reading.file->scenarios[0].study;
    EXPECT_EQ(study.arms[0].label, "control");
    EXPECT_EQ(study.arms[1].label, "experimental");
    EXPECT_EQ(study.accrual.patients_per_month, std::vector<double>{15.0});
    EXPECT_EQ(study.dropout.control_per_year, 0.0);
    EXPECT_EQ(study.seed, 7U);
    EXPECT_EQ(transition(study, Transition::death_before_next_line),
              transition(study, Transition::death_on_next_line));
    EXPECT_FALSE(study.analyses.at(0).at_latest_months);
}

TEST(ReadStudy, TakesTitleAndNameFromTheFile) {
    Diagnostics diagnostics;
    auto const file =
        read_study_text("trials/maia.v2.toml", with_line(2, ""), ReadOptions{}, diagnostics);
    ASSERT_TRUE(file);
    EXPECT_EQ(file->name, "maia.v2");
    EXPECT_EQ(file->title, "maia.v2");
    EXPECT_EQ(file->scenarios[0].study.title, "maia.v2");
}

TEST(ReadStudy, DefaultEndpointsAreDescribedOnly) {
    std::string const text = plain_study.substr(0, plain_study.find("[[endpoints]]"));
    Reading const reading = read(text);
    ASSERT_TRUE(reading.file) << reading.text();
    EXPECT_EQ(reading.file->scenarios.at(0).name, "base");
    auto const& endpoints = reading.file->scenarios.at(0).study.endpoints;
    ASSERT_EQ(endpoints.size(), 3U);
    EXPECT_EQ(endpoints[2].kind, trials::EndpointKind::OS);
    EXPECT_TRUE(endpoints[2].levels_one_sided.empty());
}

TEST(ReadStudy, DefaultBlockIsTwiceTheRatiosWhereItFits) {
    auto const block = [](std::string const& ratio) {
        return read(with_line(8, "",
                              with_line(28,
                                        "[[arms]]\nlabel = \"A\"\nrole = "
                                        "\"control\"\n[[arms]]\nlabel = \"B\"\nrole = "
                                        "\"experimental\"\nratio = " +
                                            ratio)))
            .file.value()
            .scenarios[0]
            .study.block_size;
    };
    EXPECT_EQ(block("1"), 4);
    EXPECT_EQ(block("2"), 6);
    EXPECT_EQ(block("9"), 10);
}

TEST(ReadStudy, SplitsProgressionFreeSurvival) {
    Reading const reading = read(rich_study());
    ASSERT_TRUE(reading.file) << reading.text();
    trials::Study const& study = reading.file->scenarios[0].study;
    auto const& progression = transition(study, Transition::progression);
    auto const& death = transition(study, Transition::death_before_progression);
    EXPECT_EQ(progression.control.share, 0.9);
    EXPECT_EQ(death.control.share, 1.0 - 0.9);
    EXPECT_EQ(death.control.median_months, 18.25);
    EXPECT_EQ(death.control.cured_share, 0.05);
    EXPECT_EQ(death.effect, progression.effect);
    EXPECT_EQ(death.prognosis_by_level.at("prior lines"), (std::vector<double>{1.0, 1.2}));
    EXPECT_EQ(progression.effect.waning_ends_months, 36.5);
}

TEST(ReadStudy, ReadsEveryKey) {
    Reading const reading = read(rich_study());
    ASSERT_TRUE(reading.file) << reading.text();
    trials::Study const& study = reading.file->scenarios[0].study;
    EXPECT_EQ(study.seed, 0xfedcba9876543210U);
    EXPECT_EQ(study.arms[0].label, "Rd");
    EXPECT_EQ(study.arms[1].ratio, 2);
    EXPECT_EQ(study.dropout.control_per_year, 0.02);
    EXPECT_EQ(study.dropout.experimental_per_year, 0.031);
    EXPECT_EQ(study.factors.at(1).levels.at(1), "2+");
    EXPECT_EQ(study.biomarkers.at(1).prevalences, (std::vector<double>{0.6, 0.3, 0.1}));
    EXPECT_EQ(study.screening.days, 21.0);
    EXPECT_EQ(study.screening.failure_share, 0.1);
    EXPECT_EQ(study.screening.eligible.at("gain1q"), (std::vector<std::string>{"normal", "gain"}));
    EXPECT_EQ(study.subgroups.at(1).where.at("ISS"), (std::vector<std::string>{"II", "III"}));
    EXPECT_EQ(reading.file->scenarios[2].study.screening.days, 14.5);
    EXPECT_EQ(study.model.frailty_sd, 0.4);
    EXPECT_EQ(transition(study, Transition::next_line_start).control.rates_per_month,
              std::vector<double>{0.4});
    EXPECT_EQ(transition(study, Transition::second_progression).experimental->shape, 0.9);
    EXPECT_EQ(study.analyses.at(0).name, "look.1");
    EXPECT_EQ(study.analyses.at(0).at_latest_months, 60.0);
    EXPECT_EQ(study.analyses.at(2).triggers.at(0).kind, trials::Trigger::minimum_follow_up);
    EXPECT_EQ(study.analyses.at(3).triggers.at(0).months, 88.0);
    EXPECT_EQ(name_of(study.endpoints.at(0).deciding_test), "logrank_stratified");
    EXPECT_EQ(study.endpoints.at(0).levels_one_sided.at("look.1"), 0.0054);
}

TEST(ReadStudy, AnEndpointStandsOnceMoreForEachOfItsSubgroups) {
    Reading const reading = read(rich_study());
    ASSERT_TRUE(reading.file) << reading.text();
    std::vector<std::string> names;
    for (trials::Endpoint const& endpoint : reading.file->scenarios[0].study.endpoints) {
        names.push_back(name_of(endpoint));
    }
    EXPECT_EQ(names, (std::vector<std::string>{"PFS", "PFS in high-risk", "OS", "OS in high-risk",
                                               "OS in late", "PFS2"}));
    auto const& late = reading.file->scenarios[2].study.endpoints;
    EXPECT_EQ(late.at(1).levels_one_sided.at("final"), 0.0004);
    EXPECT_TRUE(late.at(3).levels_one_sided.empty());
}

TEST(ReadStudy, MonthsOfAccrualAreThoseOfScreening) {
    std::string const screening =
        "[[biomarkers]]\nname = \"FISH\"\nlevels = [\"standard\", \"high\"]\nprevalences = "
        "[0.75, 0.25]\n[screening]\ndays = 28\nfailure_share = 0.2\neligible = { FISH = "
        "[\"high\"] }\n";
    Reading const reading = read(with_line(28, screening));
    ASSERT_TRUE(reading.file) << reading.text();
    // 300 of 1,500 within 20 months
    EXPECT_NEAR(reading.file->scenarios[0].study.accrual.patients_per_month.at(0), 75.0, 1e-12);
}

TEST(ReadStudy, NoEffectGivesBothArmsTheControlHazards) {
    Reading const reading = read(rich_study());
    ASSERT_TRUE(reading.file) << reading.text();
    trials::Scenario const& null = reading.file->scenarios.at(1);
    EXPECT_EQ(null.study.seed, 12U);
    EXPECT_TRUE(trials::has_no_effect(null.study));
    EXPECT_FALSE(trials::has_no_effect(reading.file->scenarios.at(0).study));
    for (trials::TransitionModel const& model : null.study.model.transitions) {
        EXPECT_FALSE(model.experimental);
        EXPECT_EQ(model.effect, trials::Effect{});
    }
}

TEST(ReadStudy, ToldWarningsDoNotPreventReading) {
    Reading const no_null = read(with_line(42, ""));
    EXPECT_TRUE(no_null.file);
    EXPECT_EQ(no_null.messages(Severity::warning),
              std::vector<std::string>{"study.toml:38:1: warning: no scenario is without effect, "
                                       "so the error rate is not simulated; add a scenario with "
                                       "no_effect = true"});

    std::string const no_scenarios = plain_study.substr(0, plain_study.find("[[scenarios]]"));
    EXPECT_EQ(read(no_scenarios).text(),
              "study.toml: warning: no scenario is without effect, so the error rate is not "
              "simulated; add a scenario with no_effect = true\n");

    Reading const unstratified = read(with_line(
        28, "[[strata]]\nname = \"F\"\nlevels = [\"a\", \"b\"]\nprevalences = [0.5, 0.5]"));
    EXPECT_TRUE(unstratified.file);
    EXPECT_FALSE(unstratified.diagnostics.has_errors());
    EXPECT_EQ(unstratified.messages(Severity::warning),
              std::vector<std::string>{"study.toml:37:1: warning: endpoints.PFS.decides is "
                                       "\"logrank\" although the randomisation is stratified; "
                                       "\"logrank_stratified\" is the usual choice"});
}

}  // namespace
}  // namespace vtrial::host::test
