// The published trials as files: they read into the trials that are built in.
#include <gtest/gtest.h>

#include <cmath>
#include <map>
#include <sstream>
#include <utility>

#include "host/builtin/builtin_files.hpp"
#include "host/config/parse_toml.hpp"
#include "host/config/read_file.hpp"
#include "host/config/study_tree.hpp"
#include "host/config/write_toml.hpp"
#include "tests/host/config/study_text.hpp"
#include "trials/myeloma/maia.hpp"
#include "trials/myeloma/pollux.hpp"

namespace vtrial::host::test {
namespace {

std::string text_of_trial(std::string const& name) {
    std::string reason;
    return read_file(std::string(VTRIAL_TRIALS) + "/" + name + ".toml", reason).value_or(reason);
}

/// A number that the shipped fit has moved; without trials all share it.
struct FittedNumber {
    std::string path;
    double value;
    std::vector<std::string> trials;
};

std::vector<FittedNumber> shipped_numbers() {
    ParseProblem problem;
    auto const document =
        parse_toml(builtin_text(builtin_parameters, "shipped").value(), 0, problem);
    EXPECT_TRUE(document) << problem.message;
    std::vector<FittedNumber> numbers;
    for (TomlNode const& entry : document->find("parameters")->elements) {
        FittedNumber number{entry.find("path")->text, entry.find("value")->number, {}};
        if (TomlNode const* const trials = entry.find("trials")) {
            for (TomlNode const& trial : trials->elements) {
                number.trials.push_back(trial.text);
            }
        }
        numbers.push_back(std::move(number));
    }
    return numbers;
}

TomlNode* find_path(TomlNode& tree, std::string const& path) {
    TomlNode* node = &tree;
    std::istringstream parts(path);
    for (std::string part; node != nullptr && std::getline(parts, part, '.');) {
        node = node->kind == TomlKind::table ? node->find(part) : nullptr;
    }
    return node;
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

/// The study as text, without the numbers that the shipped fit has moved.
std::string but_for_fitted_numbers(trials::Study const& study) {
    TomlNode tree = study_tree(study);
    for (FittedNumber const& fitted : shipped_numbers()) {
        if (TomlNode* const number = find_path(tree, fitted.path)) {
            *number = TomlNode::of_number(0.0);
        }
    }
    return write_toml(tree);
}

/// The numbers that are built in are a prototype's, which the tests of the kernels reproduce.
TEST_P(TrialFiles, HaveTheModelThatIsBuiltInButForWhatWasFittedSince) {
    ASSERT_TRUE(study.myeloma);
    trials::Study built_in = study;
    *built_in.myeloma = GetParam().trial;
    EXPECT_EQ(but_for_fitted_numbers(study), but_for_fitted_numbers(built_in));
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

/// A trial's own numbers stand in its file, where its readers look for them; the fit made them.
TEST(TrialsOfTheFit, HaveTheNumbersThatTheFitFound) {
    auto const numbers = shipped_numbers();
    ASSERT_GT(numbers.size(), 60u);
    std::map<std::pair<std::string, std::string>, double> own;
    for (FittedNumber const& number : numbers) {
        for (std::string const& trial : number.trials) {
            own[{trial, number.path}] = number.value;
        }
    }
    for (std::string const trial :
         {"maia", "alcyone", "pollux", "castor", "cassiopeia", "gen501_sirius", "kumar2012"}) {
        TomlNode tree = study_tree(read(text_of_trial(trial)).file->scenarios.front().study);
        for (FittedNumber const& number : numbers) {
            auto const found = own.find({trial, number.path});
            if (!number.trials.empty() && found == own.end()) continue;
            double const expected = found != own.end() ? found->second : number.value;
            TomlNode const* const node = find_path(tree, number.path);
            ASSERT_NE(node, nullptr) << trial << ": " << number.path;
            EXPECT_EQ(node->number, expected) << trial << ": " << number.path;
        }
    }
}

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
