#include "host/store/plan_hash.hpp"

#include <string_view>

#include "host/store/canonical_bytes.hpp"
#include "host/store/myeloma_plan_hash.hpp"
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
void add(CanonicalBytes& bytes, double value) { bytes.add(value); }

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

void add(CanonicalBytes& bytes, kernels::TriggerPlan const& trigger) {
    auto const& [kind, events_of, events, day] = trigger;
    add_all(bytes, kind, events_of, events, day);
}

void add(CanonicalBytes& bytes, kernels::CheckpointPlan const& checkpoint) {
    auto const& [day, events_of, fewer_than_events, then_at_latest_day] = checkpoint;
    add_all(bytes, day, events_of, fewer_than_events, then_at_latest_day);
}

void add(CanonicalBytes& bytes, kernels::LookPlan const& look) {
    auto const& [triggers, trigger, waits_for_all, least_days_after_before, at_latest_day,
                 checkpoints, checkpoint, tests_if_not_reached, cleaning_days, analyses_cleaning] =
        look;
    add_all(bytes, triggers, waits_for_all, least_days_after_before, at_latest_day, checkpoints,
            tests_if_not_reached, cleaning_days, analyses_cleaning);
    for (std::int32_t i = 0; i < triggers; ++i) {
        add(bytes, trigger[i]);
    }
    for (std::int32_t i = 0; i < checkpoints; ++i) {
        add(bytes, checkpoint[i]);
    }
}

void add(CanonicalBytes& bytes, kernels::TestPlan const& test) {
    auto const& [kind, stratified, rho, gamma, day, margin] = test;
    add_all(bytes, kind, stratified, rho, gamma, day, margin);
}

void add(CanonicalBytes& bytes, kernels::EstimandPlan const& estimand) {
    auto const& [endpoint, rule, subgroup, by_response, by_other_response, randomisation, first_arm,
                 has_true_log_hr, true_log_hr, further_tests, further] = estimand;
    add_all(bytes, endpoint, has_true_log_hr, true_log_hr, further_tests);
    // neither without rules nor without subgroups, so that the identity of such studies is the old
    constexpr std::int32_t subgroup_follows = -1;  // no rule has this number
    if (subgroup >= 0) {
        add_all(bytes, subgroup_follows, subgroup);
    }
    constexpr std::int32_t by_response_follows = -2;
    if (by_response != 0) {
        add_all(bytes, by_response_follows, by_response);
    }
    constexpr std::int32_t by_other_response_follows = -4;
    if (by_other_response != 0) {
        add_all(bytes, by_other_response_follows, by_other_response);
    }
    constexpr std::int32_t randomisation_follows = -3;
    if (randomisation != 0) {
        add_all(bytes, randomisation_follows, randomisation, first_arm);
    }
    if (rule != 0) {
        bytes.add(rule);
    }
    for (std::int32_t i = 0; i < further_tests; ++i) {
        add(bytes, further[i]);
    }
}

void add(CanonicalBytes& bytes, kernels::BoundTablePlan const& table) {
    auto const& [ignores_events, first_before, before_count, first_new, new_count, first_efficacy,
                 first_futility] = table;
    add_all(bytes, ignores_events, first_before, before_count, first_new, new_count, first_efficacy,
            first_futility);
}

void add(CanonicalBytes& bytes, kernels::CovariateFactorPlan const& factor) {
    auto const& [covariate, profiles_a_level, cuts, cut] = factor;
    add_all(bytes, covariate, profiles_a_level, cuts);
    for (std::int32_t k = 0; k < cuts; ++k) {
        bytes.add(cut[k]);
    }
}

void add(CanonicalBytes& bytes, kernels::HypothesisPlan const& hypothesis, std::int32_t looks) {
    auto const& [estimand, response, test, tested, first_table] = hypothesis;
    add_all(bytes, estimand, test);
    if (response >= 0) {  // estimand is -1, which no other has
        bytes.add(response);
    }
    for (std::int32_t look = 0; look < looks; ++look) {
        bytes.add(tested[look]);
    }
    for (std::int32_t const first : first_table) {
        bytes.add(first);
    }
}

template <class Value>
void add(CanonicalBytes& bytes, kernels::View<Value> const& values) {
    bytes.add(values.size);
    for (std::int64_t i = 0; i < values.size; ++i) {
        add(bytes, values[i]);
    }
}

void add(CanonicalBytes& bytes, kernels::TransitionPlan const& transition) {
    // varies_by_profile follows from the cells
    auto const& [form, most_pieces, has_shape, has_frailty, has_cure, varies_by_profile, cells] =
        transition;
    static_cast<void>(varies_by_profile);
    add_all(bytes, form, most_pieces, has_shape, has_frailty, has_cure);
    add(bytes, cells);
}

void add(CanonicalBytes& bytes, kernels::AssessmentPhasePlan const& phase) {
    auto const& [visits_before, day_before, visits, every_days, visits_per_day] = phase;
    add_all(bytes, visits_before, day_before, visits, every_days, visits_per_day);
}

/// Nothing where there are none: the identity of a study without them has not changed.
void add(CanonicalBytes& bytes, kernels::AssessmentPlan const& assessments) {
    auto const& [phases, phase, missed_of_65536, new_therapy_ticks_per_log2, has_missed,
                 has_new_therapy, rules, rule] = assessments;
    if (phases == 0) {
        return;
    }
    add_all(bytes, phases, has_missed, has_new_therapy, rules);
    for (std::int32_t k = 0; k < phases; ++k) {
        add(bytes, phase[k]);
    }
    for (int arm = 0; arm < kernels::arm_count; ++arm) {
        add_all(bytes, missed_of_65536[arm], new_therapy_ticks_per_log2[arm]);
    }
    for (std::int32_t k = 0; k < rules; ++k) {
        bytes.add(rule[k]);
    }
}

