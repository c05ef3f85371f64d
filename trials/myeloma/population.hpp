// Who enters a myeloma trial. What is drawn by itself is independent: correlations of age, stage
// and performance are not published by trial.
#pragma once

#include <array>
#include <optional>
#include <vector>

namespace vtrial::trials {

struct PriorLinesShare {
    int lines = 0;
    double share = 1.0;
    std::optional<double> refractory_share{};  ///< of these patients; none: as of all

    bool operator==(PriorLinesShare const&) const = default;
};

/// A normal distribution cut off at the youngest and the oldest who are enrolled.
struct AgeDistribution {
    double mean_years = 0.0;
    double sd_years = 0.0;
    double youngest_years = 0.0;
    double oldest_years = 0.0;

    bool operator==(AgeDistribution const&) const = default;
};

/// The share of the distribution, before it is cut off, below an age; and between both limits.
double share_below(AgeDistribution const& age, double years);
double share_enrolled(AgeDistribution const& age);

/// The kind of immunoglobulin decides how long it stays in serum.
struct ImmunoglobulinTypes {
    double igg_share = 0.62;                  ///< published: MAIA
    double iga_share = 0.18;                  ///< published: MAIA; the rest are light chains only
    double igg_half_life_days = 16.0;         ///< published: 8-23, longer at low levels
    double iga_half_life_days = 6.0;          ///< published
    double light_chain_half_life_days = 1.0;  ///< published: hours, days in renal failure

    bool operator==(ImmunoglobulinTypes const&) const = default;
};

/// A lognormal distribution whose tails are moved to its limits.
struct BaselineMarker {
    double median = 0.0;
    double smallest = 0.0;
    double largest = 0.0;

    bool operator==(BaselineMarker const&) const = default;
};

/// How disease is measured. Of those with light chains only, the shares given are followed in urine
/// or by free light chains in serum, the rest, as the prototype did, as if in serum. The smallest
/// values are the usual limits of enrolment (published), the others assumed.
struct MeasurableDisease {
    double urine_share_of_light_chain = 0.0;
    double free_light_chain_share_of_light_chain = 0.0;
    BaselineMarker serum_g_per_dl{3.0, 1.0, 9.0};
    BaselineMarker urine_mg_per_day{1000.0, 200.0, 20000.0};
    BaselineMarker free_light_chain_mg_per_litre{800.0, 100.0, 20000.0};
    double log_sd = 0.45;

    bool operator==(MeasurableDisease const&) const = default;
};

struct MyelomaPopulation {
    AgeDistribution age;
    double male_share = 0.0;
    std::array<double, 3> stage_shares{};  ///< ISS I, II, III
    double high_risk_cytogenetics_share = 0.0;
    std::array<double, 3> performance_shares{};  ///< ECOG 0, 1, 2
    std::vector<PriorLinesShare> prior_lines{{0, 1.0}};
    double refractory_share = 0.0;        ///< to the drugs of earlier lines, unless stated there
    double comorbidity_share = 0.0;       ///< Charlson index above 1; enters the frailty score only
    double renal_impairment_share = 0.0;  ///< creatinine clearance to 60 ml/min; changes nothing
    ImmunoglobulinTypes immunoglobulin;
    MeasurableDisease measurable;

    bool operator==(MyelomaPopulation const&) const = default;
};

}  // namespace vtrial::trials
