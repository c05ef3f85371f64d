// The patients of a study: what they differ in at baseline, who of them is enrolled, and which of
// them are looked at by themselves.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace vtrial::trials {

/// What the disease model draws of a patient.
enum class Covariate : std::uint8_t {
    age_years,
    sex,               ///< female, male
    iss_stage,         ///< 1 to 3
    cytogenetic_risk,  ///< standard, high
    ecog,              ///< 0 to 2
    prior_lines,
    refractory,       ///< no, yes: to the drugs of earlier lines
    frailty,          ///< no, yes
    renal_impairment  ///< no, yes
};

/// Something in which patients differ from the start: a stratification factor or a biomarker.
struct PatientFactor {
    std::string name;
    std::vector<std::string> levels;
    std::vector<double> prevalences;  ///< one a level, sum 1; of a covariate undrawn_prevalences()
    std::optional<Covariate> covariate{};  ///< of the disease model, instead of being drawn
    std::vector<double> cuts{};            ///< of a covariate: a level is below the first, ...

    bool operator==(PatientFactor const&) const = default;
};

/// Factor name -> the levels that are meant; a factor that is not named may have any level.
using LevelsByFactor = std::map<std::string, std::vector<std::string>>;

/// What lies between the arrival of a patient and randomisation.
struct Screening {
    double days = 0.0;           ///< from arrival to randomisation, the same for all
    double failure_share = 0.0;  ///< of the eligible patients, who are not randomised after all
    LevelsByFactor eligible;     ///< who may be enrolled

    bool operator==(Screening const&) const = default;
};

/// Patients who are analysed by themselves.
struct Subgroup {
    std::string name;
    LevelsByFactor where;
    /// With the disease model, at each data cut: those of them who have this response by then, or
    /// those who have not; empty: all.
    std::string response{};
    bool has_response = true;
    std::string without_response{};  ///< of those, who have not this one; empty: all
    /// Label of an arm of the first randomisation, where endpoints count from the second; empty:
    /// any
    std::string arm{};
    std::string published{};  ///< what published numbers call these patients; empty: nothing

    bool is_by_response() const { return !response.empty() || !without_response.empty(); }
    bool is_by_arm() const { return !arm.empty(); }

    bool operator==(Subgroup const&) const = default;
};

}  // namespace vtrial::trials
