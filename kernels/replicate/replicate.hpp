// One replicate: a simulated trial from the first patient enrolled to the last analysis. It reads
// like the protocol and runs on any team; docs/REPLICATE.md says exactly what each step does.
#pragma once

#include "kernels/looks/assessed_cut.hpp"
#include "kernels/looks/cut.hpp"
#include "kernels/looks/decide.hpp"
#include "kernels/looks/response_cut.hpp"
#include "kernels/looks/second_cut.hpp"
#include "kernels/myeloma/covariate_levels.hpp"
#include "kernels/myeloma/observe_disease.hpp"
#include "kernels/myeloma/observe_in_stretches.hpp"
#include "kernels/patients/assess.hpp"
#include "kernels/patients/enrol.hpp"
#include "kernels/patients/follow.hpp"
#include "kernels/patients/observe.hpp"
#include "kernels/patients/randomise.hpp"
#include "kernels/patients/respond.hpp"
#include "kernels/patients/second_randomisation.hpp"
#include "kernels/replicate/analyse_estimand.hpp"
#include "kernels/replicate/analyse_responses.hpp"
#include "kernels/replicate/analyse_safety.hpp"
#include "kernels/replicate/outcome.hpp"
#include "kernels/tally/add_response.hpp"
#include "kernels/tally/add_safety.hpp"
#include "kernels/tally/add_second_randomisation.hpp"

