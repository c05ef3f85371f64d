// What is known of PFS at a cut where it is seen at visits only.
#pragma once

#include "kernels/looks/cut.hpp"
#include "kernels/patients/assess.hpp"

namespace vtrial::kernels {

/// Stands for a patient whose last assessment lies before the block of visits that was drawn.
inline constexpr std::int32_t further_back = -2;

/// PFS of a patient under a rule, and how long the patient has been followed at a cut.
struct AssessedPatient {
    std::int32_t observed;
    std::int32_t followed_days;  ///< negative: not enrolled yet

    VTRIAL_FUNCTION bool has_event() const {
        return (observed & 1) != 0 && observed / 2 <= followed_days;
    }
    /// The last visit planned among those that count.
    VTRIAL_FUNCTION std::int32_t last_visit(AssessmentPlan const& plan) const {
        return visits_until(plan, larger(0, smaller(observed / 2, followed_days)));
    }
    /// 2 * day + event, if `visit` is the last of those that count and take place.
    VTRIAL_FUNCTION std::int32_t known(AssessmentPlan const& plan, std::int32_t visit) const {
        std::int32_t const so_far = has_event() ? observed : 2 * day_of_visit(plan, visit);
        return followed_days < 0 ? -1 : so_far;
    }
};

/// The last attended visit of a block up to `visit`, a visit of it; -1 if there is none.
VTRIAL_FUNCTION std::int32_t last_attended_in_block(std::uint32_t attended, std::int32_t visit) {
    std::int32_t const place = place_in_block(visit);
    std::int32_t const last = highest_place(attended & ((2u << place) - 1u));
    return last < 0 ? -1 : visit - place + last;
}

/// What is known at a cut where visits are missed, by one block of draws a patient: enough for all
/// but those who have missed every visit of it, who become `further_back`.
template <class Team, class PatientOf, class DrawsOf>
VTRIAL_FUNCTION void follow_by_last_block(Team const& team, Plan const& plan,
                                          PatientOf const& patient_of, DrawsOf const& draws_of,
                                          std::int32_t* followed) {
    AssessmentPlan const assessments = plan.assessments;
    team.for_each(plan.patients, [=](std::int32_t i) {
        AssessedPatient const patient = patient_of(i);
        std::int32_t const visit = patient.last_visit(assessments);
        std::uint32_t const attended = attended_of(team, draws_of(i), block_of_visit(visit));
        std::int32_t const last = last_attended_in_block(attended, visit);
        bool const is_known = last >= 0 || patient.has_event() || patient.followed_days < 0;
        followed[i] = is_known ? patient.known(assessments, last) : further_back;
    });
}

/// Then for those, visit by visit.
template <class Team, class PatientOf, class DrawsOf>
VTRIAL_FUNCTION void follow_further_back(Team const& team, Plan const& plan,
                                         PatientOf const& patient_of, DrawsOf const& draws_of,
                                         std::int32_t* followed) {
    AssessmentPlan const& assessments = plan.assessments;
    team.for_each(plan.patients, [&](std::int32_t i) {
        if (followed[i] == further_back) {
            AssessedPatient const patient = patient_of(i);
            std::int32_t const visit = patient.last_visit(assessments);
            DrawnVisits<Team> visits(team, draws_of(i), block_of_visit(visit), 0);
            followed[i] = patient.known(assessments, visits.last_attended(visit));
        }
    });
}

/// As follow_until(), of PFS under a censoring rule: who has had no event is censored at the last
/// visit that counts and took place.
template <class Team, class Packed>
VTRIAL_SELDOM std::int32_t follow_assessed_until(Team const& team, Plan const& plan,
                                                 std::uint64_t replicate, std::int32_t cut_day,
                                                 ShortDay const* observed,
                                                 ScratchOf<Packed> const& scratch) {
    ShortDay const* const entry_day = scratch.patients.entry_day;
    std::int16_t const* const arm = scratch.patients.arm;
    std::int32_t* const followed = scratch.table.followed;
    AssessmentPlan const assessments = plan.assessments;
    std::uint64_t const seed = plan.seed;
    auto const patient_of = [=](std::int32_t i) {
        return AssessedPatient{observed[i], cut_day - entry_day[i]};
    };
    if (assessments.has_missed == 0) {
        team.for_each(plan.patients, [=](std::int32_t i) {
            AssessedPatient const patient = patient_of(i);
            followed[i] = patient.known(assessments, patient.last_visit(assessments));
        });
    } else {
        auto const draws = [=](std::int32_t i) {
            return draws_of(assessments, seed, replicate, i, arm[i]);
        };
        follow_by_last_block(team, plan, patient_of, draws, followed);
        follow_further_back(team, plan, patient_of, draws, followed);
    }
    return enrolled_patients(team, plan, scratch);
}

}  // namespace vtrial::kernels
