#include "host/engine/outcome_difference.hpp"

#include <fmt/format.h>

#include <array>
#include <utility>

namespace vtrial::host {
namespace {

constexpr std::array<char const*, kernels::endpoint_count> endpoints{"PFS", "PFS2", "OS"};
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

void compare_endpoint(kernels::EndpointOutcome const& first, kernels::EndpointOutcome const& second,
                      std::string const& where, Comparison& comparison) {
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
        comparison.compare(a.day, b.day, [&] { return "day" + at; });
        comparison.compare(a.events_not_reached, b.events_not_reached,
                           [&] { return "whether the events are reached" + at; });
        comparison.compare(a.patients, b.patients, [&] { return "patients" + at; });
        for (std::size_t endpoint = 0; endpoint < endpoints.size(); ++endpoint) {
            compare_endpoint(a.endpoint[endpoint], b.endpoint[endpoint],
                             fmt::format(" of {}{}", endpoints[endpoint], at), comparison);
        }
    }
    for (std::size_t endpoint = 0; endpoint < endpoints.size(); ++endpoint) {
        comparison.compare(first.first_rejection[endpoint], second.first_rejection[endpoint], [&] {
            return fmt::format("look of the first rejection of {}", endpoints[endpoint]);
        });
    }
    return comparison.take();
}

}  // namespace vtrial::host
