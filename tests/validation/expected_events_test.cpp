// Simulated PFS events by calendar month against their closed-form expectation.
#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <map>

#include "tests/support/csv.hpp"
#include "tests/support/example_studies.hpp"
#include "validation/reference/cut.hpp"

namespace vtrial::reference {
namespace {

struct Moments {
    double count = 0.0;
    double sum = 0.0;
    double sum_of_squares = 0.0;

    void add(double value) {
        count += 1.0;
        sum += value;
        sum_of_squares += value * value;
    }
    double mean() const { return sum / count; }
    double standard_error() const {
        return std::sqrt((sum_of_squares / count - mean() * mean()) / (count - 1.0));
    }
};

using EventsByMonth = std::map<double, std::array<Moments, 2>>;  ///< of control, experimental

void count_events(trials::Study const& study, ReferenceTrial const& trial, EventsByMonth& events) {
    for (auto& [months, by_arm] : events) {
        trials::Study cut_once = study;
        cut_once.analyses = {examples::after_months("cut", trials::Trigger::calendar, months)};
        Cut const cut = cuts(cut_once, trial).front();
        std::array<double, 2> count{};
        for (auto const& patient : data_at_cut(trial, trials::EndpointKind::PFS, cut.day)) {
            count[static_cast<std::size_t>(patient.arm)] += patient.event ? 1.0 : 0.0;
        }
        for (std::size_t arm = 0; arm < 2; ++arm) by_arm[arm].add(count[arm]);
    }
}

TEST(ReferenceCut, EventsByCalendarMonthAreThoseExpected) {
    support::CsvTable const oracle("expected_events.csv");
    std::map<double, EventsByMonth> simulated;  // by hazard ratio
    for (std::size_t i = 0; i < oracle.size(); ++i) {
        simulated[oracle.number(i, "hr")][oracle.number(i, "time")] = {};
    }
    ASSERT_EQ(simulated.size(), 2u);
    for (auto& [hazard_ratio, events] : simulated) {
        trials::Study const study = examples::simple_study(hazard_ratio);
        for (std::uint64_t replicate = 0; replicate < 300; ++replicate) {
            count_events(study, simulate(study, replicate), events);
        }
    }
    for (std::size_t i = 0; i < oracle.size(); ++i) {
        auto const& arms = simulated[oracle.number(i, "hr")][oracle.number(i, "time")];
        SCOPED_TRACE(oracle.text(i, "hr") + " month " + oracle.text(i, "time"));
        EXPECT_NEAR(arms[0].mean(), oracle.number(i, "ctl"), 4 * arms[0].standard_error() + 0.1);
        EXPECT_NEAR(arms[1].mean(), oracle.number(i, "trt"), 4 * arms[1].standard_error() + 0.1);
    }
}

}  // namespace
}  // namespace vtrial::reference
