// Assess: progression is seen at the first visit that takes place at or after it, and a censoring
// rule says which of PFS counts. docs/ASSESSMENTS.md has the rules, situation by situation.
#pragma once

#include "kernels/patients/assessment_attendance.hpp"
#include "kernels/patients/assessment_schedule.hpp"
#include "kernels/patients/observe.hpp"

namespace vtrial::kernels {

/// What happens to a patient, in whole days after randomisation.
struct PatientDays {
    std::int32_t progression;  ///< after `last` where no visit can show it
    std::int32_t death;
    std::int32_t death_is_seen;  ///< it comes no later than drop-out, and within the study
    std::int32_t new_therapy;    ///< after most_days if there is none
    std::int32_t last;           ///< on which a visit can be: before death, drop-out, or the end
};

/// From what is seen of PFS and OS by those who see all, as observe() writes it. Progression on the
/// day of death needs no visit: death is the event of that day.
VTRIAL_FUNCTION PatientDays days_of(std::int32_t pfs, std::int32_t os, std::int32_t new_therapy,
                                    std::int32_t last_day) {
    std::int32_t const progression = (pfs & 1) != 0 ? pfs / 2 : most_days + 1;
    std::int32_t const dies = os & (os / 2 <= last_day ? 1 : 0);
    return {progression, os / 2, dies, new_therapy, smaller(os / 2 - 1, last_day)};
}

/// What is seen of PFS were the study never cut: the day of the event; where there is none, the
/// last day whose assessment counts.
struct SeenPfs {
    std::int32_t day;
    std::int32_t event;
};

/// The first visit that can show progression; after the last one if none can.
VTRIAL_FUNCTION std::int32_t due_visit(AssessmentPlan const& plan, PatientDays const& days) {
    return visits_until(plan, smaller(days.progression - 1, days.last)) + 1;
}

/// Under treatment policy: the visit that shows progression, else death.
template <class Visits>
VTRIAL_FUNCTION SeenPfs seen_by_treatment_policy(AssessmentPlan const& plan,
                                                 PatientDays const& days, Visits& visits) {
    std::int32_t const last_visit = visits_until(plan, days.last);
    std::int32_t const shown = visits.first_attended(due_visit(plan, days), last_visit);
    std::int32_t const progresses = shown <= last_visit ? 1 : 0;
    std::int32_t const otherwise = days.death_is_seen != 0 ? days.death : days.last;
    return {progresses != 0 ? day_of_visit(plan, shown) : otherwise,
            progresses | days.death_is_seen};
}

/// The rule of the FDA, on top of what treatment policy sees: a new therapy before the event ends
/// observation, and an event after two or more missed visits is none.
template <class Visits>
VTRIAL_FUNCTION SeenPfs seen_by_fda(AssessmentPlan const& plan, PatientDays const& days,
                                    SeenPfs seen, Visits& visits) {
    std::int32_t const last_before = seen.day - seen.event;
    std::int32_t const is_late = visits.misses_two(visits_until(plan, last_before));
    // in integers: g++ does not vectorise a choice between truths
    std::int32_t const counts =
        seen.event & (is_late ^ 1) & (last_before < days.new_therapy ? 1 : 0);
    return {counts != 0 ? seen.day : smaller(last_before, days.new_therapy), counts};
}

/// What a rule sees of a patient's PFS, as 2 * day + event.
template <CensoringRule rule, class Visits>
VTRIAL_FUNCTION std::int32_t seen_pfs(AssessmentPlan const& plan, PatientDays const& days,
                                      Visits& visits) {
    SeenPfs seen = seen_by_treatment_policy(plan, days, visits);
    if constexpr (rule == CensoringRule::fda) {
        seen = seen_by_fda(plan, days, seen, visits);
    }
    return 2 * seen.day + seen.event;
}

/// The days on which patients start a new therapy, to word 0; after most_days if they never do.
template <class Team>
VTRIAL_FUNCTION void start_new_therapies(Team const& team, Plan const& plan,
                                         std::uint64_t replicate, Patients patients,
                                         PatientTile tile) {
    std::uint32_t* const day = tile.word[0];
    if (plan.assessments.has_new_therapy == 0) {
        team.for_each(patients.count, [=](std::int32_t i) { day[i] = most_days + 1; });
        return;
    }
    // block 0 of the visits' draws, whose `who` is the patient
    team.draw_for_each(plan.seed, replicate, DrawPurpose::assessment, patients,
                       {{day, tile.word[1], tile.word[2], tile.word[3]}});
    float const control_per_log2 = plan.assessments.new_therapy_ticks_per_log2[0];
    float const experimental_per_log2 = plan.assessments.new_therapy_ticks_per_log2[1];
    team.for_each(patients.count, [=](std::int32_t i) {
        float const per_log2 = patients.arm[i] != 0 ? experimental_per_log2 : control_per_log2;
        std::uint32_t const ticks = whole_ticks(exponential_log2(day[i]) * per_log2);
        day[i] = static_cast<std::uint32_t>(day_after(ticks));
    });
}

/// The draws of one patient's visits.
VTRIAL_FUNCTION VisitDraws draws_of(AssessmentPlan const& plan, std::uint64_t seed,
                                    std::uint64_t replicate, std::int32_t patient,
                                    std::int32_t arm) {
    return {seed, replicate, patient, arm != 0 ? plan.missed_of_65536[1] : plan.missed_of_65536[0]};
}

/// The patients of a tile as they are seen without visits, and where their own days are kept.
struct AssessedTile {
    AssessmentPlan plan;
    std::uint64_t seed;
    std::uint64_t replicate;
    std::int32_t last_day;
    Patients patients;
    std::uint32_t* new_therapy;  ///< day
    std::uint32_t* attended;     ///< of the block of visits that is asked for first
    std::uint32_t* is_enough;    ///< whether that block tells all

