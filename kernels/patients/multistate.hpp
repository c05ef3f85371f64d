// Treat and follow: the illness-death model. A patient is randomised, progresses, waits, starts the
// next line, progresses again and dies; each state has its own clock (semi-Markov).
#pragma once

#include "kernels/core/double_precision.hpp"
#include "kernels/core/single_precision.hpp"
#include "kernels/plan/draws.hpp"
#include "kernels/replicate/scratch.hpp"

namespace vtrial::kernels {

/// A duration in ticks, rounded down, at least 1 and clamped so that four of them can be added.
VTRIAL_FUNCTION std::uint32_t whole_ticks(float ticks) {
    float const clamped = larger(1.0f, smaller(static_cast<float>(longest_ticks), ticks));
    return static_cast<std::uint32_t>(static_cast<std::int32_t>(clamped));
}

/// -log2 of the uniform of a word: an exponential draw in units of ln 2.
VTRIAL_FUNCTION float exponential_log2(std::uint32_t word) { return -log2_of(open_uniform(word)); }

/// Duration under a constant hazard.
VTRIAL_FUNCTION float exponential_ticks(HazardCell const& cell, float exponential) {
    return exponential * cell.ticks_per_log2;
}

/// Duration under a Weibull hazard; frailty_log2 is subtracted from the draw's logarithm, in double
/// since the logarithm of a duration in ticks needs more digits than a float has.
VTRIAL_FUNCTION float weibull_ticks(HazardCell const& cell, float exponential,
                                    double frailty_log2) {
    SplitLogarithm const logarithm = split_log2(exponential);
    double const log2_hazard =
        (static_cast<double>(logarithm.exponent) + static_cast<double>(logarithm.fraction)) -
        frailty_log2;
    return exp2_of(log2_hazard * cell.inverse_shape + cell.log2_scale_ticks);
}

/// Duration under a hazard whose cumulative is piecewise linear in operational time.
VTRIAL_FUNCTION float piecewise_ticks(TransitionPlan const& transition, HazardCell const& cell,
                                      View<HazardPiece const> pieces, float exponential) {
    float const target = exponential * cell.hazard_per_log2;
    HazardPiece piece = pieces[cell.first_piece];
    for (std::int32_t k = 1; k < transition.most_pieces; ++k) {
        std::int32_t const index = cell.first_piece + smaller(k, cell.piece_count - 1);
        HazardPiece const next = pieces[index];
        bool const reached = target >= next.cumulative_hazard;
        piece.cumulative_hazard = reached ? next.cumulative_hazard : piece.cumulative_hazard;
        piece.start = reached ? next.start : piece.start;
        piece.inverse_rate = reached ? next.inverse_rate : piece.inverse_rate;
    }
    float const operational = piece.start + (target - piece.cumulative_hazard) * piece.inverse_rate;
    if (transition.has_shape == 0) {
        return operational;  // in ticks already
    }
    // at least the smallest normal number, so that its logarithm exists
    SplitLogarithm const logarithm = split_log2(larger(operational, 0x1p-126f));
    double const log2_operational =
        static_cast<double>(logarithm.exponent) + static_cast<double>(logarithm.fraction);
    return exp2_of(log2_operational * cell.inverse_shape + cell.log2_scale_ticks);
}

/// The frailty of each patient: log-normal with median 1.
template <class Team>
VTRIAL_FUNCTION void set_frailty(Team const& team, Plan const& plan, Patients patients,
                                 PatientTile tile) {
    double const log2_sd = plan.frailty_log2_sd;
    team.for_each(patients.count, [=](std::int32_t i) {
        double const uniform = open_uniform_double(patients.frailty_word[i]);
        tile.frailty_log2[i] = log2_sd * normal_quantile<false>(uniform);
    });
    // a loop of its own: g++ does not vectorise the two together
    team.for_each(patients.count, [=](std::int32_t i) {
        tile.inverse_frailty[i] = exp2_of(-tile.frailty_log2[i]);
    });
}

/// The exponential draw that a word is, or that it was `prepared` to be by another step.
template <bool is_prepared>
VTRIAL_FUNCTION float exponential_draw(std::uint32_t word) {
    return is_prepared ? bits_as<float>(word) : exponential_log2(word);
}

/// The hazard of one of two cells, chosen without a branch; of no piecewise hazard.
VTRIAL_FUNCTION HazardCell chosen_cell(bool is_first, HazardCell const& first,
                                       HazardCell const& second) {
    HazardCell cell{};
    cell.ticks_per_log2 = select(is_first, first.ticks_per_log2, second.ticks_per_log2);
    cell.inverse_shape = select(is_first, first.inverse_shape, second.inverse_shape);
    cell.log2_scale_ticks = select(is_first, first.log2_scale_ticks, second.log2_scale_ticks);
    return cell;
}

/// The loop over patients for one form of hazard: ticks_of(patient, cell, exponential draw). Where
/// only the arm matters both cells stay in registers: a vector looks each number of a patient's
/// cell up by itself, which takes longer than the draw.
template <bool is_prepared, class Team, class TicksOf>
VTRIAL_FUNCTION void draw_all(Team const& team, Plan const& plan, int index, Patients patients,
                              PatientTile tile, TicksOf const& ticks_of) {
    View<HazardCell const> const cells = plan.transitions[index].cells;
    std::int32_t const profiles = profiles_of(plan);
    std::uint32_t const* const word = tile.word[index];
    std::uint32_t* const duration = tile.duration_ticks[index];
    if (plan.transitions[index].varies_by_profile == 0) {
        HazardCell const control = cells[0];
        HazardCell const experimental = cells[profiles];
        team.for_each(patients.count, [=](std::int32_t i) {
            HazardCell const cell = chosen_cell(patients.arm[i] != 0, experimental, control);
            duration[i] = whole_ticks(ticks_of(i, cell, exponential_draw<is_prepared>(word[i])));
        });
        return;
    }
    team.for_each(patients.count, [=](std::int32_t i) {
        HazardCell const& cell = cells[patients.arm[i] * profiles + patients.profile[i]];
        duration[i] = whole_ticks(ticks_of(i, cell, exponential_draw<is_prepared>(word[i])));
    });
}

/// Durations of one transition for all patients. One loop for each form, with frailty and without,
/// so that each is free of branches.
template <bool is_prepared, class Team>
VTRIAL_FUNCTION void draw_durations(Team const& team, Plan const& plan, int index,
                                    Patients patients, PatientTile tile) {
    TransitionPlan const transition = plan.transitions[index];
    View<HazardPiece const> const pieces = plan.pieces;
    bool const has_frailty = transition.has_frailty != 0 && plan.frailty_log2_sd != 0.0;
    auto const constant = [=](std::int32_t, HazardCell const& cell, float exponential) {
        return exponential_ticks(cell, exponential);
    };
    auto const constant_frail = [=](std::int32_t i, HazardCell const& cell, float exponential) {
        return exponential_ticks(cell, exponential * tile.inverse_frailty[i]);
    };
    auto const weibull = [=](std::int32_t, HazardCell const& cell, float exponential) {
        return weibull_ticks(cell, exponential, 0.0);
    };
    auto const weibull_frail = [=](std::int32_t i, HazardCell const& cell, float exponential) {
        return weibull_ticks(cell, exponential, tile.frailty_log2[i]);
    };
    auto const piecewise = [=](std::int32_t i, HazardCell const& cell, float exponential) {
        float const divided = has_frailty ? exponential * tile.inverse_frailty[i] : exponential;
        return piecewise_ticks(transition, cell, pieces, divided);
    };
    switch (transition.form) {
        case HazardForm::exponential:
            has_frailty ? draw_all<is_prepared>(team, plan, index, patients, tile, constant_frail)
                        : draw_all<is_prepared>(team, plan, index, patients, tile, constant);
            break;
        case HazardForm::weibull:
            has_frailty ? draw_all<is_prepared>(team, plan, index, patients, tile, weibull_frail)
                        : draw_all<is_prepared>(team, plan, index, patients, tile, weibull);
            break;
        case HazardForm::piecewise:
            draw_all<is_prepared>(team, plan, index, patients, tile, piecewise);
            break;
    }
}

/// A patient whose uniform lies below the cured share never makes the transition.
template <class Team>
VTRIAL_FUNCTION void cure(Team const& team, Plan const& plan, int index, Patients patients,
                          PatientTile tile) {
    View<HazardCell const> const cells = plan.transitions[index].cells;
    std::int32_t const profiles = profiles_of(plan);
    std::uint32_t const* const word = tile.word[cure_word];
    std::uint32_t* const duration = tile.duration_ticks[index];
    team.for_each(patients.count, [=](std::int32_t i) {
        HazardCell const& cell = cells[patients.arm[i] * profiles + patients.profile[i]];
        bool const cured = open_uniform(word[i]) < cell.cured_share;
        duration[i] = cured ? static_cast<std::uint32_t>(longest_ticks) : duration[i];
    });
}

/// Draws the words of the disease, and those for crossover and responses where there are any.
template <class Team>
VTRIAL_FUNCTION void draw_words(Team const& team, Plan const& plan, std::uint64_t replicate,
                                Patients patients, PatientTile tile) {
    team.draw_for_each(plan.seed, replicate, DrawPurpose::first_line, patients,
                       {{tile.word[0], tile.word[1], tile.word[2], tile.word[3]}});
    team.draw_for_each(plan.seed, replicate, DrawPurpose::next_line, patients,
                       {{tile.word[4], tile.word[5], tile.word[6], tile.word[7]}});
    if constexpr (Team::has_extras) {
        if (plan.crossover.share > 0.0 || plan.responses.count > 0) {
            team.draw_for_each(plan.seed, replicate, DrawPurpose::further, patients,
                               {{tile.word[8], tile.word[9], tile.word[10], tile.word[11]}});
        }
    }
}

/// The duration of one transition of a patient.
VTRIAL_FUNCTION std::uint32_t duration_of(PatientTile tile, Transition transition,
                                          std::int32_t patient) {
    return tile.duration_ticks[static_cast<int>(transition)][patient];
}

/// Ticks from randomisation to each endpoint.
struct EndpointTicks {
    std::uint32_t pfs;
    std::uint32_t pfs2;
    std::uint32_t os;
};

/// The course of a patient from the durations of the seven transitions, as selections without
/// branches. PFS <= PFS2 <= OS by construction; at a tie death comes first.
VTRIAL_FUNCTION EndpointTicks course(PatientTile tile, std::int32_t i) {
    std::uint32_t const progression = duration_of(tile, Transition::progression, i);
    std::uint32_t const death_1 = duration_of(tile, Transition::death_before_progression, i);
    std::uint32_t const gap = duration_of(tile, Transition::next_line_start, i);
    std::uint32_t const death_2 = duration_of(tile, Transition::death_before_next_line, i);
    std::uint32_t const progression_2 = duration_of(tile, Transition::second_progression, i);
    std::uint32_t const death_3 = duration_of(tile, Transition::death_on_next_line, i);
    std::uint32_t const death_4 = duration_of(tile, Transition::death_after_second_progression, i);

    std::uint32_t const next_line_end = smaller(progression_2, death_3);
    std::uint32_t const after_next_line = death_3 <= progression_2 ? 0u : death_4;
    bool const dies_in_gap = death_2 <= gap;
    std::uint32_t const pfs2_after = dies_in_gap ? death_2 : gap + next_line_end;
    std::uint32_t const os_after = dies_in_gap ? 0u : after_next_line;
    bool const dies_first = death_1 <= progression;
    std::uint32_t const pfs = dies_first ? death_1 : progression;
    std::uint32_t const pfs2 = dies_first ? pfs : pfs + pfs2_after;
    std::uint32_t const os = dies_first ? pfs : pfs2 + os_after;
    return {pfs, pfs2, os};
}

}  // namespace vtrial::kernels
