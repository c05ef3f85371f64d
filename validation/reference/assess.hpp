// What visits show of a patient's PFS, by replaying the patient's history visit by visit.
#pragma once

#include <cstdint>
#include <vector>

#include "trials/study.hpp"

namespace vtrial::reference {

struct Visit {
    int day = 0;  ///< after randomisation
    bool takes_place = true;
};

/// The visits planned for a patient up to and with a day, and which of them take place.
std::vector<Visit> planned_visits(trials::Study const& study, std::uint64_t replicate,
                                  std::uint32_t patient, int arm, int last_day);

/// When a patient starts a new therapy, in days after randomisation; longest_days if never.
double new_therapy_days(trials::Study const& study, std::uint64_t replicate, std::uint32_t patient,
                        int arm);

inline constexpr int never_day = 1 << 20;

/// The days, rounded up, on which things happen to a patient; never_day for those that do not.
struct PatientHistory {
    int progression = never_day;
    int death = never_day;  ///< no later than drop-out
    int dropout = never_day;
    int new_therapy = never_day;
    std::vector<Visit> visits;
};

/// How a patient stands at a cut.
struct Standing {
    int day = 0;
    bool event = false;

    bool operator==(Standing const&) const = default;
};

struct ReferencePatient;

/// Sets the patients' histories, and their PFS as visits show it to the end of the study, by the
/// rule that decides.
void assess(trials::Study const& study, std::uint64_t replicate,
            std::vector<ReferencePatient>& patients);

/// PFS under a rule of a patient who has been followed for so many days.
Standing pfs_standing(PatientHistory const& history, trials::CensoringRule rule, int followed_days);

}  // namespace vtrial::reference