namespace vtrial::kernels {

/// Enrols the patients of a replicate, with the profiles of their covariates.
template <class Team, class Packed>
VTRIAL_FUNCTION void enrol_all(Team const& team, Plan const& plan, std::uint64_t replicate,
                               ScratchOf<Packed> const& scratch) {
    enrol(team, plan, replicate, scratch.patients, scratch.tile);
    if constexpr (Team::has_disease_model) {
        if (plan.covariate_factors.size > 0) {
            team.for_each_tile(scratch.patients, scratch.tile,
                               [&](auto const& member, Patients part, PatientTile) {
                                   set_covariate_levels(member, plan, replicate, part);
                               });
        }
    }
}

/// Follows patients by the disease model: a thread by tiles, lanes of a block in stretches.
template <bool with_safety, class Team, class Packed>
VTRIAL_FUNCTION void follow_disease(Team const& team, Plan const& plan, std::uint64_t replicate,
                                    ScratchOf<Packed> const& scratch) {
    if constexpr (Team::is_one_thread) {
        team.for_each_tile(scratch.patients, scratch.tile,
                           [&](auto const& member, Patients part, PatientTile own) {
                               observe_disease<with_safety>(member, plan, replicate, part, own);
                           });
    } else {
        observe_in_stretches<with_safety>(team, plan, replicate, scratch.patients, scratch.parked);
    }
}

/// Treats and follows patients, who have been randomised, by the disease model, and sets down what
/// is seen of them.
template <class Team, class Packed>
VTRIAL_FUNCTION void follow_disease_and_assess(Team const& team, Plan const& plan,
                                               std::uint64_t replicate,
                                               ScratchOf<Packed> const& scratch) {
    if (Team::has_safety && has_safety(plan)) {
        follow_disease<Team::has_safety>(team, plan, replicate, scratch);
    } else {
        follow_disease<false>(team, plan, replicate, scratch);
    }
    if (plan.assessments.phases > 0) {
        team.for_each_tile(scratch.patients, scratch.tile,
                           [&](auto const& member, Patients part, PatientTile own) {
                               assess(member, plan, replicate, part, own);
                           });
    }
}

/// The same by hazards, of a part of the patients.
template <class Team>
VTRIAL_FUNCTION void follow_and_observe(Team const& team, Plan const& plan, std::uint64_t replicate,
                                        Patients patients, PatientTile tile) {
    follow(team, plan, replicate, patients, tile);
    observe(team, plan, patients, tile);
    if constexpr (Team::has_extras) {
        if (plan.assessments.phases > 0) {
            assess(team, plan, replicate, patients, tile);
        }
        respond(team, plan, patients, tile);
    }
}

/// Simulates the patients of a replicate: enrolled, randomised, treated and followed without end.
template <class Team, class Packed>
VTRIAL_FUNCTION void simulate_patients(Team const& team, Plan const& plan, std::uint64_t replicate,
                                       ScratchOf<Packed> const& scratch) {
    enrol_all(team, plan, replicate, scratch);
    rank_in_strata(team, plan, scratch);
    draw_blocks(team, plan, replicate, scratch);
    bool const has_disease = Team::has_disease_model && has_disease_model(plan);
    team.for_each_tile(scratch.patients, scratch.tile,
                       [&](auto const& member, Patients part, PatientTile tile) {
                           randomise(member, plan, scratch.blocks, part);
                           if constexpr (Team::has_extras) {
                               if (plan.second_randomisation.is_planned != 0) {
                                   plan_second_randomisation(member, plan, replicate, part, tile);
                               }
                           }
                           if (!has_disease) {
                               follow_and_observe(member, plan, replicate, part, tile);
                           }
                       });
    if constexpr (Team::has_disease_model) {
        if (has_disease) {
            follow_disease_and_assess(team, plan, replicate, scratch);
        }
    }
}

/// Cuts the data of every look.
template <class Team, class Packed>
VTRIAL_FUNCTION void cut_looks(Team const& team, Plan const& plan, ScratchOf<Packed> const& scratch,
                               ReplicateOutcome& outcome) {
    CountedEvents counted;
    std::int32_t day_before = -1;
    for (int look = 0; look < plan.looks; ++look) {
        LookPlan const& planned = plan.look[look];
        Cut const cut = cut_of(team, plan, planned, day_before, scratch, counted);
        std::int32_t const decision_day = smaller(cut.day + planned.cleaning_days, plan.last_day);
        std::int32_t const cleaning_events =
            planned.cleaning_days == 0
                ? 0
                : events_between(team, plan, scratch, planned.trigger[0].events_of, cut.day,
                                 decision_day);
        team.once([&] {
            LookOutcome& result = outcome.look[look];
            result.day = cut.day;
            result.events_not_reached = cut.events_not_reached;
            result.was_extended = cut.was_extended;
            result.cleaning_events = cleaning_events;
            result.randomised_again[0] = 0;
            result.randomised_again[1] = 0;
        });
        day_before = cut.day;
    }
}

/// What is known of an estimand at a cut; returns the number of patients enrolled.
template <class Team, class Packed>
VTRIAL_FUNCTION std::int32_t follow_estimand(Team const& team, Plan const& plan,
                                             std::uint64_t replicate, std::int32_t cut_day,
                                             EstimandPlan const& estimand,
                                             ScratchOf<Packed> const& scratch) {
    Matrix<ShortDay> const& observed = scratch.patients.observed;
    if constexpr (Team::has_extras) {
        if (estimand.endpoint == Endpoint::DOR) {
            return follow_response_until(team, plan, cut_day, scratch);
        }
        if (estimand.endpoint == Endpoint::PFS && plan.assessments.phases > 0) {
            return follow_assessed_until(team, plan, replicate, cut_day,
                                         observed[pfs_row(estimand.rule)], scratch);
        }
    }
    return follow_until(team, plan, cut_day, observed[static_cast<int>(estimand.endpoint)],
                        scratch);
}

/// Leaves those patients in what is known at a cut whom an estimand is about, and says which arms
/// it compares.
template <class Team, class Packed>
VTRIAL_FUNCTION void choose_patients(Team const& team, Plan const& plan,
                                     EstimandPlan const& estimand, std::int32_t last_day,
                                     ScratchOf<Packed>& scratch) {
    if (estimand.subgroup >= 0) {
        keep_members(team, plan, estimand.subgroup, scratch);
    }
    if (estimand.by_response != 0) {
        keep_by_response(team, plan, estimand.by_response, last_day, scratch);
    }
    if (estimand.by_other_response != 0) {
        keep_by_response(team, plan, estimand.by_other_response, last_day, scratch);
    }
    scratch.table.arm = scratch.patients.arm;
    if (estimand.randomisation != 0) {
        count_from_second_randomisation(team, plan, last_day, estimand.first_arm, scratch);
        scratch.table.arm = scratch.patients.second_planned;
    }
}

/// Analyses every estimand in the data of a look.
template <class Team, class Packed>
VTRIAL_FUNCTION void analyse_look(Team const& team, Plan const& plan, std::uint64_t replicate,
                                  ScratchOf<Packed>& scratch, int look, TallyView const& tally,
                                  LookOutcome& outcome) {
    LookPlan const& planned = plan.look[look];
    std::int32_t const lag = planned.analyses_cleaning != 0 ? planned.cleaning_days : 0;
    std::int32_t const last_day = smaller(outcome.day + lag, plan.last_day);
    for (int estimand = 0; estimand < plan.estimands; ++estimand) {
        EstimandPlan const& analysed = plan.estimand[estimand];
        std::int32_t const patients =
            follow_estimand(team, plan, replicate, last_day, analysed, scratch);
        if constexpr (Team::has_extras) {
            choose_patients(team, plan, analysed, last_day, scratch);
        }
        analyse(team, plan, scratch, look, estimand, tally, outcome.estimand[estimand]);
        team.once([&] { outcome.patients = patients; });
    }
    if constexpr (Team::has_extras) {
        analyse_responses(team, plan, scratch, last_day, outcome);
        if (plan.second_randomisation.is_planned != 0) {
            count_randomised_again(team, plan, last_day, scratch, outcome);
        }
        analyse_safety(team, plan, scratch, last_day, outcome);
    }
}

/// Runs one replicate and adds it to the tally.
template <class Team, class Packed>
VTRIAL_FUNCTION void run_replicate(Team const& team, Plan const& plan, std::uint64_t replicate,
                                   ScratchOf<Packed>& scratch, TallyView const& tally,
                                   ReplicateOutcome& outcome) {
    simulate_patients(team, plan, replicate, scratch);
    cut_looks(team, plan, scratch, outcome);
    for (int look = 0; look < plan.looks; ++look) {
        analyse_look(team, plan, replicate, scratch, look, tally, outcome.look[look]);
    }
    team.once([&] { decide(plan, outcome); });
    add_outcome(team, plan, outcome, tally);
    if constexpr (Team::has_extras) {
        team.once([&] {
            add_responses(team, plan, outcome, tally);
            add_safety(team, plan, outcome, tally);
            add_second_randomisation(team, plan, outcome, tally);
        });
    }
}

}  // namespace vtrial::kernels
