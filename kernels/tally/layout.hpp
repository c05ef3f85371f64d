// Where each number of a tally stands. A tally is two arrays of integers, sums and counts, which
// add in any order to the same bits; this is the only file that knows their order.
#pragma once

#include <cstdint>

#include "kernels/replicate/outcome.hpp"

namespace vtrial::kernels {

/// Sums of doubles are of fixed point, rounded toward 0 to 2^-30.
inline constexpr int moment_bits = 30;

/// The histogram of log hazard ratios: bins of 2^-10 from -4 on; what lies beyond goes to the ends.
inline constexpr std::int32_t hr_bins = 8192;
inline constexpr double hr_first = -4.0;
inline constexpr double hr_bins_per_unit = 1024.0;

/// The histogram of survival at a month: bin k for what is nearest to k / 500.
inline constexpr std::int32_t band_bins = 501;
/// Bands of curves come from the first so many replicates of a scenario.
inline constexpr std::int64_t band_replicates = 16384;

/// A sum and the sum of squares of one quantity, at two consecutive places.
struct Moment {
    std::int64_t index;
};

/// Places of a tally for a plan of these sizes.
struct TallyLayout {
    std::int64_t looks;
    std::int64_t days;    ///< of the calendar: last_day + 1
    std::int64_t months;  ///< of the curves
    std::int64_t estimands;
    std::int64_t further_tests;  ///< the most of an estimand
    std::int64_t hypotheses;
    std::int64_t responses;
    std::int64_t second_randomisations;  ///< 0 or 1
    std::int64_t recurrent;              ///< adverse events
    std::int64_t score_months;           ///< of quality of life
    std::int64_t measurements;

    static constexpr std::int64_t sums_a_stop = 5;
    static constexpr std::int64_t sums_a_stopped_hypothesis = 5;
    static constexpr std::int64_t sums_of_a_look = 10;
    static constexpr std::int64_t sums_of_events = 6;
    static constexpr std::int64_t sums_a_test = 6;
    static constexpr std::int64_t sums_a_further_test = 5;
    static constexpr std::int64_t sums_a_decision = 8;
    static constexpr std::int64_t sums_a_response = 13;
    static constexpr std::int64_t sums_a_second_randomisation = 8;
    static constexpr std::int64_t sums_a_recurrent_event = 6;
    static constexpr std::int64_t sums_a_score = 16;
    static constexpr std::int64_t sums_a_measurement = 14;

    // the trial --------------------------------------------------------------------------------
    VTRIAL_FUNCTION std::int64_t replicates() const { return 0; }
    /// The day of the decision that ends the testing, and the patients enrolled by its cut.
    VTRIAL_FUNCTION Moment stop_day() const { return {1}; }
    VTRIAL_FUNCTION Moment stop_patients() const { return {3}; }

    // a hypothesis where it is decided: rejected, given up, or at its last look ------------------
    VTRIAL_FUNCTION std::int64_t stopped_sum(int hypothesis) const {
        return sums_a_stop + hypothesis * sums_a_stopped_hypothesis;
    }
    /// Events, or patients assessed for a response.
    VTRIAL_FUNCTION Moment stopped_information(int hypothesis) const {
        return {stopped_sum(hypothesis)};
    }
    /// The log hazard ratio, or the difference of the rates.
    VTRIAL_FUNCTION Moment stopped_effect(int hypothesis) const {
        return {stopped_sum(hypothesis) + 2};
    }
    VTRIAL_FUNCTION std::int64_t stopped_effect_exists(int hypothesis) const {
        return stopped_sum(hypothesis) + 4;
    }

    // a look -------------------------------------------------------------------------------------
    VTRIAL_FUNCTION std::int64_t look_sum(std::int64_t look) const {
        return stopped_sum(0) + hypotheses * sums_a_stopped_hypothesis + look * sums_a_look();
    }
    VTRIAL_FUNCTION Moment day(std::int64_t look) const { return {look_sum(look)}; }
    VTRIAL_FUNCTION Moment patients(std::int64_t look) const { return {look_sum(look) + 2}; }
    VTRIAL_FUNCTION std::int64_t events_not_reached(std::int64_t look) const {
        return look_sum(look) + 4;
    }
    VTRIAL_FUNCTION std::int64_t any_rejected(std::int64_t look) const {
        return look_sum(look) + 5;
    }
    VTRIAL_FUNCTION std::int64_t all_rejected(std::int64_t look) const {
        return look_sum(look) + 6;
    }
    VTRIAL_FUNCTION std::int64_t was_extended(std::int64_t look) const {
        return look_sum(look) + 7;
    }
    VTRIAL_FUNCTION Moment cleaning_events(std::int64_t look) const { return {look_sum(look) + 8}; }

