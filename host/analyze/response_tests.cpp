#include "host/analyze/response_tests.hpp"

#include "kernels/core/normal_distribution.hpp"
#include "kernels/statistics/mantel_haenszel.hpp"

namespace vtrial::host {
namespace {

using kernels::ResponseCounts;

double quantile_of_95_percent() { return kernels::normal_quantile(0.975); }

std::vector<ResponseCounts> count_responders(PatientData const& data,
                                             ResponseColumn const& response) {
    std::vector<ResponseCounts> strata(static_cast<std::size_t>(data.strata));
    for (std::size_t i = 0; i < data.arm.size(); ++i) {
        ResponseCounts& counts = strata[static_cast<std::size_t>(data.stratum[i])];
        ++counts.patients[data.arm[i]];
        counts.responders[data.arm[i]] += response.responded[i];
    }
    return strata;
}

ResponseCounts sum_of(std::vector<ResponseCounts> const& strata) {
    ResponseCounts sum{};
    for (ResponseCounts const& counts : strata) {
        for (int arm = 0; arm < 2; ++arm) {
            sum.patients[arm] += counts.patients[arm];
            sum.responders[arm] += counts.responders[arm];
        }
    }
    return sum;
}

/// Both arms have patients, or there would not be two labels.
ResponseComparison::Arm summarise(ResponseCounts const& counts, int arm) {
    auto const patients = static_cast<double>(counts.patients[arm]);
    double const rate = counts.responders[arm] / patients;
    double const squared = quantile_of_95_percent() * quantile_of_95_percent();
    double const middle = rate + squared / (2.0 * patients);
    double const half_width = kernels::square_root(
        squared * (rate * (1.0 - rate) / patients + squared / (4.0 * patients * patients)));
    double const shrinks = 1.0 + squared / patients;
    // at a rate of 0 or 1 a limit is that rate, but for a rounding
    return {
        counts.patients[arm],
        counts.responders[arm],
        rate,
        {counts.responders[arm] > 0 ? (middle - half_width) / shrinks : 0.0,
         counts.responders[arm] < counts.patients[arm] ? (middle + half_width) / shrinks : 1.0}};
}

void set_limits(RateDifference& difference) {
    double const half_width = quantile_of_95_percent() * *difference.standard_error;
    difference.limits = {*difference.estimate - half_width, *difference.estimate + half_width};
}

RateDifference difference_of(ResponseCounts const& counts,
                             std::array<ResponseComparison::Arm, 2> const& arms,
                             std::optional<double> margin) {
    double variance = 0.0;
    for (ResponseComparison::Arm const& arm : arms) {
        variance += arm.rate * (1.0 - arm.rate) / arm.patients;
    }
    RateDifference difference;
    difference.estimate = arms[1].rate - arms[0].rate;
    difference.standard_error = kernels::square_root(variance);
    set_limits(difference);
    difference.test = result_of(kernels::compare_rates(counts, 0.0));
    if (margin) {
        difference.margin_test = {*margin, result_of(kernels::compare_rates(counts, *margin))};
    }
    return difference;
}

/// Empty where no stratum tells the arms apart.
RateDifference stratified_difference(kernels::View<ResponseCounts const> strata,
                                     std::optional<double> margin) {
    auto const compare = [&](double against) {
        return kernels::mantel_haenszel_difference(strata, against);
    };
    kernels::ArmDifference const found = compare(0.0);
    RateDifference difference;
    if (found.exists != 0) {
        difference.estimate = found.estimate;
        difference.standard_error = found.standard_error;
        set_limits(difference);
    }
    difference.test = result_of(found);
    if (margin) {
        difference.margin_test = {*margin, result_of(compare(*margin))};
    }
    return difference;
}

}  // namespace

ResponseComparison compare_responses(PatientData const& data, ResponseColumn const& response,
                                     std::optional<double> margin) {
    std::vector<ResponseCounts> const strata = count_responders(data, response);
    ResponseCounts const counts = sum_of(strata);
    ResponseComparison comparison;
    comparison.column = response.name;
    comparison.arms = {summarise(counts, 0), summarise(counts, 1)};
    comparison.difference = difference_of(counts, comparison.arms, margin);
    if (data.strata > 1) {
        kernels::View<ResponseCounts const> const view{strata.data(), data.strata};
        comparison.stratified = stratified_difference(view, margin);
        auto const test = kernels::cochran_mantel_haenszel(view);
        comparison.cochran_mantel_haenszel = test.exists != 0 ? result_of(test.z) : TestResult{};
    }
    return comparison;
}

}  // namespace vtrial::host
