// The published trials as files: they read into the trials that are built in.
#include <gtest/gtest.h>

#include <cmath>

#include "host/config/read_file.hpp"
#include "tests/host/config/study_text.hpp"
#include "trials/myeloma/maia.hpp"
#include "trials/myeloma/pollux.hpp"

namespace vtrial::host::test {
namespace {

std::string text_of_trial(std::string const& name) {
    std::string reason;
    return read_file(std::string(VTRIAL_TRIALS) + "/" + name + ".toml", reason).value_or(reason);
}

struct TrialFile {
    std::string name;
    trials::MyelomaTrial trial;
};

class TrialFiles : public testing::TestWithParam<TrialFile> {
  protected:
    void SetUp() override {
        Reading const reading = read(text_of_trial(GetParam().name));
        ASSERT_TRUE(reading.file) << reading.text();
        EXPECT_EQ(reading.text(), "");
        study = reading.file->scenarios.front().study;
    }

    trials::Study study;
};

TEST_P(TrialFiles, HaveTheModelThatIsBuiltIn) {
    ASSERT_TRUE(study.myeloma);
    trials::MyelomaModel const& model = GetParam().trial;
    EXPECT_EQ(study.myeloma->population, model.population);
    EXPECT_EQ(study.myeloma->disease, model.disease);
    EXPECT_EQ(study.myeloma->regimens, model.regimens);
    EXPECT_EQ(*study.myeloma, model);
}

TEST_P(TrialFiles, EnrolAndFollowAsTheTrialThatIsBuiltIn) {
    trials::MyelomaTrial const& trial = GetParam().trial;
    EXPECT_EQ(study.patients, trial.patients[0] + trial.patients[1]);
    double const accrual_months = study.patients / study.accrual.patients_per_month.at(0);
    EXPECT_NEAR(accrual_months, trial.follow_up.accrual_months, 1e-12);  // a division's rounding
    EXPECT_NEAR(study.maximum_months - accrual_months, trial.follow_up.horizon_months, 1e-12);
    // six decimals of the yearly probability
    EXPECT_EQ(study.dropout.control_per_year, study.dropout.experimental_per_year);
    EXPECT_NEAR(-std::log1p(-study.dropout.control_per_year) / 12.0,
                trial.follow_up.dropout_hazard_per_month, 1e-7);
}

TEST_P(TrialFiles, AreAnalysedAtThePublishedCuts) {
    trials::MyelomaTrial const& trial = GetParam().trial;
    ASSERT_EQ(study.analyses.size(), trial.cuts.size());
    for (std::size_t cut = 0; cut < trial.cuts.size(); ++cut) {
        trials::CutTrigger const& trigger = study.analyses[cut].triggers.at(0);
        EXPECT_EQ(trigger.kind, trials::Trigger::calendar);
        // the median of uniform arrivals under a constant hazard of drop-out, to a tenth of a month
        double const follow_up = trial.cuts[cut].follow_up_months;
        double const still_followed =
            std::exp(-trial.follow_up.dropout_hazard_per_month * follow_up);
        double const share =
            (trigger.months - follow_up) / trial.follow_up.accrual_months * still_followed;
        EXPECT_NEAR(share, 0.5, 0.05 / trial.follow_up.accrual_months)
            << trial.cuts[cut].publication;
        EXPECT_NE(study.analyses[cut].published_cut, "");
    }
}

TEST_P(TrialFiles, AreWrittenBackTheSame) { expect_round_trip(text_of_trial(GetParam().name)); }

INSTANTIATE_TEST_SUITE_P(BuiltIn, TrialFiles,
                         testing::Values(TrialFile{"maia", trials::maia()},
                                         TrialFile{"pollux", trials::pollux()}),
                         [](auto const& file) { return file.param.name; });

/// Trials that are files alone.
class OtherTrialFiles : public testing::TestWithParam<std::string> {};

TEST_P(OtherTrialFiles, AreReadWithoutAWordAndWrittenBackTheSame) {
    Reading const reading = read(text_of_trial(GetParam()));
    ASSERT_TRUE(reading.file) << reading.text();
    EXPECT_EQ(reading.text(), "");
    expect_round_trip(text_of_trial(GetParam()));
}

INSTANTIATE_TEST_SUITE_P(BuiltIn, OtherTrialFiles,
                         testing::Values("alcyone", "cassiopeia", "castor", "columba", "gen501",
                                         "gen501_sirius", "kumar2012", "sirius"),
                         [](auto const& file) { return file.param; });

TEST(OtherTrials, HaveTheirOwnTreatment) {
    auto const study_of = [](std::string const& name) {
        return read(text_of_trial(name)).file->scenarios.front().study;
    };
    trials::Study const cassiopeia = study_of("cassiopeia");
    trials::Regimens const& regimens = cassiopeia.myeloma->regimens;
    for (trials::Regimen const& regimen : regimens.first) {
        ASSERT_TRUE(regimen.transplant);
        EXPECT_EQ(regimen.transplant->share, 0.9);
        EXPECT_EQ(regimen.transplant->death_probability, 0.01);
    }
    ASSERT_TRUE(regimens.second[0] && regimens.second[1]);
    EXPECT_FALSE(regimens.second[0]->daratumumab);
    EXPECT_EQ(regimens.second[1]->daratumumab->phases, (std::vector<trials::DosePhase>{{0, 8}}));
    EXPECT_TRUE(trials::is_single_arm(study_of("gen501_sirius")));
    EXPECT_EQ(study_of("kumar2012").myeloma->regimens[1].untreated_share, 0.26);
}

TEST(TrialScenarios, ChangeTheRegimen) {
    Reading const reading = read(text_of_trial("maia"));
    ASSERT_TRUE(reading.file) << reading.text();
    auto const daratumumab_of = [&](std::size_t scenario) {
        return reading.file->scenarios.at(scenario).study.myeloma->regimens[1].daratumumab;
    };
    EXPECT_FALSE(daratumumab_of(1)) << "no_effect: as the control arm";
    EXPECT_EQ(daratumumab_of(2).value().last_week, 104);
    EXPECT_EQ(daratumumab_of(3), trials::usual_dosing(trials::Route::subcutaneous));
}

TEST(TrialScenarios, AreMadeBySetToo) {
    ReadOptions options;
    options.overrides = {"model.population.age.youngest_years=75",
                         "model.next_lines.daratumumab_if_sensitive.second_line=1",
                         "model.daratumumab.refractoriness.loss=at_once"};
    Reading const reading = read(text_of_trial("maia"), options);
    ASSERT_TRUE(reading.file) << reading.text();
    trials::MyelomaModel const& model = *reading.file->scenarios.front().study.myeloma;
    EXPECT_EQ(model.population.age.youngest_years, 75.0);
    EXPECT_EQ(model.next_lines.daratumumab_if_sensitive.second_line, 1.0);
    EXPECT_EQ(model.daratumumab.refractoriness.loss, trials::LossAfterProgression::at_once);
}

}  // namespace
}  // namespace vtrial::host::test