    // a hypothesis at a look ---------------------------------------------------------------------
    VTRIAL_FUNCTION std::int64_t decision_sum(std::int64_t look, int hypothesis) const {
        return look_sum(look) + sums_of_a_look + hypothesis * sums_a_decision;
    }
    VTRIAL_FUNCTION std::int64_t rejected_by_now(std::int64_t look, int hypothesis) const {
        return decision_sum(look, hypothesis);
    }
    VTRIAL_FUNCTION std::int64_t rejected_here(std::int64_t look, int hypothesis) const {
        return decision_sum(look, hypothesis) + 1;
    }
    VTRIAL_FUNCTION std::int64_t given_up_here(std::int64_t look, int hypothesis) const {
        return decision_sum(look, hypothesis) + 2;
    }
    /// Rejected by now, were no hypothesis ever given up.
    VTRIAL_FUNCTION std::int64_t rejected_without_futility(std::int64_t look,
                                                           int hypothesis) const {
        return decision_sum(look, hypothesis) + 3;
    }
    /// All repeated confidence intervals so far cover the truth.
    VTRIAL_FUNCTION std::int64_t repeatedly_covered(std::int64_t look, int hypothesis) const {
        return decision_sum(look, hypothesis) + 4;
    }
    /// The same of the replicates that reject here.
    VTRIAL_FUNCTION Moment effect_if_rejected(std::int64_t look, int hypothesis) const {
        return {decision_sum(look, hypothesis) + 5};
    }
    VTRIAL_FUNCTION std::int64_t effect_exists_if_rejected(std::int64_t look,
                                                           int hypothesis) const {
        return decision_sum(look, hypothesis) + 7;
    }

    // an estimand at a look ----------------------------------------------------------------------
    VTRIAL_FUNCTION std::int64_t estimand_sum(std::int64_t look, int estimand) const {
        return decision_sum(look, 0) + hypotheses * sums_a_decision + estimand * sums_an_estimand();
    }
    /// Events of an arm; arm_count is both arms together.
    VTRIAL_FUNCTION Moment events(std::int64_t look, int estimand, int arm) const {
        return {estimand_sum(look, estimand) + 2 * arm};
    }
    VTRIAL_FUNCTION std::int64_t test_sum(std::int64_t look, int estimand, int test) const {
        return estimand_sum(look, estimand) + sums_of_events + test * sums_a_test;
    }
    VTRIAL_FUNCTION Moment log_hr(std::int64_t look, int estimand, int test) const {
        return {test_sum(look, estimand, test)};
    }
    VTRIAL_FUNCTION std::int64_t standard_error(std::int64_t look, int estimand, int test) const {
        return test_sum(look, estimand, test) + 2;
    }
    VTRIAL_FUNCTION std::int64_t hr_exists(std::int64_t look, int estimand, int test) const {
        return test_sum(look, estimand, test) + 3;
    }
    VTRIAL_FUNCTION std::int64_t covered(std::int64_t look, int estimand, int test) const {
        return test_sum(look, estimand, test) + 4;
    }
    VTRIAL_FUNCTION std::int64_t rejects_nominal(std::int64_t look, int estimand, int test) const {
        return test_sum(look, estimand, test) + 5;
    }
    VTRIAL_FUNCTION std::int64_t further_sum(std::int64_t look, int estimand, int test) const {
        return test_sum(look, estimand, stratification_count) + test * sums_a_further_test;
    }
    /// Of the estimate as a share of what it can be at most: of the horizon of an RMST, of 1.
    VTRIAL_FUNCTION Moment further_estimate(std::int64_t look, int estimand, int test) const {
        return {further_sum(look, estimand, test)};
    }
    VTRIAL_FUNCTION std::int64_t further_standard_error(std::int64_t look, int estimand,
                                                        int test) const {
        return further_sum(look, estimand, test) + 2;
    }
    VTRIAL_FUNCTION std::int64_t further_exists(std::int64_t look, int estimand, int test) const {
        return further_sum(look, estimand, test) + 3;
    }
    VTRIAL_FUNCTION std::int64_t further_rejects(std::int64_t look, int estimand, int test) const {
        return further_sum(look, estimand, test) + 4;
    }

