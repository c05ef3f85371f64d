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

    static constexpr std::int64_t sums_a_test = 6;
    static constexpr std::int64_t sums_an_endpoint = 8 + stratification_count * sums_a_test;
    static constexpr std::int64_t sums_a_look = 7 + endpoint_count * sums_an_endpoint;

    VTRIAL_FUNCTION std::int64_t endpoint_index(std::int64_t look, int endpoint) const {
        return look * endpoint_count + endpoint;
    }
    VTRIAL_FUNCTION std::int64_t arm_index(std::int64_t look, int endpoint, int arm) const {
        return endpoint_index(look, endpoint) * arm_count + arm;
    }
    VTRIAL_FUNCTION std::int64_t test_index(std::int64_t look, int endpoint, int test) const {
        return endpoint_index(look, endpoint) * stratification_count + test;
    }

    // sums ---------------------------------------------------------------------------------------
    VTRIAL_FUNCTION std::int64_t replicates() const { return 0; }
    VTRIAL_FUNCTION std::int64_t look_sum(std::int64_t look) const {
        return 1 + look * sums_a_look;
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
    VTRIAL_FUNCTION std::int64_t endpoint_sum(std::int64_t look, int endpoint) const {
        return look_sum(look) + 7 + std::int64_t{endpoint} * sums_an_endpoint;
    }
    /// Events of an arm; arm_count is both arms together.
    VTRIAL_FUNCTION Moment events(std::int64_t look, int endpoint, int arm) const {
        return {endpoint_sum(look, endpoint) + 2 * arm};
    }
    VTRIAL_FUNCTION std::int64_t rejected_by_now(std::int64_t look, int endpoint) const {
        return endpoint_sum(look, endpoint) + 6;
    }
    VTRIAL_FUNCTION std::int64_t rejected_here(std::int64_t look, int endpoint) const {
        return endpoint_sum(look, endpoint) + 7;
    }
    VTRIAL_FUNCTION std::int64_t test_sum(std::int64_t look, int endpoint, int test) const {
        return endpoint_sum(look, endpoint) + 8 + test * sums_a_test;
    }
    VTRIAL_FUNCTION Moment log_hr(std::int64_t look, int endpoint, int test) const {
        return {test_sum(look, endpoint, test)};
    }
    VTRIAL_FUNCTION std::int64_t standard_error(std::int64_t look, int endpoint, int test) const {
        return test_sum(look, endpoint, test) + 2;
    }
    VTRIAL_FUNCTION std::int64_t hr_exists(std::int64_t look, int endpoint, int test) const {
        return test_sum(look, endpoint, test) + 3;
    }
    VTRIAL_FUNCTION std::int64_t covered(std::int64_t look, int endpoint, int test) const {
        return test_sum(look, endpoint, test) + 4;
    }
    VTRIAL_FUNCTION std::int64_t rejects_nominal(std::int64_t look, int endpoint, int test) const {
        return test_sum(look, endpoint, test) + 5;
    }
    VTRIAL_FUNCTION std::int64_t sums() const { return look_sum(looks); }

    // counts -------------------------------------------------------------------------------------
    /// [days] replicates by calendar day of the look
    VTRIAL_FUNCTION std::int64_t day_histogram(std::int64_t look) const { return look * days; }
    /// [hr_bins] replicates by log hazard ratio
    VTRIAL_FUNCTION std::int64_t hr_histogram(std::int64_t look, int endpoint, int test) const {
        return look_end() + test_index(look, endpoint, test) * hr_bins;
    }
    /// [2 * days] replicates by twice the median in days; those without a median are not counted
    VTRIAL_FUNCTION std::int64_t median_histogram(std::int64_t look, int endpoint, int arm) const {
        return hr_end() + arm_index(look, endpoint, arm) * 2 * days;
    }
    /// [days] patients by day of leaving, [days] by day of event, over all replicates
    VTRIAL_FUNCTION std::int64_t pooled_leavers(std::int64_t look, int endpoint, int arm) const {
        return median_end() + arm_index(look, endpoint, arm) * 2 * days;
    }
    VTRIAL_FUNCTION std::int64_t pooled_events(std::int64_t look, int endpoint, int arm) const {
        return pooled_leavers(look, endpoint, arm) + days;
    }
    /// [band_bins] replicates by survival at a month
    VTRIAL_FUNCTION std::int64_t band(std::int64_t look, int endpoint, int arm,
                                      std::int64_t month) const {
        return pooled_end() + (arm_index(look, endpoint, arm) * months + month) * band_bins;
    }
    /// Counts of a tally without bands, and with them.
    VTRIAL_FUNCTION std::int64_t counts_without_bands() const { return pooled_end(); }
    VTRIAL_FUNCTION std::int64_t counts() const { return band(looks, 0, 0, 0); }

  private:
    VTRIAL_FUNCTION std::int64_t look_end() const { return day_histogram(looks); }
    VTRIAL_FUNCTION std::int64_t hr_end() const {
        return look_end() + test_index(looks, 0, 0) * hr_bins;
    }
    VTRIAL_FUNCTION std::int64_t median_end() const {
        return hr_end() + arm_index(looks, 0, 0) * 2 * days;
    }
    VTRIAL_FUNCTION std::int64_t pooled_end() const {
        return median_end() + arm_index(looks, 0, 0) * 2 * days;
    }
};

/// The layout of the tallies of a plan.
VTRIAL_FUNCTION TallyLayout layout_of(Plan const& plan) {
    return {plan.looks, plan.last_day + 1, plan.curve_days.size};
}

/// The tally that a team adds to. Without `has_bands`, counts end before the bands.
struct TallyView {
    TallyLayout layout;
    std::int64_t* sums;
    std::uint32_t* counts;
    std::int32_t has_bands;
};

}  // namespace vtrial::kernels
