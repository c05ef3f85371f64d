// What a study describes of its patients beside survival: adverse events and quality of life, both
// of the disease model.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

namespace vtrial::trials {

/// What may happen to a patient. The first three recur.
enum class SafetyEvent : std::int32_t {
    neutropenia_grade_3,
    infection_grade_3,
    pneumonia_grade_3,
    infusion_reaction,
    first_infusion_reaction,
    later_infusion_reaction,
    infusion_reaction_grade_3,
    stopped_backbone,
    stopped_daratumumab,
    stopped_for_toxicity,
    stopped_for_progression,
    treatment_related_death,
    next_line_started,
    next_line_daratumumab
};
inline constexpr int recurrent_safety_events = 3;
inline constexpr std::array<char const*, 14> safety_event_names{
    "neutropenia_grade_3",       "infection_grade_3",       "pneumonia_grade_3",
    "infusion_reaction",         "first_infusion_reaction", "later_infusion_reaction",
    "infusion_reaction_grade_3", "stopped_backbone",        "stopped_daratumumab",
    "stopped_for_toxicity",      "stopped_for_progression", "treatment_related_death",
    "next_line_started",         "next_line_daratumumab"};

/// An adverse event whose share of patients is described at each analysis.
struct SafetyEntry {
    std::string name;
    SafetyEvent event = SafetyEvent::neutropenia_grade_3;
    std::string population{};              ///< name of the subgroup that is meant; empty: all
    std::vector<std::string> published{};  ///< what published numbers call it
    std::string published_analysis{};      ///< for those that name no data cut; empty: none

    bool recurs() const { return static_cast<int>(event) < recurrent_safety_events; }

    bool operator==(SafetyEntry const&) const = default;
};

/// Its name within a study, such as `neutropenia in frail`.
inline std::string name_of(SafetyEntry const& entry) {
    return entry.population.empty() ? entry.name : entry.name + " in " + entry.population;
}

/// When patients are asked how they feel, and what is made of the answers.
struct QualityOfLife {
    std::vector<double> months{};  ///< after randomisation: means are described near them
    int every_cycles = 3;          ///< of 28 days
    bool goes_on_after_progression = false;
    double deterioration_points = 10.0;  ///< below baseline, of 100
    bool death_is_deterioration = false;

    bool operator==(QualityOfLife const&) const = default;
};

}  // namespace vtrial::trials
