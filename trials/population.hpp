// The patients of a study: what they differ in at baseline, who of them is enrolled, and which of
// them are looked at by themselves.
#pragma once

#include <map>
#include <string>
#include <vector>

namespace vtrial::trials {

/// Something in which patients differ from the start: a stratification factor or a biomarker.
struct PatientFactor {
    std::string name;
    std::vector<std::string> levels;
    std::vector<double> prevalences;  ///< one a level, sum 1

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
    std::string published{};  ///< what published numbers call these patients; empty: nothing

    bool is_by_response() const { return !response.empty(); }

    bool operator==(Subgroup const&) const = default;
};

}  // namespace vtrial::trials
