// How the parameters of the disease model are told one by one, so that reading them, judging them
// and writing them back cannot disagree about which there are.
//
// Each structure has one visit_fields(visitor, structure) in the *_fields.hpp beside it. A visitor
// has these members, each of which takes the key in a study file and the field, and then:
// * number, numbers (a list or an array of double): Range, Stated
// * integer: WholeRange, Stated; optional_integer: WholeRange; optional_number: Range
// * choice (an enumeration): the names in its order
// * table (a structure): Stated; optional_table, tables (a list of structures): nothing
// and choose_defaults(structure), which takes no key: from here on the defaults of the structure
// hang on what has been read of it.
#pragma once

#include <concepts>
#include <type_traits>

namespace vtrial::trials {

/// The structure, whether it may be changed or is only looked at.
template <class Type, class Structure>
concept either_const = std::same_as<std::remove_const_t<Type>, Structure>;

/// Whether a study file may leave the field out. What differs from trial to trial has no default.
enum class Stated : bool { if_not_default, always };

/// What a field may be, both ends included. What is outside is a slip of unit or key.
struct Range {
    double low = 0.0;
    double high = 0.0;
};

struct WholeRange {
    int low = 0;
    int high = 0;
};

namespace ranges {

inline constexpr Range share{0.0, 1.0};
inline constexpr Range share_below_one{0.0, 0.999999};   // the logarithm of its complement is taken
inline constexpr Range share_above_zero{1e-12, 1.0};     // its logarithm is taken, or it divides
inline constexpr Range rate_per_month{0.0, 100.0};       // beyond: all within hours
inline constexpr Range own_rate_per_month{1e-6, 100.0};  // of the trial: 0 is one left out
inline constexpr Range months{0.01, 1200.0};             // it divides; longer than any life
inline constexpr Range months_or_none{0.0, 1200.0};
inline constexpr Range log_sd{0.0, 5.0};  // already e^10 between patients one sd off the median
inline constexpr Range log_effect{-5.0, 5.0};  // a factor of 150 either way
inline constexpr Range factor{0.0, 100.0};
inline constexpr Range factor_above_zero{0.01, 100.0};  // its logarithm is taken
inline constexpr Range score{0.0, 100.0};               // of the QLQ-C30
inline constexpr Range score_change{-100.0, 100.0};
inline constexpr Range correlation{-1.0, 1.0};
inline constexpr Range depth_log10{0.0, 20.0};  // 1e12 cells are far fewer than 1e20
inline constexpr Range age_years{18.0, 110.0};
inline constexpr Range half_life_days{0.05, 100.0};
inline constexpr Range marker_value{0.0, 1e6};  // of any of their units
inline constexpr WholeRange weeks{0, 5200};     // a century
inline constexpr WholeRange lines{0, 20};

}  // namespace ranges
}  // namespace vtrial::trials
