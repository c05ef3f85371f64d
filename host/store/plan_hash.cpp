#include "host/store/plan_hash.hpp"

#include <string_view>

#include "host/store/canonical_bytes.hpp"
#include "kernels/tally/layout.hpp"

namespace vtrial::host {
namespace {

// Each struct is taken apart into all its fields: one that is added to it no longer compiles here.

template <class... Values>
void add_all(CanonicalBytes& bytes, Values... values) {
    (bytes.add(values), ...);
}

void add(CanonicalBytes& bytes, std::uint32_t value) { bytes.add(value); }
void add(CanonicalBytes& bytes, std::int32_t value) { bytes.add(value); }
void add(CanonicalBytes& bytes, std::int64_t value) { bytes.add(value); }

void add(CanonicalBytes& bytes, kernels::HazardPiece const& piece) {
    auto const& [cumulative_hazard, start, inverse_rate] = piece;
    add_all(bytes, cumulative_hazard, start, inverse_rate);
}

void add(CanonicalBytes& bytes, kernels::HazardCell const& cell) {
    auto const& [ticks_per_log2, hazard_per_log2, inverse_shape, log2_scale_ticks, first_piece,
                 piece_count, cured_share] = cell;
    add_all(bytes, ticks_per_log2, hazard_per_log2, inverse_shape, log2_scale_ticks, first_piece,
            piece_count, cured_share);
}

void add(CanonicalBytes& bytes, kernels::AccrualPiece const& piece) {
    auto const& [first_patient, start_day, days_per_patient] = piece;
    add_all(bytes, first_patient, start_day, days_per_patient);
}

void add(CanonicalBytes& bytes, kernels::LookPlan const& look) {
    auto const& [trigger, events_of, events, day, at_latest_day] = look;
    add_all(bytes, trigger, events_of, events, day, at_latest_day);
}

template <class Value>
void add(CanonicalBytes& bytes, kernels::View<Value> const& values) {
    bytes.add(values.size);
    for (std::int64_t i = 0; i < values.size; ++i) {
        add(bytes, values[i]);
    }
}

void add(CanonicalBytes& bytes, kernels::TransitionPlan const& transition) {
    auto const& [form, most_pieces, has_shape, has_frailty, has_cure, cells] = transition;
    add_all(bytes, form, most_pieces, has_shape, has_frailty, has_cure);
    add(bytes, cells);
}

void add(CanonicalBytes& bytes, kernels::DecisionPlan const& decision, std::int32_t looks) {
    auto const& [decides, by_stratified, tested, bound, has_true_log_hr, true_log_hr] = decision;
    add_all(bytes, decides, by_stratified, has_true_log_hr, true_log_hr);
    for (std::int32_t look = 0; look < looks; ++look) {
        add_all(bytes, tested[look], bound[look]);
    }
}

void add(CanonicalBytes& bytes, kernels::Plan const& plan) {
    // has_weighted_tests says what of the scratch is needed, and changes no number;
    // profiles_a_stratum follows from the strata and the cells of a transition
    auto const& [seed, patients, strata, profiles_a_stratum, block_places, block_experimental,
                 last_day, frailty_log2_sd, dropout_ticks_per_log2, transitions, looks, look,
                 decision, has_weighted_tests, nominal_bound, profile_thresholds, accrual, pieces,
                 log_of_count, curve_days] = plan;
    add_all(bytes, seed, patients, strata, block_places, block_experimental, last_day,
            frailty_log2_sd, looks, nominal_bound);
    for (float const ticks : dropout_ticks_per_log2) {
        bytes.add(ticks);
    }
    for (kernels::TransitionPlan const& transition : transitions) {
        add(bytes, transition);
    }
    for (std::int32_t i = 0; i < looks; ++i) {
        add(bytes, look[i]);
    }
    for (kernels::DecisionPlan const& endpoint : decision) {
        add(bytes, endpoint, looks);
    }
    add(bytes, profile_thresholds);
    add(bytes, accrual);
    add(bytes, pieces);
    add(bytes, log_of_count);
    add(bytes, curve_days);
}

/// What gives the places of a tally their meaning.
void add(CanonicalBytes& bytes, kernels::TallyLayout const& layout) {
    auto const& [looks, days, months] = layout;
    add_all(bytes, looks, days, months, layout.sums(), layout.counts());
    add_all(bytes, kernels::moment_bits, kernels::hr_bins, kernels::hr_first,
            kernels::hr_bins_per_unit, kernels::band_bins, kernels::band_replicates);
}

}  // namespace

std::string plan_sha256(kernels::Plan const& plan) {
    CanonicalBytes bytes;
    bytes.add(std::string_view("vtrial plan"));
    bytes.add(replicate_version);
    add(bytes, plan);
    add(bytes, kernels::layout_of(plan));
    return bytes.sha256();
}

}  // namespace vtrial::host
