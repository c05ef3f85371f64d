#include "host/report/estimates.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>

#include "host/report/decision_rows.hpp"
#include "host/report/measurement_rows.hpp"
#include "host/report/response_rows.hpp"
#include "host/report/row_sheet.hpp"
#include "host/report/safety_rows.hpp"
#include "kernels/replicate/evidence.hpp"
#include "kernels/tally/pooled_curve.hpp"
#include "trials/estimands.hpp"
#include "trials/lower_hypotheses.hpp"

namespace vtrial::host {
namespace {

using kernels::rate_of;

constexpr double months_per_half_day = 0.5 / trials::days_per_month;
constexpr std::int64_t months_between_survival_rows = 12;
constexpr std::array<char const*, 2> log_rank_names{"logrank", "logrank_stratified"};
constexpr std::array<char const*, 2> cox_names{"cox", "cox_stratified"};

/// Who has been randomised a second time, in all and by arm.
void add_randomised_again(RowSheet& sheet, int look) {
    if (!sheet.study().second_randomisation) {
        return;
    }
    kernels::TallyLayout const& at = sheet.at();
    char const* const quantity = "patients_randomised_again";
    sheet.add(quantity, {}, sheet.mean(at.randomised_again(look, kernels::arm_count)));
    kernels::Moment const share = at.randomised_again_share(look);
    sheet.add("randomised_again_share", {},
              kernels::mean_of(sheet.replicates(), sheet.sum(share.index),
                               sheet.sum(share.index + 1), kernels::moment_bits));
    for (int arm = 0; arm < kernels::arm_count; ++arm) {
        auto const& arms = sheet.study().second_randomisation->arms;
        sheet.row().arm = arms[static_cast<std::size_t>(arm)].label;
        sheet.add(quantity, {}, sheet.mean(at.randomised_again(look, arm)));
    }
    sheet.row().arm.clear();
}

void add_look(RowSheet& sheet, int look) {
    kernels::TallyLayout const& at = sheet.at();
    kernels::LookPlan const& planned = sheet.plan().look[look];
    sheet.add_months(at.day(look), at.day_histogram(look));
    sheet.add("patients", {}, sheet.mean(at.patients(look)));
    bool const waits_for_events =
        std::any_of(planned.trigger, planned.trigger + planned.triggers,
                    [](auto const& trigger) { return trigger.kind == kernels::Trigger::events; });
    if (waits_for_events) {
        sheet.add("events_not_reached", {}, sheet.rate(at.events_not_reached(look)));
    }
    if (planned.checkpoints > 0) {
        sheet.add("extended", {}, sheet.rate(at.was_extended(look)));
    }
    if (planned.cleaning_days > 0) {
        sheet.add("cleaning_events", {}, sheet.mean(at.cleaning_events(look)));
    }
    add_joint_decisions(sheet, look);
    add_randomised_again(sheet, look);
}

/// Writes the rows of one estimand at one look.
class EstimandRows {
  public:
    EstimandRows(RowSheet& sheet, int look, int estimand, std::array<trials::Arm, 2> const& arms)
        : sheet_(sheet),
          arms_(arms),
          plan_(sheet.plan()),
          at_(sheet.at()),
          look_(look),
          estimand_(estimand),
          hypothesis_(hypothesis_of_estimand(sheet.plan(), estimand)) {}

    void write() {
        sheet_.add("events", {}, sheet_.mean(at_.events(look_, estimand_, kernels::arm_count)));
        bool const compares = arms_[0].ratio > 0;
        if (compares) {
            add_tests();
        }
        add_further_tests();
        for (int arm = compares ? 0 : 1; arm < kernels::arm_count; ++arm) {
            sheet_.row().arm = arms_[static_cast<std::size_t>(arm)].label;
            sheet_.add("events", {}, sheet_.mean(at_.events(look_, estimand_, arm)));
            add_median(arm);
            add_survival(arm);
        }
        sheet_.row().arm.clear();
    }

  private:
    void add_tests() {
        int const tests = plan_.strata > 1 ? kernels::stratification_count : 1;
        for (int test = 0; test < tests; ++test) {
            sheet_.row().test = log_rank_names[static_cast<std::size_t>(test)];
            add_test(kernels::logrank_test + test, at_.rejects_nominal(look_, estimand_, test));
        }
        for (int test = 0; test < tests; ++test) {
            sheet_.row().test = cox_names[static_cast<std::size_t>(test)];
            add_hazard_ratio(test);
        }
    }

    bool decides(int test) const {
        return hypothesis_ >= 0 && plan_.hypothesis[hypothesis_].test == test;
    }

    /// The test that decides has power; every other rejects at its nominal level.
    void add_test(int test, std::int64_t rejects_nominal) {
        if (decides(test)) {
            add_decision(sheet_, look_, hypothesis_);
        } else {
            sheet_.add("rejects_nominal", {}, sheet_.rate(rejects_nominal));
        }
    }

