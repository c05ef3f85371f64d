// A lane of a BlockTeam by itself, as the team of the one patient that it works on.
#pragma once

#include <cstdint>

#include "kernels/core/compiler.hpp"
#include "kernels/plan/draws.hpp"
#include "kernels/replicate/scratch.hpp"

namespace vtrial::kernels {

/// One lane by itself, at work on one patient.
template <class Lane>
struct SoloTeam {
    static constexpr bool has_disease_model = Lane::has_disease_model;
    static constexpr bool has_safety = Lane::has_safety;
    static constexpr bool has_extras = Lane::has_extras;
    static constexpr std::int32_t disease_patients = 1;

    template <class Body>
    VTRIAL_FUNCTION void for_each(std::int32_t /*count: one*/, Body const& body) const {
        body(0);
    }

    template <class IsMeant, class Body>
    VTRIAL_FUNCTION void for_few(std::int32_t /*count: one*/, IsMeant const& is_meant,
                                 Body const& body) const {
        if (is_meant(0)) {
            body(0);
        }
    }

    VTRIAL_FUNCTION Words draw(std::uint64_t seed, std::uint64_t replicate, DrawPurpose purpose,
                               std::uint32_t who) const {
        return Lane::words(seed, replicate, static_cast<std::uint64_t>(purpose) << 32 | who);
    }

    VTRIAL_FUNCTION void draw_for_each(std::uint64_t seed, std::uint64_t replicate,
                                       DrawPurpose purpose, Patients const& patient,
                                       WordArrays out) const {
        auto const number = static_cast<std::uint32_t>(patient.first);
        draw_listed(seed, replicate, purpose, 0, &number, 1, out);
    }

    VTRIAL_FUNCTION void draw_listed(std::uint64_t seed, std::uint64_t replicate,
                                     DrawPurpose purpose, std::uint32_t base,
                                     std::uint32_t const* number, std::int32_t /*count: one*/,
                                     WordArrays out) const {
        Words const words = draw(seed, replicate, purpose, base + *number);
        for (int k = 0; k < 4; ++k) {
            *out.word[k] = words.word[k];
        }
    }
};

/// What a lane remembers of the one patient it works on.
struct PatientOfLane {
    double frailty_log2[1];
    float inverse_frailty[1];
    std::uint32_t words[words_a_patient];
    std::uint32_t duration_ticks[transition_count];

    VTRIAL_FUNCTION PatientTile tile() {
        return {1, frailty_log2, inverse_frailty, {words, 1}, {duration_ticks, 1}};
    }
};

}  // namespace vtrial::kernels