    // a response at a look -----------------------------------------------------------------------
    VTRIAL_FUNCTION std::int64_t response_sum(std::int64_t look, int response) const {
        return estimand_sum(look, static_cast<int>(estimands)) + response * sums_a_response;
    }
    /// Patients assessed, both arms together.
    VTRIAL_FUNCTION Moment assessed(std::int64_t look, int response) const {
        return {response_sum(look, response)};
    }
    /// The rate of an arm, in replicates in which some of it are assessed.
    VTRIAL_FUNCTION Moment response_rate(std::int64_t look, int response, int arm) const {
        return {response_sum(look, response) + 2 + 3 * arm};
    }
    VTRIAL_FUNCTION std::int64_t response_rate_exists(std::int64_t look, int response,
                                                      int arm) const {
        return response_sum(look, response) + 4 + 3 * arm;
    }
    VTRIAL_FUNCTION Moment rate_difference(std::int64_t look, int response) const {
        return {response_sum(look, response) + 8};
    }
    /// Of the test of the difference, then of Cochran-Mantel-Haenszel.
    VTRIAL_FUNCTION std::int64_t response_rejects(std::int64_t look, int response, int test) const {
        return response_sum(look, response) + 10 + test;
    }
    VTRIAL_FUNCTION std::int64_t rate_difference_exists(std::int64_t look, int response) const {
        return response_sum(look, response) + 12;
    }

    // a second randomisation at a look ------------------------------------------------------------
    VTRIAL_FUNCTION std::int64_t second_sum(std::int64_t look) const {
        return response_sum(look, static_cast<int>(responses));
    }
    /// Patients of a second arm; arm_count is both arms together.
    VTRIAL_FUNCTION Moment randomised_again(std::int64_t look, int arm) const {
        return {second_sum(look) + 2 * arm};
    }
    /// Both arms together as a share of those randomised first.
    VTRIAL_FUNCTION Moment randomised_again_share(std::int64_t look) const {
        return {second_sum(look) + 6};
    }

    // an adverse event that recurs, at a look ----------------------------------------------------
    VTRIAL_FUNCTION std::int64_t recurrent_sum(std::int64_t look, int event) const {
        return second_sum(look) + second_randomisations * sums_a_second_randomisation +
               event * sums_a_recurrent_event;
    }
    /// Events a year of treatment of an arm, in replicates in which some of it were treated.
    VTRIAL_FUNCTION Moment event_rate(std::int64_t look, int event, int arm) const {
        return {recurrent_sum(look, event) + 3 * arm};
    }
    VTRIAL_FUNCTION std::int64_t event_rate_exists(std::int64_t look, int event, int arm) const {
        return recurrent_sum(look, event) + 3 * arm + 2;
    }

    // quality of life of a month, at a look ------------------------------------------------------
    VTRIAL_FUNCTION std::int64_t score_sum(std::int64_t look, int month, int arm) const {
        return recurrent_sum(look, static_cast<int>(recurrent)) + month * sums_a_score +
               arm * (sums_a_score / 2);
    }
    /// The mean score and the mean change from baseline as shares of 100.
    VTRIAL_FUNCTION Moment score(std::int64_t look, int month, int arm) const {
        return {score_sum(look, month, arm)};
    }
    VTRIAL_FUNCTION Moment score_change(std::int64_t look, int month, int arm) const {
        return {score_sum(look, month, arm) + 2};
    }
    VTRIAL_FUNCTION std::int64_t score_exists(std::int64_t look, int month, int arm) const {
        return score_sum(look, month, arm) + 4;
    }
    /// Of those randomised long enough ago, the share who were asked.
    VTRIAL_FUNCTION Moment asked_share(std::int64_t look, int month, int arm) const {
        return {score_sum(look, month, arm) + 5};
    }
    VTRIAL_FUNCTION std::int64_t asked_share_exists(std::int64_t look, int month, int arm) const {
        return score_sum(look, month, arm) + 7;
    }

