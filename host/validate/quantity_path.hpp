// What a published number is of: a path of words, read into what a simulated trial can be asked.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "trials/study.hpp"

namespace vtrial::host {

enum class Measure {
    hazard_ratio,
    median,                  ///< months
    survival,                ///< per cent at `at_months`
    events,                  ///< number of patients
    events_per_cent,         ///< of the patients of the arm
    response_per_cent,       ///< of the patients of the arm
    response_patients,       ///< their number
    subgroup_per_cent,       ///< who the subgroup is, of the patients of the arm
    adverse_event_per_cent,  ///< of the patients of the arm
    measurement              ///< mg/L or months
};

struct QuantityPath {
    /// name of a data cut; empty: see the next, or of an adverse event the study says which
    std::string cut;
    std::optional<double> follow_up_months;  ///< the cut is the one with this median follow-up
    std::string subgroup;                    ///< as published; empty: all patients
    /// a time's name, of a response, an adverse event or a measurement its published name
    std::string endpoint;
    Measure measure = Measure::hazard_ratio;
    std::optional<double> at_months;            ///< of a survival
    std::optional<trials::ArmRole> arm;         ///< none: a comparison of the arms, or a single arm
    bool is_from_second_randomisation = false;  ///< whose arms are meant then
    std::string less{};                         ///< a response: those who have it do not count

    bool operator==(QuantityPath const&) const = default;
};

/// A path, or the reason why no simulated trial can answer it.
struct PathReading {
    std::optional<QuantityPath> path;
    std::string reason;
};

/// Reads `cuts/CUT/ENDPOINT/STATISTIC/ARM`, `subgroups/ENDPOINT|28mo|LABEL/STATISTIC/ARM`,
/// `safety/EVENT/ARM` and the short forms of single arms; docs/VALIDATE.md lists them.
PathReading read_quantity_path(std::string_view quantity);

}  // namespace vtrial::host
