#include "host/engine/outcome_difference.hpp"

#include <fmt/format.h>

#include <array>
#include <utility>

namespace vtrial::host {
namespace {

constexpr std::array<char const*, 6> endpoints{"PFS", "PFS2", "OS", "TTNT", "DOR", "TTD"};
constexpr std::array<char const*, kernels::arm_count> arms{"control", "experimental"};
constexpr std::array<char const*, kernels::stratification_count> tests{"plain", "stratified"};

/// Keeps the first difference it meets.
class Comparison {
  public:
    template <class Number>
    void compare(Number first, Number second, auto const& describe) {
        if (!found_ && !(first == second)) {
            // enough digits to tell any two numbers apart
            found_ = {describe(), fmt::format("{}", first), fmt::format("{}", second)};
        }
    }
    std::optional<OutcomeDifference> take() { return std::move(found_); }

  private:
    std::optional<OutcomeDifference> found_;
};

void compare_test(kernels::TestOutcome const& first, kernels::TestOutcome const& second,
                  std::string const& where, Comparison& comparison) {
    comparison.compare(first.z, second.z, [&] { return "z" + where; });
    comparison.compare(first.hr_exists, second.hr_exists,
                       [&] { return "existence of the hazard ratio" + where; });
    comparison.compare(first.log_hr, second.log_hr, [&] { return "log hazard ratio" + where; });
    comparison.compare(first.standard_error, second.standard_error,
                       [&] { return "standard error" + where; });
}

void compare_further_test(kernels::FurtherTestOutcome const& first,
                          kernels::FurtherTestOutcome const& second, std::string const& where,
                          Comparison& comparison) {
    comparison.compare(first.z, second.z, [&] { return "z" + where; });
    comparison.compare(first.estimate, second.estimate, [&] { return "estimate" + where; });
    comparison.compare(first.standard_error, second.standard_error,
                       [&] { return "standard error" + where; });
    comparison.compare(first.exists, second.exists, [&] { return "existence" + where; });
}

void compare_estimand(kernels::EstimandPlan const& plan, kernels::EstimandOutcome const& first,
                      kernels::EstimandOutcome const& second, std::string const& where,
                      Comparison& comparison) {
    for (std::size_t arm = 0; arm < arms.size(); ++arm) {
        comparison.compare(first.events[arm], second.events[arm],
                           [&] { return fmt::format("events of {}{}", arms[arm], where); });
        comparison.compare(first.twice_median_days[arm], second.twice_median_days[arm],
                           [&] { return fmt::format("median of {}{}", arms[arm], where); });
    }
    for (std::size_t test = 0; test < tests.size(); ++test) {
        compare_test(first.test[test], second.test[test],
                     fmt::format(" ({} test){}", tests[test], where), comparison);
    }
    for (int test = 0; test < plan.further_tests; ++test) {
        compare_further_test(first.further[test], second.further[test],
                             fmt::format(" (further test {}){}", test + 1, where), comparison);
    }
}

void compare_look(kernels::LookOutcome const& first, kernels::LookOutcome const& second,
                  std::string const& where, Comparison& comparison) {
    comparison.compare(first.day, second.day, [&] { return "day" + where; });
    comparison.compare(first.events_not_reached, second.events_not_reached,
                       [&] { return "whether the events are reached" + where; });
    comparison.compare(first.was_extended, second.was_extended,
                       [&] { return "whether it waited longer" + where; });
    comparison.compare(first.cleaning_events, second.cleaning_events,
                       [&] { return "events until the decision" + where; });
    comparison.compare(first.patients, second.patients, [&] { return "patients" + where; });
    for (std::size_t arm = 0; arm < arms.size(); ++arm) {
        comparison.compare(first.randomised_again[arm], second.randomised_again[arm], [&] {
            return fmt::format("patients of {} of the second randomisation{}", arms[arm], where);
        });
    }
}

char const* name_of(kernels::Plan const& plan, int estimand) {
    return endpoints[static_cast<std::size_t>(plan.estimand[estimand].endpoint)];
}

std::string name_of(kernels::Plan const& plan, kernels::HypothesisPlan const& hypothesis) {
    return hypothesis.response >= 0 ? fmt::format("response {}", hypothesis.response + 1)
                                    : name_of(plan, hypothesis.estimand);
}

void compare_hypothesis(kernels::HypothesisOutcome const& first,
                        kernels::HypothesisOutcome const& second, std::string const& where,
                        Comparison& comparison) {
    comparison.compare(first.rejected_at, second.rejected_at,
                       [&] { return "look of the rejection" + where; });
    comparison.compare(first.given_up_at, second.given_up_at,
                       [&] { return "look of giving up" + where; });
    comparison.compare(first.rejected_at_without_futility, second.rejected_at_without_futility,
                       [&] { return "look of the rejection without futility" + where; });
    comparison.compare(first.covered_up_to, second.covered_up_to,
                       [&] { return "coverage of the repeated intervals" + where; });
}

void compare_response(kernels::ResponseOutcome const& first, kernels::ResponseOutcome const& second,
                      std::string const& where, Comparison& comparison) {
    for (std::size_t arm = 0; arm < arms.size(); ++arm) {
        comparison.compare(first.patients[arm], second.patients[arm],
                           [&] { return fmt::format("patients of {}{}", arms[arm], where); });
        comparison.compare(first.responders[arm], second.responders[arm],
                           [&] { return fmt::format("responders of {}{}", arms[arm], where); });
    }
    compare_further_test(first.difference, second.difference, " (rate difference)" + where,
                         comparison);
    compare_further_test(first.stratified, second.stratified, " (stratified)" + where, comparison);
}

void compare_safety(kernels::Plan const& plan, kernels::LookOutcome const& first,
                    kernels::LookOutcome const& second, std::string const& where,
                    Comparison& comparison) {
    auto const compare = [&](auto const& a, auto const& b, char const* what, int number) {
        for (std::size_t arm = 0; arm < arms.size(); ++arm) {
            comparison.compare(a[arm], b[arm], [&] {
                return fmt::format("{} of {} {}{}", what, arms[arm], number + 1, where);
            });
        }
    };
    for (int k = 0; k < plan.responses.recurrent; ++k) {
        kernels::RecurrentOutcome const& a = first.recurrent[k];
        kernels::RecurrentOutcome const& b = second.recurrent[k];
        compare(a.events, b.events, "adverse events", k);
        compare(a.treated_cycles, b.treated_cycles, "treated cycles", k);
    }
    for (int month = 0; month < kernels::score_months(plan); ++month) {
        kernels::ScoreOutcome const& a = first.score[month];
        kernels::ScoreOutcome const& b = second.score[month];
        compare(a.patients, b.patients, "patients of a score", month);
        compare(a.asked, b.asked, "patients asked", month);
        compare(a.levels, b.levels, "scores", month);
        compare(a.level_changes, b.level_changes, "changes of scores", month);
    }
    for (int row = 0; row < kernels::measurements_of(plan); ++row) {
        kernels::MeasurementOutcome const& a = first.measurement[row];
        kernels::MeasurementOutcome const& b = second.measurement[row];
        compare(a.patients, b.patients, "patients measured", row);
        compare(a.sum, b.sum, "measurements", row);
        compare(a.squares, b.squares, "squares of measurements", row);
        compare(a.twice_median, b.twice_median, "medians of measurements", row);
    }
}

}  // namespace

std::optional<OutcomeDifference> outcome_difference(kernels::Plan const& plan,
                                                    kernels::ReplicateOutcome const& first,
                                                    kernels::ReplicateOutcome const& second) {
    Comparison comparison;
    for (int look = 0; look < plan.looks; ++look) {
        kernels::LookOutcome const& a = first.look[look];
        kernels::LookOutcome const& b = second.look[look];
        std::string const at = fmt::format(" at look {}", look + 1);
        compare_look(a, b, at, comparison);
        for (int estimand = 0; estimand < plan.estimands; ++estimand) {
            compare_estimand(plan.estimand[estimand], a.estimand[estimand], b.estimand[estimand],
                             fmt::format(" of {}{}", name_of(plan, estimand), at), comparison);
        }
        for (int response = 0; response < plan.responses.count; ++response) {
            compare_response(a.response[response], b.response[response],
                             fmt::format(" of response {}{}", response + 1, at), comparison);
        }
        compare_safety(plan, a, b, at, comparison);
    }
    for (int hypothesis = 0; hypothesis < plan.hypotheses; ++hypothesis) {
        compare_hypothesis(first.hypothesis[hypothesis], second.hypothesis[hypothesis],
                           fmt::format(" of {}", name_of(plan, plan.hypothesis[hypothesis])),
                           comparison);
    }
    comparison.compare(first.stopped_at, second.stopped_at, [&] { return "look of the stop"; });
    return comparison.take();
}

}  // namespace vtrial::host
