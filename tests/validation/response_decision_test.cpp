// Responses that decide: their power against the exact one, summed over the binomial distributions
// of the responders, and their place in a hierarchy.
#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include "kernels/replicate/evidence.hpp"
#include "tests/validation/sequential_runs.hpp"

namespace vtrial::test {
namespace {

#ifdef VTRIAL_SMALL_TESTS
constexpr std::int64_t replicates = 200;
#else
constexpr std::int64_t replicates = 40000;
#endif

constexpr double bound_025 = 1.959963984540054;

struct Rates {
    double control;
    double experimental;
    double margin;
};

/// The control rate of highest likelihood where the rates differ by the margin: the trigonometric
/// root of Farrington and Manning's cubic (Statistics in Medicine 9 (1990) 1447-1454, appendix).
double restricted_control_rate(double n, double control, double experimental, double margin) {
    if (margin == 0.0) {
        return 0.5 * (control + experimental) / n;
    }
    // arms of one size, theta = 1; the cubic in the experimental rate, which is lower by the margin
    double const p1 = experimental / n;
    double const p0 = control / n;
    double const d = -margin;
    double const a = 2.0;
    double const b = -(2.0 + p1 + p0 + 3.0 * d);
    double const c = d * d + d * (2.0 * p1 + 2.0) + p1 + p0;
    double const e = -p1 * d * (1.0 + d);
    double const v = b * b * b / (27.0 * a * a * a) - b * c / (6.0 * a * a) + e / (2.0 * a);
    double const u = std::copysign(std::sqrt(b * b / (9.0 * a * a) - c / (3.0 * a)), v);
    double const cosine = u == 0.0 ? 0.0 : std::fmax(-1.0, std::fmin(1.0, v / (u * u * u)));
    double const w = (std::acos(-1.0) + std::acos(cosine)) / 3.0;
    return 2.0 * u * std::cos(w) - b / (3.0 * a) + margin;
}

/// Whether the difference of the rates is shown to exceed minus the margin, n patients an arm.
bool rejects(int n, int control, int experimental, double margin) {
    double const null = restricted_control_rate(n, control, experimental, margin);
    double const variance =
        (null * (1.0 - null) + (null - margin) * (1.0 - null + margin)) / static_cast<double>(n);
    double const difference = static_cast<double>(experimental - control) / n + margin;
    return variance > 0.0 && difference >= bound_025 * std::sqrt(variance);
}

std::vector<double> binomial(int n, double p) {
    std::vector<double> mass;
    for (int k = 0; k <= n; ++k) {
        double const log_choose =
            std::lgamma(n + 1.0) - std::lgamma(k + 1.0) - std::lgamma(n - k + 1.0);
        mass.push_back(std::exp(log_choose + k * std::log(p) + (n - k) * std::log1p(-p)));
    }
    return mass;
}

double exact_power(int n, Rates const& rates) {
    std::vector<double> const control = binomial(n, rates.control);
    std::vector<double> const experimental = binomial(n, rates.experimental);
    double power = 0.0;
    for (int x0 = 0; x0 <= n; ++x0) {
        for (int x1 = 0; x1 <= n; ++x1) {
            power += rejects(n, x0, x1, rates.margin)
                         ? control[static_cast<std::size_t>(x0)] *
                               experimental[static_cast<std::size_t>(x1)]
                         : 0.0;
        }
    }
    return power;
}

/// 120 patients, nobody drops out, all assessed by the one analysis.
trials::Study small_study(Rates const& rates) {
    trials::Study study = examples::simple_study(1.0);
    study.patients = 120;
    study.accrual = {{0.0}, {10.0}};
    study.dropout = {0.0, 0.0};
    study.responses = {{"MRD", rates.control, rates.experimental, 6.0, {}, 0.0}};
    study.analyses = {examples::after_months("final", trials::Trigger::minimum_follow_up, 7.0)};
    trials::Endpoint response;
    response.kind = trials::EndpointKind::response;
    response.response = "MRD";
    response.deciding_test.kind = trials::TestKind::rate_difference;
    if (rates.margin > 0.0) {
        response.deciding_test.margin = rates.margin;
    }
    response.levels_one_sided = {{"final", 0.025}};
    study.endpoints = {response, examples::decided_by_logrank(trials::EndpointKind::PFS)};
    return study;
}

struct Rejections {
    double count = 0.0;
    Rejections& operator+=(Rejections const& other) {
        count += other.count;
        return *this;
    }
};

TEST(ResponseDecision, PowerIsTheExactOne) {
    for (Rates const rates : {Rates{0.2, 0.45, 0.0}, Rates{0.3, 0.3, 0.0}, Rates{0.5, 0.5, 0.2},
                              Rates{0.6, 0.45, 0.15}, Rates{0.15, 0.1, 0.1}}) {
        auto const totals = visit_replicates<Rejections>(
            small_study(rates), replicates,
            [](Rejections& sum, kernels::ReplicateOutcome const& outcome) {
                sum.count += outcome.hypothesis[0].rejected_at == 0 ? 1.0 : 0.0;
            });
        double const expected = exact_power(60, rates);
        double const n = static_cast<double>(replicates);
        double const error = std::sqrt(expected * (1.0 - expected) / n);
        EXPECT_NEAR(totals.count / n, expected, 4.0 * error)
            << rates.control << " " << rates.experimental << " " << rates.margin;
        EXPECT_GT(expected, 0.01);
        EXPECT_LT(expected, 0.99);
    }
}

struct Order {
    double response = 0.0;  ///< rejected
    double time = 0.0;      ///< rejected after it
    double faults = 0.0;
    Order& operator+=(Order const& other) {
        response += other.response;
        time += other.time;
        faults += other.faults;
        return *this;
    }
};

TEST(ResponseDecision, PassesItsLevelOnInAHierarchy) {
    trials::Study study = small_study({0.2, 0.4, 0.0});
    study.analyses.push_back(
        examples::after_months("later", trials::Trigger::minimum_follow_up, 40.0));
    study.endpoints[1].levels_one_sided = {{"final", 0.025}, {"later", 0.2}};
    study.endpoints[0].deciding_test.kind = trials::TestKind::cochran_mantel_haenszel;
    study.factors = {{"risk", {"standard", "high"}, {0.6, 0.4}}};
    study.hierarchy = {"MRD", "PFS"};
    auto const totals = visit_replicates<Order>(
        study, replicates, [](Order& sum, kernels::ReplicateOutcome const& outcome) {
            bool const response = -outcome.look[0].response[0].stratified.z >= bound_025;
            double const later = -outcome.look[1].estimand[0].test[0].z;
            double const at_once = -outcome.look[0].estimand[0].test[0].z;
            int const time = !response                    ? -1
                             : at_once >= bound_025       ? 0
                             : later >= 0.841621233572914 ? 1
                                                          : -1;
            bool const is_right = outcome.hypothesis[0].rejected_at == (response ? 0 : -1) &&
                                  outcome.hypothesis[1].rejected_at == time;
            sum.response += response ? 1.0 : 0.0;
            sum.time += time >= 0 ? 1.0 : 0.0;
            sum.faults += is_right ? 0.0 : 1.0;
        });
    EXPECT_EQ(totals.faults, 0.0);
    EXPECT_GT(totals.time, 0.0);
    EXPECT_GT(totals.response, totals.time);
}

}  // namespace
}  // namespace vtrial::test
