// Lines of therapy: stops, refractoriness, what comes next.
#include "validation/reference/myeloma/treatment.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "trials/myeloma/maia.hpp"
#include "trials/myeloma/pollux.hpp"
#include "validation/reference/myeloma/time.hpp"

namespace vtrial::reference::myeloma {
namespace {

/// A patient of a trial under treatment; keeps what `Treatment` refers to.
struct Treated {
    trials::MyelomaTrial trial;
    PatientDraws draws;
    Covariates covariates = draw_covariates(trial.population, draws);
    PatientConstants constants = draw_constants(trial, covariates, draws);
    Treatment treatment;

    Treated(trials::MyelomaTrial const& its_trial, int arm, std::uint32_t patient = 0)
        : trial(its_trial),
          draws{{31, 0}, patient},
          treatment(trial, covariates, constants, draws,
                    trial.regimens[static_cast<std::size_t>(arm)]) {}

    /// Cycles until the next line starts; -1 if none does within 50 years.
    int wait_for_next_line(double from_months) {
        for (int cycle = 0; cycle < 650; ++cycle) {
            if (treatment.start_next_line(from_months + cycle * cycle_months)) return cycle;
        }
        return -1;
    }
};

trials::MyelomaTrial maia_without_stops() {
    trials::MyelomaTrial trial = trials::maia();
    for (trials::Regimen& regimen : trial.regimens.first) {
        regimen.backbone.stop_hazard_per_month = 0.0;
        if (regimen.daratumumab) regimen.daratumumab->stop_hazard_per_month = 0.0;
    }
    trial.next_lines.no_further_treatment.share = 0.0;
    return trial;
}

TEST(MyelomaTreatment, AFixedDurationEndsWithItsLastWeek) {
    trials::MyelomaTrial trial = maia_without_stops();
    trial.regimens[1].backbone.last_week = 8;
    trial.regimens[1].daratumumab->last_week = 12;
    Treated patient(trial, 1);
    std::vector<int> doses;
    std::vector<double> immunomodulation;
    for (int cycle = 0; cycle < 4; ++cycle) {
        auto const now = patient.treatment.doses_mg(cycle * cycle_months);
        doses.push_back(static_cast<int>(
            std::count_if(now.begin(), now.end(), [](double mg) { return mg > 0.0; })));
        immunomodulation.push_back(patient.treatment.immunomodulation());
        patient.treatment.pass_cycle();
    }
    EXPECT_EQ(doses, (std::vector<int>{4, 4, 2, 0}));
    EXPECT_EQ(immunomodulation, (std::vector<double>{1.0, 1.0, 0.0, 0.0}));
}

TEST(MyelomaTreatment, UnderTheSkinTheDoseIsWhatIsAbsorbed) {
    trials::MyelomaTrial trial = maia_without_stops();
    trial.regimens[1].daratumumab->dose_mg = 1800.0;
    trial.regimens[1].daratumumab->absorbed_share = 0.69;
    EXPECT_DOUBLE_EQ(Treated(trial, 1).treatment.doses_mg(0.0)[0], 1242.0);
}

TEST(MyelomaTreatment, ToxicityStopsTheBackboneFirst) {
    trials::MyelomaTrial trial = maia_without_stops();
    trial.regimens[1].backbone.stop_hazard_per_month = 1e6;
    trial.regimens[1].daratumumab->stop_hazard_per_month = 1e6;
    Treated patient(trial, 1);
    patient.treatment.pass_cycle();
    EXPECT_EQ(patient.treatment.immunomodulation(), 0.0);
    EXPECT_EQ(patient.treatment.backbone_kill_rate(), 0.0);
    EXPECT_TRUE(patient.treatment.on_daratumumab());
    EXPECT_TRUE(patient.treatment.is_treated());
    patient.treatment.pass_cycle();
    EXPECT_FALSE(patient.treatment.is_treated());
    EXPECT_TRUE(patient.treatment.is_in_line());
}

TEST(MyelomaTreatment, CytostasisIsOfTheFirstLinesBackbone) {
    Treated patient(maia_without_stops(), 0);
    EXPECT_DOUBLE_EQ(patient.treatment.growth_factor(), 1.0 - 0.544);
    patient.treatment.fail(10.0);
    EXPECT_DOUBLE_EQ(patient.treatment.growth_factor(), 1.0);
    patient.wait_for_next_line(10.0);
    EXPECT_EQ(patient.treatment.immunomodulation(), 0.6);
    EXPECT_DOUBLE_EQ(patient.treatment.growth_factor(), std::exp(0.017));
}

TEST(MyelomaTreatment, OnlyProgressionOnOrSoonAfterDaratumumabIsRefractory) {
    EXPECT_FALSE([] {
        Treated control(maia_without_stops(), 0);
        control.treatment.fail(10.0);
        return control.treatment.is_refractory();
    }());
    auto const is_refractory_after = [](double months) {
        trials::MyelomaTrial trial = maia_without_stops();
        trial.regimens[1].daratumumab->stop_hazard_per_month = 1e6;
        trial.regimens[1].backbone.last_week = 0;
        Treated patient(trial, 1);
        patient.treatment.doses_mg(0.0);  // the last dose is in week 3
        patient.treatment.pass_cycle();
        patient.treatment.fail(months);
        return patient.treatment.is_refractory();
    };
    EXPECT_TRUE(is_refractory_after(3 * week_months + 5.9));
    EXPECT_FALSE(is_refractory_after(3 * week_months + 6.1));
    Treated on_drug(maia_without_stops(), 1);
    on_drug.treatment.fail(40.0);
    EXPECT_TRUE(on_drug.treatment.is_refractory());
}

TEST(MyelomaTreatment, WhereTheLossOfEffectIsFeltIsASwitch) {
    using trials::LossAfterProgression;
    auto const effects = [](LossAfterProgression loss, double reused_probability) {
        trials::MyelomaTrial trial = maia_without_stops();
        trial.daratumumab.refractoriness.loss = loss;
        trial.next_lines.daratumumab_if_refractory = {reused_probability, reused_probability};
        Treated patient(trial, 1);
        patient.treatment.fail(20.0);
        double const in_gap = patient.treatment.effect_left();
        patient.wait_for_next_line(20.0);
        return std::pair{in_gap, patient.treatment.effect_left()};
    };
    double const lost = 0.046;
    EXPECT_EQ(effects(LossAfterProgression::when_reused, 1.0), (std::pair{1.0, lost}));
    EXPECT_EQ(effects(LossAfterProgression::when_reused, 0.0), (std::pair{1.0, 1.0}));
    EXPECT_EQ(effects(LossAfterProgression::in_later_lines, 0.0), (std::pair{1.0, lost}));
    EXPECT_EQ(effects(LossAfterProgression::at_once, 0.0), (std::pair{lost, lost}));
}

TEST(MyelomaTreatment, TheNextLineStartsAtTheFirstCycleAfterTheGap) {
    Treated patient(maia_without_stops(), 0);
    double const gap = 0.5 + 1.1 * patient.draws.exponential(address::gap(1));
    patient.treatment.fail(10.0);
    EXPECT_FALSE(patient.treatment.is_in_line());
    int const cycles = patient.wait_for_next_line(10.0);
    EXPECT_EQ(cycles, static_cast<int>(std::ceil(gap / cycle_months)));
    EXPECT_EQ(patient.treatment.line(), 2);
    EXPECT_EQ(patient.treatment.failed_lines(), 1);
}

TEST(MyelomaTreatment, NobodyIsTreatedAfterTheLastLine) {
    Treated patient(maia_without_stops(), 0);
    for (int line = 1; line < 5; ++line) {
        patient.treatment.fail(10.0 * line);
        EXPECT_GE(patient.wait_for_next_line(10.0 * line), 0);
    }
    patient.treatment.fail(50.0);
    EXPECT_EQ(patient.wait_for_next_line(50.0), -1);
    EXPECT_EQ(patient.treatment.failed_lines(), 5);
}

TEST(MyelomaTreatment, SalvageDaratumumabHasItsShares) {
    constexpr std::uint32_t count = 4000;
    trials::MyelomaTrial trial = trials::pollux();
    trial.next_lines.no_further_treatment.share = 0.0;
    double second = 0.0;
    double third = 0.0;
    double sensitive = 0.0;
    for (std::uint32_t number = 0; number < count; ++number) {
        Treated patient(trial, 0, number);
        patient.treatment.fail(10.0);
        patient.wait_for_next_line(10.0);
        bool const had = patient.treatment.on_daratumumab();
        second += had ? 1.0 : 0.0;
        if (had) continue;  // who progresses on it has other shares
        patient.treatment.fail(20.0);
        patient.wait_for_next_line(20.0);
        sensitive += 1.0;
        third += patient.treatment.on_daratumumab() ? 1.0 : 0.0;
    }
    EXPECT_NEAR(second / count, 0.43, 4.5 * std::sqrt(0.43 * 0.57 / count));
    EXPECT_NEAR(third / sensitive, 0.78, 4.5 * std::sqrt(0.78 * 0.22 / sensitive));
}

}  // namespace
}  // namespace vtrial::reference::myeloma
