// Binary endpoints: their rates, and how they depend on the times.
#include "kernels/patients/respond.hpp"

#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <vector>

#include "tests/kernels/patients/simulated.hpp"
#include "tests/support/example_studies.hpp"
#include "trials/lower_responses.hpp"

namespace vtrial::kernels::test {
namespace {

using trials::ArmRole;
using trials::Response;

#ifdef VTRIAL_SMALL_TESTS
constexpr std::uint64_t replicates = 2;
#else
constexpr std::uint64_t replicates = 40;
#endif
constexpr int patients_a_replicate = 25000;  // a million in all

trials::Study with_many_patients(trials::Study study) {
    study.patients = patients_a_replicate;
    study.accrual = {{0.0}, {patients_a_replicate / 22.0}};
    return study;
}

struct Rates {
    double patients = 0.0;
    std::array<double, most_responses> responders{};
};

/// By arm, then stratum.
using RatesByCell = std::array<std::vector<Rates>, 2>;

RatesByCell simulate(trials::Study const& study) {
    RatesByCell cells;
    for_each_replicate(study, replicates, [&](Patients const& patients, Plan const& plan) {
        for (auto& arm : cells) {
            arm.resize(static_cast<std::size_t>(plan.strata));
        }
        for (std::int32_t i = 0; i < plan.patients; ++i) {
            Rates& cell = cells[static_cast<std::size_t>(patients.arm[i])]
                               [static_cast<std::size_t>(patients.stratum[i])];
            cell.patients += 1.0;
            for (std::size_t r = 0; r < most_responses; ++r) {
                cell.responders[r] += patients.responses[i] >> r & 1;
            }
        }
    });
    return cells;
}

/// The probability not to have dropped out before the day of assessment.
double still_there(trials::Study const& study, Response const& response, ArmRole arm) {
    double const per_year = arm == ArmRole::control ? study.dropout.control_per_year
                                                    : study.dropout.experimental_per_year;
    double const years = trials::nearest_day(response.assessed_months) / 365.25;
    return std::pow(1.0 - per_year, years);
}

/// Four standard errors, for some 50 rates.
void expect_rates(trials::Study const& study) {
    RatesByCell const cells = simulate(study);
    for (std::size_t r = 0; r < study.responses.size(); ++r) {
        Response const& response = study.responses[r];
        for (std::size_t a = 0; a < 2; ++a) {
            auto const arm = a == 0 ? ArmRole::control : ArmRole::experimental;
            for (std::size_t stratum = 0; stratum < cells[a].size(); ++stratum) {
                double const rate = trials::response_rate(study, response, arm, stratum) *
                                    still_there(study, response, arm);
                Rates const& cell = cells[a][stratum];
                double const error = std::sqrt(rate * (1.0 - rate) / cell.patients);
                EXPECT_NEAR(cell.responders[r] / cell.patients, rate, 4.0 * error)
                    << response.name << ", arm " << a << ", stratum " << stratum;
            }
        }
    }
}

TEST(RespondSlow, RatesAreThoseGivenWhateverTheLink) {
    trials::Study study = with_many_patients(examples::rich_study());
    study.responses = {{"MRD negativity", 0.1, 0.25, 12.0, {{"risk", {1.0, 0.6}}}, 0.8},
                       {"CR", 0.25, 0.45, 9.0, {}, 0.0},
                       {"VGPR", 0.5, 0.7, 4.5, {{"stage", {1.4, 1.0, 0.7}}}, -0.5}};
    expect_rates(study);
}

TEST(RespondSlow, RatesAreThoseGivenWithACopula) {
    using trials::CopulaFamily;
    for (auto const family :
         {CopulaFamily::clayton, CopulaFamily::gumbel, CopulaFamily::gaussian}) {
        trials::Study study =
            with_many_patients(examples::copula_study(family, 0.5, trials::CopulaOrder::natural));
        study.responses = {{"MRD negativity", 0.1, 0.25, 12.0, {}, 0.9},
                           {"CR", 0.3, 0.3, 6.0, {}, -0.4}};
        expect_rates(study);
    }
}

TEST(Respond, OddsOfALevelMultiply) {
    trials::Study study = examples::rich_study();
    Response const response{"R", 0.2, 0.5, 6.0, {{"risk", {1.0, 3.0}}, {"stage", {1, 2, 4}}}, 0.0};
    // strata: stage by stage, risk changing fastest
    EXPECT_DOUBLE_EQ(trials::response_rate(study, response, ArmRole::control, 0), 0.2);
    EXPECT_DOUBLE_EQ(trials::response_rate(study, response, ArmRole::control, 1), 0.75 / 1.75);
    EXPECT_DOUBLE_EQ(trials::response_rate(study, response, ArmRole::experimental, 5), 12.0 / 13.0);
}

/// With rate 1/2, the share of patients who respond and live longer than the median free of
/// progression is that of a quadrant of two normal variables, 1/4 + asin(correlation) / (2 pi).
TEST(RespondSlow, IsLinkedToTheFirstTimeAsAsked) {
    for (double const correlation : {-0.6, 0.3, 0.9}) {
        trials::Study study = with_many_patients(examples::copula_study(
            trials::CopulaFamily::gumbel, 0.5, trials::CopulaOrder::as_given));
        study.dropout = {};
        study.copula->margins[0].effect.hazard_ratio = 1.0;
        study.responses = {{"R", 0.5, 0.5, 6.0, {}, correlation}};
        double const median_months = *study.copula->margins[0].control.median_months;
        double const median_day = median_months * trials::days_per_month;
        double both = 0.0;
        double patients_seen = 0.0;
        for_each_replicate(study, replicates, [&](Patients const& patients, Plan const& plan) {
            for (std::int32_t i = 0; i < plan.patients; ++i) {
                bool const is_long = leave_day(patients, Endpoint::PFS, i) > median_day;
                both += is_long && (patients.responses[i] & 1) != 0 ? 1.0 : 0.0;
                patients_seen += 1.0;
            }
        });
        double const exact = 0.25 + std::asin(correlation) / (2.0 * std::acos(-1.0));
        double const error = std::sqrt(exact * (1.0 - exact) / patients_seen);
        // the day of the median is 0.1 % of the patients' wide at most
        EXPECT_NEAR(both / patients_seen, exact, 3.0 * error + 5e-4) << correlation;
    }
}

/// Frail patients respond less where the correlation is above 0.
TEST(Respond, IsLinkedToTheFrailtyInTheRightDirection) {
    trials::Study study = examples::simple_study(1.0);
    study.dropout = {};
    study.model.frailty_sd = 1.0;
    study.responses = {{"linked", 0.4, 0.4, 6.0, {}, 0.7}, {"alone", 0.4, 0.4, 6.0, {}, 0.0}};
    std::array<double, 2> days_of_responders{};
    std::array<double, 2> responders{};
    double days = 0.0;
    double patients_seen = 0.0;
    for_each_replicate(study, 100, [&](Patients const& patients, Plan const& plan) {
        for (std::int32_t i = 0; i < plan.patients; ++i) {
            double const own = leave_day(patients, Endpoint::PFS, i);
            days += own;
            patients_seen += 1.0;
            for (std::size_t r = 0; r < 2; ++r) {
                bool const responds = (patients.responses[i] >> r & 1) != 0;
                days_of_responders[r] += responds ? own : 0.0;
                responders[r] += responds ? 1.0 : 0.0;
            }
        }
    });
    double const mean = days / patients_seen;
    EXPECT_GT(days_of_responders[0] / responders[0], 1.2 * mean);
    // 29,000 responders, a standard deviation of the days of about 1.3 means: 4 errors are 3 %
    EXPECT_NEAR(days_of_responders[1] / responders[1], mean, 0.03 * mean);
}

}  // namespace
}  // namespace vtrial::kernels::test
