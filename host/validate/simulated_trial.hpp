// A simulated trial, asked for the numbers that a published one reports.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "host/engine/result.hpp"
#include "host/report/curves.hpp"
#include "host/report/estimates.hpp"
#include "host/validate/quantity_path.hpp"

namespace vtrial::host {

inline constexpr double per_cent = 100.0;

/// A quantity over the simulated trials, in the unit of the published number.
struct SimulatedQuantity {
    /// the mean over trials, of a hazard ratio the geometric mean, of a median the median, of a
    /// survival that of all trials pooled; none: the median is not reached in most trials
    std::optional<double> value;
    std::optional<double> mcse;      ///< Monte Carlo standard error of the value
    std::optional<double> lower;     ///< 5 % of the trials are below
    std::optional<double> upper;     ///< 95 % are
    double not_reached_share = 0.0;  ///< of the trials, in which a median is not reached
};

/// A quantity, or the reason why this study does not have it.
struct SimulatedAnswer {
    std::optional<SimulatedQuantity> quantity;
    std::string reason;
};

/// Why a published adverse event has no answer.
inline constexpr char const* no_adverse_event =
    "no adverse event of the study is published under this name";

class SimulatedTrial {
  public:
    SimulatedTrial(trials::Study const& study, std::int64_t replicates,
                   std::vector<EstimateRow> estimates, std::vector<CurveRow> curves);

    /// `analysis` is the name of one, at which the path's quantity is wanted.
    SimulatedAnswer ask(QuantityPath const& path, std::string const& analysis) const;

    /// The study's adverse event that published numbers call so, or null.
    trials::SafetyEntry const* adverse_event_named(std::string const& published) const;

    /// The analysis that answers a path without a data cut: that of its adverse event or response;
    /// empty: none.
    std::string published_analysis_of(QuantityPath const& path) const;

    /// Patients of an arm, as the ratio of the randomisation has it.
    double patients_of(trials::ArmRole arm) const;

    /// Share of the patients of an arm who are given its regimen.
    double treated_share(trials::ArmRole arm) const;

    trials::Study const& study() const { return *study_; }
    std::vector<CurveRow> const& curves() const { return curves_; }

  private:
    /// The first row of a quantity, or null.
    EstimateRow const* find(EstimateRow const& wanted) const;
    SimulatedQuantity scaled_mean(EstimateRow const& row, double factor) const;

    SimulatedAnswer hazard_ratio(EstimateRow wanted) const;
    SimulatedAnswer median(EstimateRow wanted) const;
    SimulatedAnswer survival(QuantityPath const& path, EstimateRow const& wanted) const;
    SimulatedAnswer events(QuantityPath const& path, EstimateRow wanted) const;
    SimulatedAnswer response(QuantityPath const& path, EstimateRow const& wanted) const;
    SimulatedAnswer adverse_event(QuantityPath const& path, EstimateRow wanted) const;
    SimulatedAnswer measurement(QuantityPath const& path, EstimateRow wanted) const;
    SimulatedAnswer subgroup_share(EstimateRow const& wanted) const;
    /// The rate of a response by its name in the study or as published, in the patients of
    /// `wanted`, or null; of all if it has no subgroup.
    EstimateRow const* rate_of(std::string const& response, EstimateRow const& wanted) const;
    bool is_published_as(EstimateRow const& row, std::string const& published) const;
    trials::ArmRole arm_of(QuantityPath const& path) const;

    trials::Study const* study_;
    std::int64_t replicates_;
    std::vector<EstimateRow> estimates_;
    std::vector<CurveRow> curves_;
};

}  // namespace vtrial::host
