// The random numbers of a myeloma patient by their addresses: the table of docs/MYELOMA.md.
#pragma once

#include <cstdint>

#include "validation/reference/draws.hpp"

namespace vtrial::reference::myeloma {

/// Where a word of a patient is: `who` of the counter is patient + block * 2^20.
struct DrawAddress {
    std::uint32_t purpose;
    std::uint32_t block;
    std::size_t word;
};

namespace address {

inline constexpr DrawAddress arrival{0, 0, 0};
inline constexpr DrawAddress dropout{0, 0, 3};

inline constexpr DrawAddress age{7, 0, 0};
inline constexpr DrawAddress sex{7, 0, 1};
inline constexpr DrawAddress stage{7, 0, 2};
inline constexpr DrawAddress cytogenetics{7, 0, 3};
inline constexpr DrawAddress performance{7, 1, 0};
inline constexpr DrawAddress prior_lines{7, 1, 1};
inline constexpr DrawAddress refractory{7, 1, 2};
inline constexpr DrawAddress immunoglobulin{7, 1, 3};
inline constexpr DrawAddress measured_in{7, 2, 0};
inline constexpr DrawAddress baseline_marker{7, 2, 1};
inline constexpr DrawAddress comorbidity{7, 2, 2};
inline constexpr DrawAddress renal_function{7, 2, 3};

inline constexpr DrawAddress aggressiveness{8, 0, 0};
inline constexpr DrawAddress growth{8, 0, 1};
inline constexpr DrawAddress resistant_clone{8, 0, 2};
inline constexpr DrawAddress backbone_kill{8, 0, 3};
inline constexpr DrawAddress transformation{8, 1, 0};
inline constexpr DrawAddress death{8, 1, 1};
inline constexpr DrawAddress backbone_stop{8, 1, 2};
inline constexpr DrawAddress daratumumab_stop{8, 1, 3};

inline constexpr DrawAddress fast_kill{9, 0, 0};
inline constexpr DrawAddress immune_kill{9, 0, 1};
inline constexpr DrawAddress clearance{9, 0, 2};
inline constexpr DrawAddress target_mediated_elimination{9, 0, 3};
inline constexpr DrawAddress escape{9, 1, 0};
inline constexpr DrawAddress stops_together{9, 1, 1};

inline constexpr DrawAddress visit_parity{10, 0, 0};
inline constexpr DrawAddress visit_phase{10, 0, 1};
inline constexpr DrawAddress marrow_confirmation{10, 0, 2};
inline constexpr DrawAddress response_evaluable{10, 0, 3};
inline constexpr DrawAddress residual_disease_evaluable{10, 1, 0};
inline constexpr DrawAddress residual_disease_repeated{10, 1, 1};

/// Of a line of therapy, counted from 1.
constexpr DrawAddress clinical_progression(std::uint32_t line) { return {11, 2 * line, 0}; }
constexpr DrawAddress no_further_treatment(std::uint32_t line) { return {11, 2 * line, 1}; }
constexpr DrawAddress gap(std::uint32_t line) { return {11, 2 * line, 2}; }
constexpr DrawAddress later_daratumumab(std::uint32_t line) { return {11, 2 * line, 3}; }
constexpr DrawAddress later_depth(std::uint32_t line) { return {11, 2 * line + 1, 0}; }
constexpr DrawAddress later_backbone_kill(std::uint32_t line) { return {11, 2 * line + 1, 1}; }

/// Of the visit at the end of a cycle since randomisation, counted from 1.
constexpr DrawAddress proportional_error(std::uint32_t cycle) { return {12, cycle, 0}; }
constexpr DrawAddress additive_error(std::uint32_t cycle) { return {12, cycle, 1}; }
constexpr DrawAddress immunofixation(std::uint32_t cycle) { return {12, cycle, 2}; }
constexpr DrawAddress residual_disease(std::uint32_t cycle) { return {12, cycle, 3}; }

inline constexpr DrawAddress has_transplant{14, 0, 0};
inline constexpr DrawAddress dies_of_transplant{14, 0, 1};
inline constexpr DrawAddress death_of_transplant{14, 0, 2};
inline constexpr DrawAddress untreated{14, 0, 3};

/// Of a cycle since randomisation, counted from 1; 0 is for what the patient has but once.
constexpr DrawAddress safety(std::uint32_t cycle, std::size_t word) { return {15, cycle, word}; }
constexpr DrawAddress quality_of_life(std::uint32_t cycle, std::size_t word) {
    return {16, cycle, word};
}

}  // namespace address

/// Of one patient of one replicate; the same in both arms.
struct PatientDraws {
    Draws draws;
    std::uint32_t patient;  ///< below 2^20

    double uniform(DrawAddress where) const {
        std::uint32_t const who = (where.block << 20) | patient;
        return uniform_32_bits(draws.words(where.purpose, who)[where.word]);
    }
    bool is_below(double probability, DrawAddress where) const {
        return uniform(where) < probability;
    }
    /// Standard normal: the quantile at the uniform.
    double normal(DrawAddress where) const;
    /// Standard normal between two values.
    double normal_between(double lowest, double highest, DrawAddress where) const;
    /// Exponential with mean 1.
    double exponential(DrawAddress where) const;
};

}  // namespace vtrial::reference::myeloma