    void add_hazard_ratio(int test) {
        if (decides(kernels::cox_test + test)) {
            add_decision(sheet_, look_, hypothesis_);
        }
        std::int64_t const existing = at_.hr_exists(look_, estimand_, test);
        sheet_.add("hazard_ratio", {},
                   sheet_.hazard_ratio(at_.log_hr(look_, estimand_, test), existing));
        auto const histogram =
            sheet_.counts(at_.hr_histogram(look_, estimand_, test), kernels::hr_bins);
        for (double const q : reported_quantiles) {
            sheet_.add("hazard_ratio", q, quantile_of_hazard_ratio(histogram, q));
        }
        if (plan_.estimand[estimand_].has_true_log_hr != 0) {
            sheet_.add(
                "hazard_ratio_coverage", {},
                rate_of(sheet_.sum(at_.covered(look_, estimand_, test)), sheet_.sum(existing)));
        }
        auto const missing = sheet_.replicates() - sheet_.sum(existing);
        sheet_.add("hazard_ratio_missing", {}, rate_of(missing, sheet_.replicates()));
        bool const belongs =
            hypothesis_ >= 0 && plan_.hypothesis[hypothesis_].test < kernels::first_further_test &&
            kernels::stratification_of(plan_, plan_.hypothesis[hypothesis_]) == test;
        if (belongs) {
            add_sequential_estimates(sheet_, look_, hypothesis_);
        }
    }

    void add_further_tests() {
        trials::Estimand const estimand =
            trials::estimands_of(sheet_.study())[static_cast<std::size_t>(estimand_)];
        auto const& endpoint = sheet_.study().endpoints[estimand.endpoint];
        std::vector<trials::Test> const tests = trials::further_tests(endpoint);
        for (int k = 0; k < static_cast<int>(tests.size()); ++k) {
            trials::Test const& test = tests[static_cast<std::size_t>(k)];
            sheet_.row().test = name_of(test);
            add_test(kernels::first_further_test + k, at_.further_rejects(look_, estimand_, k));
            auto const existing = sheet_.sum(at_.further_exists(look_, estimand_, k));
            add_difference(test, k, existing);
            sheet_.add("test_missing", {},
                       rate_of(sheet_.replicates() - existing, sheet_.replicates()));
        }
        sheet_.row().test.clear();
    }

    void add_difference(trials::Test const& test, int k, kernels::WideInteger existing) {
        bool const is_rmst = test.kind == trials::TestKind::rmst;
        if (!is_rmst && test.kind != trials::TestKind::milestone) {
            return;
        }
        kernels::Moment const moment = at_.further_estimate(look_, estimand_, k);
        kernels::Estimate const share = kernels::mean_of(
            existing, sheet_.sum(moment.index), sheet_.sum(moment.index + 1), kernels::moment_bits);
        double const day = plan_.estimand[estimand_].further[k].day;
        double const most = is_rmst ? day / trials::days_per_month : 1.0;
        sheet_.add(is_rmst ? "rmst_difference" : "survival_difference", test.months,
                   scaled(share, most));
    }

    void add_median(int arm) {
        auto const half_days =
            sheet_.counts(at_.median_histogram(look_, estimand_, arm), 2 * at_.days);
        auto const n = static_cast<std::uint64_t>(sheet_.replicates());
        auto const quantile = [&](double q) {
            return scaled(quantile_of_integers(half_days, n, q), months_per_half_day);
        };
        sheet_.add("median", {}, quantile(0.5));
        sheet_.add("median", 0.05, quantile(0.05));
        sheet_.add("median", 0.95, quantile(0.95));
        auto const reached = static_cast<kernels::WideInteger>(total_of(half_days));
        sheet_.add("median_not_reached", {},
                   rate_of(sheet_.replicates() - reached, sheet_.replicates()));
    }

    void add_survival(int arm) {
        kernels::PooledCurve curve(
            sheet_.counts(at_.pooled_leavers(look_, estimand_, arm), at_.days),
            sheet_.counts(at_.pooled_events(look_, estimand_, arm), at_.days));
        for (std::int64_t month = months_between_survival_rows; month < at_.months;
             month += months_between_survival_rows) {
            kernels::CurvePoint const point = curve.at(plan_.curve_days[month]);
            if (point.at_risk == 0) {
                break;
            }
            sheet_.add("survival", static_cast<double>(month),
                       {point.survival, point.error, true, true});
        }
    }

    RowSheet& sheet_;
    std::array<trials::Arm, 2> const& arms_;  ///< that are compared, or one where only it is
    kernels::Plan const& plan_;
    kernels::TallyLayout const& at_;
    int look_;
    int estimand_;
    int hypothesis_;
};

}  // namespace

std::vector<EstimateRow> estimates(ScenarioResult const& result) {
    RowSheet sheet(result);
    for (int look = 0; look < sheet.plan().looks; ++look) {
        sheet.row().analysis = sheet.study().analyses[static_cast<std::size_t>(look)].name;
        add_look(sheet, look);
        int number = 0;
        for (trials::Estimand const& estimand : trials::estimands_of(sheet.study())) {
            auto const& endpoint = sheet.study().endpoints[estimand.endpoint];
            sheet.row().endpoint = measure_of(endpoint);
            sheet.row().rule = rule_name(estimand);
            sheet.row().subgroup = endpoint.population;
            EstimandRows(sheet, look, number++, arms_of(sheet.study(), endpoint)).write();
        }
        sheet.row().endpoint.clear();
        sheet.row().rule.clear();
        sheet.row().subgroup.clear();
        add_responses(sheet, look);
        add_safety(sheet, look);
        add_measurements(sheet, look);
    }
    add_stop(sheet);
    return sheet.take();
}

}  // namespace vtrial::host
