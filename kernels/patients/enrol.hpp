// Enrol: the day on which each patient enters, the stratum, and what else is fixed at baseline.
#pragma once

#include "kernels/core/double_precision.hpp"
#include "kernels/core/single_precision.hpp"
#include "kernels/plan/draws.hpp"
#include "kernels/replicate/scratch.hpp"

namespace vtrial::kernels {

/// The calendar day, rounded down, on which each patient arrives: the expected number recruited
/// reaches the patient's number plus a uniform.
template <class Team>
VTRIAL_FUNCTION void set_entry_days(Team const& team, Plan const& plan, Patients patients) {
    // piece by piece, so that each loop over patients is free of inner loops
    for (std::int64_t k = 0; k < plan.accrual.size; ++k) {
        AccrualPiece const piece = plan.accrual[k];
        team.for_each(plan.patients, [=](std::int32_t i) {
            double const recruited = i + open_uniform_double(patients.arrival_word[i]);
            double const since = recruited - piece.first_patient;
            double const day = piece.start_day + since * piece.days_per_patient;
            // before the piece its line may run below 0 or, as days, above what an int holds
            bool const reached = since >= 0.0;
            auto const whole_day = static_cast<std::int32_t>(select(reached, day, 0.0));
            patients.entry_day[i] = reached ? whole_day : patients.entry_day[i];
        });
    }
}

/// The stratum of each patient: how many thresholds a word reaches.
template <class Team>
VTRIAL_FUNCTION void set_strata(Team const& team, Plan const& plan, Patients patients) {
    team.for_each(plan.patients, [=](std::int32_t i) { patients.stratum[i] = 0; });
    for (std::int64_t k = 0; k < plan.stratum_thresholds.size; ++k) {
        std::uint32_t const threshold = plan.stratum_thresholds[k];
        team.for_each(plan.patients, [=](std::int32_t i) {
            patients.stratum[i] += patients.stratum_word[i] >= threshold ? 1 : 0;
        });
    }
}

/// The frailty of each patient: log-normal with median 1.
template <class Team>
VTRIAL_FUNCTION void set_frailty(Team const& team, Plan const& plan, Patients patients) {
    double const log2_sd = plan.frailty_log2_sd;
    team.for_each(plan.patients, [=](std::int32_t i) {
        double const uniform = open_uniform_double(patients.frailty_word[i]);
        patients.frailty_log2[i] = log2_sd * normal_quantile<false>(uniform);
    });
    // a loop of its own: g++ does not vectorise the two together
    team.for_each(plan.patients, [=](std::int32_t i) {
        patients.inverse_frailty[i] = exp2_of(-patients.frailty_log2[i]);
    });
}

/// Entry day, stratum, frailty and drop-out draw of every patient, by number of arrival.
template <class Team>
VTRIAL_FUNCTION void enrol(Team const& team, Plan const& plan, std::uint64_t replicate,
                           Patients patients) {
    team.draw_for_each(plan.seed, replicate, DrawPurpose::baseline, plan.patients,
                       {{patients.arrival_word, patients.stratum_word, patients.frailty_word,
                         patients.dropout_word}});
    set_entry_days(team, plan, patients);
    set_strata(team, plan, patients);
    if (plan.frailty_log2_sd != 0.0) {
        set_frailty(team, plan, patients);
    }
}

}  // namespace vtrial::kernels