    VTRIAL_FUNCTION PatientDays days(std::int32_t i) const {
        return days_of(patients.observed[0][i], patients.observed[2][i],
                       static_cast<std::int32_t>(new_therapy[i]), last_day);
    }
    VTRIAL_FUNCTION VisitDraws draws(std::int32_t i) const {
        return draws_of(plan, seed, replicate, patients.first + i, patients.arm[i]);
    }
    /// The block of the visit that is asked for first: that at which progression is due, else the
    /// last one.
    VTRIAL_FUNCTION std::int32_t first_block(PatientDays const& days) const {
        return block_of_visit(smaller(due_visit(plan, days), visits_until(plan, days.last)));
    }
};

/// What a rule sees where no visit is missed.
template <CensoringRule rule, class Team>
VTRIAL_FUNCTION void assess_by_all_visits(Team const& team, AssessedTile const& tile,
                                          ShortDay* seen) {
    team.for_each(tile.patients.count, [=](std::int32_t i) {
        AllVisits visits;
        seen[i] = short_day(seen_pfs<rule>(tile.plan, tile.days(i), visits));
    });
}

/// What a rule sees by one block of visits a patient; then by further blocks, for those who need
/// them.
template <CensoringRule rule, class Team>
VTRIAL_FUNCTION void assess_by_blocks(Team const& team, AssessedTile const& tile, ShortDay* seen) {
    team.for_each(tile.patients.count, [=](std::int32_t i) {
        PatientDays const days = tile.days(i);
        VisitsOfBlock visits{tile.first_block(days), tile.attended[i]};
        std::int32_t const pfs = seen_pfs<rule>(tile.plan, days, visits);
        tile.is_enough[i] = visits.is_enough;
        seen[i] = visits.is_enough != 0 ? short_day(pfs) : tile.patients.observed[0][i];
    });
    team.for_each(tile.patients.count, [=](std::int32_t i) {
        if (tile.is_enough[i] == 0) {
            PatientDays const days = tile.days(i);
            DrawnVisits<Team> visits(team, tile.draws(i), tile.first_block(days), tile.attended[i]);
            seen[i] = short_day(seen_pfs<rule>(tile.plan, days, visits));
        }
    });
}

/// What a rule sees of the tile's patients, to `seen`.
template <CensoringRule rule, class Team>
VTRIAL_FUNCTION void assess_by_rule(Team const& team, AssessedTile const& tile, ShortDay* seen) {
    if (tile.plan.has_missed != 0) {
        assess_by_blocks<rule>(team, tile, seen);
    } else {
        assess_by_all_visits<rule>(team, tile, seen);
    }
}

/// Replaces what is seen of PFS by what visits show of it, under each of the plan's rules; after
/// observe(), when words 0 to 3 of the tile are no longer needed.
template <class Team>
VTRIAL_SELDOM void assess(Team const& team, Plan const& plan, std::uint64_t replicate,
                          Patients patients, PatientTile tile) {
    start_new_therapies(team, plan, replicate, patients, tile);
    AssessedTile const own{plan.assessments, plan.seed,    replicate,    plan.last_day,
                           patients,         tile.word[0], tile.word[1], tile.word[2]};
    if (plan.assessments.has_missed != 0) {
        team.for_each(patients.count, [=](std::int32_t i) {
            own.attended[i] = attended_of(team, own.draws(i), own.first_block(own.days(i)));
        });
    }
    // the deciding rule last: its row is where PFS stands as it is seen without visits
    for (int rule = plan.assessments.rules - 1; rule >= 0; --rule) {
        ShortDay* const seen = patients.observed[pfs_row(rule)];
        if (plan.assessments.rule[rule] == CensoringRule::fda) {
            assess_by_rule<CensoringRule::fda>(team, own, seen);
        } else {
            assess_by_rule<CensoringRule::treatment_policy>(team, own, seen);
        }
    }
}

}  // namespace vtrial::kernels
