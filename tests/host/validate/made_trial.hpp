// A simulated trial whose rows are made by hand.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "host/validate/confront.hpp"

namespace vtrial::host::test {

inline constexpr std::int64_t made_replicates = 400;

/// Two cuts, 200 patients 1:1, a subgroup.
inline trials::Study made_study() {
    trials::Study study;
    study.title = "Made | by <hand>";
    study.published_trial = "MADE";
    study.arms = {trials::Arm{"Rd", trials::ArmRole::control, 1},
                  trials::Arm{"D-Rd", trials::ArmRole::experimental, 1}};
    study.patients = 200;
    study.analyses.resize(2);
    study.analyses[0].name = "early";
    study.analyses[0].published_cut = "first cut";
    study.analyses[1].name = "late";
    study.analyses[1].published_cut = "last cut";
    study.subgroups.resize(1);
    study.subgroups[0].name = "old";
    study.subgroups[0].published = "age >=75";
    return study;
}

struct RowKey {
    std::string endpoint = "PFS";
    std::string subgroup;
    std::string arm;
    std::string test;
    std::string quantity;
    std::optional<double> at;
};

inline EstimateRow made_row(RowKey const& key, std::optional<double> estimate, double mcse = 0.0,
                            std::string const& analysis = "early") {
    return {"base",   analysis,     key.endpoint, "",       key.subgroup, key.arm,
            key.test, key.quantity, key.at,       estimate, mcse};
}

inline std::vector<EstimateRow> made_estimates() {
    return {
        made_row({"PFS", "", "", "cox", "hazard_ratio", {}}, 0.55, 0.004),
        made_row({"PFS", "", "", "cox", "hazard_ratio", 0.05}, 0.45),
        made_row({"PFS", "", "", "cox", "hazard_ratio", 0.95}, 0.67),
        made_row({"PFS", "old", "", "cox", "hazard_ratio", {}}, 0.7, 0.01),
        made_row({"PFS", "", "Rd", "", "median", {}}, 33.0, 0.1),
        made_row({"PFS", "", "Rd", "", "median", 0.05}, 28.0),
        made_row({"PFS", "", "Rd", "", "median", 0.95}, std::nullopt),
        made_row({"PFS", "", "Rd", "", "median_not_reached", {}}, 0.06),
        made_row({"PFS", "", "D-Rd", "", "median", {}}, std::nullopt),
        made_row({"PFS", "", "D-Rd", "", "median_not_reached", {}}, 0.8),
        made_row({"PFS", "", "D-Rd", "", "events", {}}, 30.0, 0.2),
        made_row({"ORR", "", "D-Rd", "", "response_pr", {}}, 0.92, 0.001),
        made_row({"MRD", "", "D-Rd", "", "mrd_negative", {}}, 0.25, 0.001),
        made_row({"MRD for a year", "", "D-Rd", "", "mrd_negative", 12.0}, 0.15, 0.001),
        made_row({"ge_CR", "", "D-Rd", "", "rate", {}}, 0.5, 0.001),
        made_row({"ORR, old", "old", "D-Rd", "", "response_pr", {}}, 0.85, 0.001),
        made_row({"MRD_from_maintenance", "", "D", "", "mrd_negative", {}}, 0.6, 0.001),
        made_row({"MRD after Rd_from_maintenance", "after_rd", "D", "", "mrd_negative", {}}, 0.5,
                 0.001),
        made_row({"trough", "", "D-Rd", "", "trough_mg_per_litre", 8.0}, 520.0, 0.5),
        made_row({"reactions", "", "D-Rd", "", "infusion_reaction", {}}, 0.44, 0.001),
    };
}

inline std::vector<CurveRow> made_curves() {
    std::vector<CurveRow> curves;
    for (std::string const arm : {"Rd", "D-Rd"}) {
        for (int month = 0; month <= 36; ++month) {
            double const slope = arm == "Rd" ? 0.015 : 0.008;
            double const survival = 1.0 - slope * month;
            curves.push_back({"base", "early", "PFS", "", arm, month, survival, 0.001,
                              survival - 0.05, survival + 0.05});
        }
    }
    return curves;
}

inline PublishedNumber made_number(std::string quantity, std::optional<double> value,
                                   PublishedStatus status = PublishedStatus::sourced) {
    PublishedNumber number;
    number.trial = "MADE";
    number.quantity = std::move(quantity);
    number.value = value;
    number.status = status;
    return number;
}

}  // namespace vtrial::host::test
