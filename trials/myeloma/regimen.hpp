// What an arm is treated with: cycles of 28 days of a backbone, with or without daratumumab.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace vtrial::trials {

inline constexpr int weeks_per_cycle = 4;
inline constexpr int days_per_cycle = 28;

enum class Route : std::uint8_t { intravenous, subcutaneous };

/// Weeks of the line in which nothing is given: from this one on, the last one not included.
struct Pause {
    int from_week = 0;
    int until_week = 0;

    bool operator==(Pause const&) const = default;
};

/// Doses every so many weeks from this week of the line on, until the next phase.
struct DosePhase {
    int from_week = 0;
    int every_weeks = 1;

    bool operator==(DosePhase const&) const = default;
};

/// Daratumumab from the start of a line to progression, the last week or a stop for toxicity.
struct DaratumumabDosing {
    Route route = Route::intravenous;
    double dose_mg = 1200.0;      ///< assumed: 16 mg/kg in a patient of 75 kg
    double absorbed_share = 1.0;  ///< of a dose, at once; subcutaneous: 1800 mg at 0.73
    std::vector<DosePhase> phases{{0, 1}, {8, 2}, {24, 4}};  ///< published: MAIA, POLLUX
    std::vector<Pause> pauses;
    std::optional<int> last_week;          ///< no dose in this week or later
    double stop_hazard_per_month = 0.004;  ///< assumed; once the backbone has been stopped
    /// of the stops of the backbone for toxicity those that stop daratumumab too; not in use: the
    /// other parameters were fitted without
    double stop_share_with_backbone = 0.0;

    bool operator==(DaratumumabDosing const&) const = default;
};

/// The usual dosing by a route. Under the skin 0.69 is absorbed (assumed), at 0.29 a day (assumed),
/// and a dose that comes late leaves more at the next one: as much as 0.73 at once, by
/// superposition of eight weekly doses that are eliminated at 0.025 to 0.035 a day.
inline DaratumumabDosing usual_dosing(Route route) {
    DaratumumabDosing dosing;
    dosing.route = route;
    if (route == Route::subcutaneous) {
        dosing.dose_mg = 1800.0;
        dosing.absorbed_share = 0.73;
    }
    return dosing;
}

/// What is given beside daratumumab, or alone.
struct Backbone {
    double immunomodulation = 0.0;  ///< 1: lenalidomide or the like; 0: none
    std::vector<Pause> pauses;
    std::optional<int> last_week;               ///< not given in this week or later; 0: never
    double stop_hazard_per_month = 0.008;       ///< of the trial, at age 70: assumed
    double stop_log_per_decade_over_70 = 0.35;  ///< assumed
    double early_stop_factor = 1.6;             ///< assumed; found by reproduction to be in use
    double early_stop_months = 6.0;             ///< assumed
    // adverse events of grade 3 or more, late in treatment; defaults: lenalidomide
    double neutropenia_hazard_per_month = 0.0064;      ///< fitted: MAIA
    double neutropenia_factor_with_daratumumab = 1.8;  ///< fitted: MAIA
    double infection_hazard_per_month = 0.0055;        ///< fitted: MAIA

    bool operator==(Backbone const&) const = default;
};

/// High-dose melphalan and stem cells: kills once, in those who are still in the first line without
/// progression.
struct Transplant {
    int week = 0;
    double share = 1.0;  ///< of those, who have it
    double sensitive_kill_log10 = 0.0;
    double resistant_kill_log10 = 0.0;
    double death_probability = 0.01;  ///< assumed: of it, within 100 days

    bool operator==(Transplant const&) const = default;
};

struct Regimen {
    Backbone backbone;
    std::optional<DaratumumabDosing> daratumumab;
    std::optional<Transplant> transplant;
    double untreated_share = 0.0;  ///< of patients, who are given nothing of it

    bool operator==(Regimen const&) const = default;
};

/// Of a trial: control and experimental, and those that a second randomisation goes on to.
struct Regimens {
    std::array<Regimen, 2> first;
    std::array<std::optional<Regimen>, 2> second;

    Regimen& operator[](std::size_t arm) { return first[arm]; }
    Regimen const& operator[](std::size_t arm) const { return first[arm]; }

    bool operator==(Regimens const&) const = default;
};

}  // namespace vtrial::trials
