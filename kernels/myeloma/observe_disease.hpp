// What a trial sees of its patients' courses by the disease model: in whole days, up to drop-out.
#pragma once

#include "kernels/myeloma/course.hpp"
#include "kernels/myeloma/observe_responses.hpp"
#include "kernels/patients/observe.hpp"

namespace vtrial::kernels {

/// In ticks; a time that has not come by the horizon is as long as ticks can be.
VTRIAL_FUNCTION std::uint32_t ticks_of_days(float days) {
    return whole_ticks(days * static_cast<float>(1 << ticks_per_day_bits));
}

/// When the event of each endpoint comes: what it is named for, or death before that.
template <class Tile>
VTRIAL_FUNCTION void observe_course(Tile const& tile, Patients const& patients, std::int32_t i,
                                    std::uint32_t dropout) {
    auto const& course = tile.course;
    float const death = course.death_days[i];
    auto const seen = [&](float days) {
        return observation(ticks_of_days(smaller(days, death)), dropout);
    };
    auto const row = [&](Endpoint endpoint) {
        return patients.observed[static_cast<int>(endpoint)];
    };
    row(Endpoint::PFS)[i] = seen(course.first_progression_days[i]);
    row(Endpoint::PFS2)[i] = seen(course.second_progression_days[i]);
    row(Endpoint::OS)[i] = seen(death);
    row(Endpoint::TTNT)[i] = seen(course.next_line_days[i]);
}

/// Follows patients, whose arms are set, by the plan's disease model, and sets down what can be
/// seen of each endpoint, were the study never cut.
template <class Team>
VTRIAL_APART VTRIAL_FLATTEN void observe_disease(Team const& team, Plan const& plan,
                                                 std::uint64_t replicate, Patients patients) {
    constexpr int size = Team::disease_patients;
    constexpr int alignment = size < 16 ? 4 : 64;  // vectors in whole cache lines
    alignas(alignment) MyelomaTile<size> tile;
    DropoutTicks const dropout_of(plan);
    for (std::int32_t begin = 0; begin < patients.count; begin += size) {
        Patients const part = patients.part(begin, smaller(size, patients.count - begin));
        team.for_each(part.count,
                      [=, &tile](std::int32_t i) { tile.covariates.arm[i] = part.arm[i]; });
        follow_myeloma(team, plan.myeloma[0], {plan.seed, replicate, part.first, part.count}, tile,
                       [](std::int32_t) {});
        team.for_each(part.count, [=, &plan, &tile](std::int32_t i) {
            std::uint32_t const dropout = dropout_of(part, i);
            observe_course(tile, part, i, dropout);
            observe_responses(plan, tile, part, i, dropout);
        });
    }
}

}  // namespace vtrial::kernels