    // a number described of patients, at a look --------------------------------------------------
    VTRIAL_FUNCTION std::int64_t measurement_sum(std::int64_t look, int row, int arm) const {
        return score_sum(look, static_cast<int>(score_months), 0) + row * sums_a_measurement +
               arm * (sums_a_measurement / 2);
    }
    /// Mean or median, and standard deviation between patients, as shares of the most there can be.
    VTRIAL_FUNCTION Moment measured(std::int64_t look, int row, int arm) const {
        return {measurement_sum(look, row, arm)};
    }
    VTRIAL_FUNCTION Moment measured_deviation(std::int64_t look, int row, int arm) const {
        return {measurement_sum(look, row, arm) + 2};
    }
    VTRIAL_FUNCTION Moment patients_measured(std::int64_t look, int row, int arm) const {
        return {measurement_sum(look, row, arm) + 4};
    }
    VTRIAL_FUNCTION std::int64_t measured_exists(std::int64_t look, int row, int arm) const {
        return measurement_sum(look, row, arm) + 6;
    }
    VTRIAL_FUNCTION std::int64_t sums() const { return look_sum(looks); }

    // counts -------------------------------------------------------------------------------------
    /// [days] replicates by calendar day of the decision that ends the testing
    VTRIAL_FUNCTION std::int64_t stop_histogram() const { return 0; }
    /// [days] replicates by calendar day of the look
    VTRIAL_FUNCTION std::int64_t day_histogram(std::int64_t look) const {
        return (1 + look) * days;
    }
    /// [hr_bins] replicates by log hazard ratio
    VTRIAL_FUNCTION std::int64_t hr_histogram(std::int64_t look, int estimand, int test) const {
        return day_histogram(looks) +
               (estimand_index(look, estimand) * stratification_count + test) * hr_bins;
    }
    /// [2 * days] replicates by twice the median in days; those without a median are not counted
    VTRIAL_FUNCTION std::int64_t median_histogram(std::int64_t look, int estimand, int arm) const {
        return hr_histogram(looks, 0, 0) + arm_index(look, estimand, arm) * 2 * days;
    }
    /// [days] patients by day of leaving, [days] by day of event, over all replicates
    VTRIAL_FUNCTION std::int64_t pooled_leavers(std::int64_t look, int estimand, int arm) const {
        return median_histogram(looks, 0, 0) + arm_index(look, estimand, arm) * 2 * days;
    }
    VTRIAL_FUNCTION std::int64_t pooled_events(std::int64_t look, int estimand, int arm) const {
        return pooled_leavers(look, estimand, arm) + days;
    }
    /// [band_bins] replicates by survival at a month
    VTRIAL_FUNCTION std::int64_t band(std::int64_t look, int estimand, int arm,
                                      std::int64_t month) const {
        return pooled_leavers(looks, 0, 0) +
               (arm_index(look, estimand, arm) * months + month) * band_bins;
    }
    /// Counts of a tally without bands, and with them.
    VTRIAL_FUNCTION std::int64_t counts_without_bands() const {
        return pooled_leavers(looks, 0, 0);
    }
    VTRIAL_FUNCTION std::int64_t counts() const { return band(looks, 0, 0, 0); }

  private:
    VTRIAL_FUNCTION std::int64_t sums_an_estimand() const {
        return sums_of_events + stratification_count * sums_a_test +
               further_tests * sums_a_further_test;
    }
    VTRIAL_FUNCTION std::int64_t sums_a_look() const {
        return sums_of_a_look + hypotheses * sums_a_decision + estimands * sums_an_estimand() +
               responses * sums_a_response + second_randomisations * sums_a_second_randomisation +
               recurrent * sums_a_recurrent_event + score_months * sums_a_score +
               measurements * sums_a_measurement;
    }
    VTRIAL_FUNCTION std::int64_t estimand_index(std::int64_t look, int estimand) const {
        return look * estimands + estimand;
    }
    VTRIAL_FUNCTION std::int64_t arm_index(std::int64_t look, int estimand, int arm) const {
        return estimand_index(look, estimand) * arm_count + arm;
    }
};

/// The layout of the tallies of a plan.
VTRIAL_FUNCTION TallyLayout layout_of(Plan const& plan) {
    std::int32_t further = 0;
    for (std::int32_t k = 0; k < plan.estimands; ++k) {
        further = larger(further, plan.estimand[k].further_tests);
    }
    return {plan.looks,
            plan.last_day + 1,
            plan.curve_days.size,
            plan.estimands,
            further,
            plan.hypotheses,
            plan.responses.count,
            plan.second_randomisation.is_planned,
            plan.responses.recurrent,
            score_months(plan),
            measurements_of(plan)};
}

/// The tally that a team adds to. Without `has_bands`, counts end before the bands.
struct TallyView {
    TallyLayout layout;
    std::int64_t* sums;
    std::uint32_t* counts;
    std::int32_t has_bands;
};

}  // namespace vtrial::kernels