/// Without a copula nothing, so that older stores go on.
void add(CanonicalBytes& bytes, kernels::CopulaPlan const& copula) {
    auto const& [family, ends_are_ordered, dependence, complement] = copula;
    if (family != kernels::CopulaFamily::none) {
        add_all(bytes, family, ends_are_ordered, dependence, complement);
    }
}

/// Nothing where nobody crosses over.
void add(CanonicalBytes& bytes, kernels::CrossoverPlan const& crossover) {
    auto const& [share, inverse_hazard_ratio] = crossover;
    if (share > 0.0) {
        bytes.add(share);
        for (float const ratio : inverse_hazard_ratio) {
            bytes.add(ratio);
        }
    }
}

/// Nothing where none is planned.
void add(CanonicalBytes& bytes, kernels::SecondRandomisationPlan const& second,
         kernels::View<float const> hazard_before) {
    auto const& [is_planned, day, consent_share, experimental_share, by_response,
                 inverse_hazard_ratio] = second;
    if (is_planned == 0) {
        return;
    }
    add_all(bytes, is_planned, day, consent_share, experimental_share, by_response);
    for (float const ratio : inverse_hazard_ratio) {
        bytes.add(ratio);
    }
    for (std::int64_t i = 0; i < hazard_before.size; ++i) {
        bytes.add(hazard_before[i]);
    }
}

/// Nothing where there are no responses.
void add(CanonicalBytes& bytes, kernels::ResponsesPlan const& responses,
         kernels::View<double const> bounds) {
    // those that recur follow from the kinds and rows
    auto const& [count, response, has_duration, recurrent, recurrent_response] = responses;
    for (std::int32_t i = 0; i < count; ++i) {
        auto const& [assessed_day, is_linked, own_weight, time_weight, margin, kind, row,
                     latest_days, is_of_subgroup, subgroup, is_from_second, first_arm] =
            response[i];
        add_all(bytes, assessed_day, is_linked, own_weight, time_weight, margin);
        if (kind != kernels::ResponseKind::drawn) {
            add_all(bytes, kind, row, latest_days);
        }
        if (is_of_subgroup != 0) {
            add_all(bytes, is_of_subgroup, subgroup);
        }
        if (is_from_second != 0) {
            add_all(bytes, is_from_second, first_arm);
        }
    }
    if (count > 0) {
        add(bytes, bounds);
    }
    if (has_duration != 0) {
        bytes.add(has_duration);
    }
}

void add(CanonicalBytes& bytes, kernels::Plan const& plan) {
    // has_weighted_tests says what of the scratch is needed, and changes no number;
    // profiles_a_stratum follows from the strata and the cells of a transition
    auto const& [seed, patients, strata, profiles_a_stratum, block_places, block_experimental,
                 last_day, frailty_log2_sd, dropout_ticks_per_log2, transitions, assessments,
                 copula, crossover, second_randomisation, responses, looks, look, estimands,
                 estimand, hypotheses, hypothesis, has_weighted_tests, nominal_bound,
                 profile_thresholds, subgroup_members, response_bounds, accrual, pieces,
                 hazard_before_second, log_of_count, curve_days, bound_tables, bound_events, bounds,
                 myeloma, covariate_factors] = plan;
    add_all(bytes, seed, patients, strata, block_places, block_experimental, last_day,
            frailty_log2_sd, looks, estimands, hypotheses, nominal_bound);
    for (float const ticks : dropout_ticks_per_log2) {
        bytes.add(ticks);
    }
    for (kernels::TransitionPlan const& transition : transitions) {
        add(bytes, transition);
    }
    add(bytes, assessments);
    add(bytes, copula);
    add(bytes, crossover);
    add(bytes, second_randomisation, hazard_before_second);
    add(bytes, responses, response_bounds);
    for (std::int32_t i = 0; i < looks; ++i) {
        add(bytes, look[i]);
    }
    for (std::int32_t i = 0; i < estimands; ++i) {
        add(bytes, estimand[i]);
    }
    for (std::int32_t i = 0; i < hypotheses; ++i) {
        add(bytes, hypothesis[i], looks);
    }
    add(bytes, profile_thresholds);
    if (subgroup_members.size > 0) {
        add(bytes, subgroup_members);
    }
    add(bytes, accrual);
    add(bytes, pieces);
    add(bytes, log_of_count);
    add(bytes, curve_days);
    add(bytes, bound_tables);
    add(bytes, bound_events);
    add(bytes, bounds);
    if (kernels::has_disease_model(plan)) {
        add_myeloma_plan(bytes, myeloma[0]);
        add(bytes, covariate_factors);
    }
}

/// What gives the places of a tally their meaning.
void add(CanonicalBytes& bytes, kernels::TallyLayout const& layout) {
    // the plan has said how many responses there are, which of them recur, how many months of
    // quality of life, how many measurements, and of a second randomisation
    auto const& [looks, days, months, estimands, further_tests, hypotheses, responses,
                 second_randomisations, recurrent, score_months, measurements] = layout;
    add_all(bytes, looks, days, months, estimands, further_tests, hypotheses, layout.sums(),
            layout.counts());
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
