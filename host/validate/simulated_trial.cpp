#include "host/validate/simulated_trial.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

namespace vtrial::host {
namespace {

/// 95 % quantile of the standard normal distribution.
constexpr double normal_quantile_of_95 = 1.6448536269514722;

std::string const& label_of(trials::Study const& study, QuantityPath const& path,
                            trials::ArmRole role) {
    auto const& arms = path.is_from_second_randomisation && study.second_randomisation
                           ? study.second_randomisation->arms
                           : study.arms;
    return arms[role == trials::ArmRole::control ? 0 : 1].label;
}

bool compares_arms(QuantityPath const& path) { return path.measure == Measure::hazard_ratio; }

/// The rows of one estimand, but for a rule: of PFS under several, the first is the one by which
/// it is decided.
bool is_of(EstimateRow const& row, EstimateRow const& wanted) {
    return row.analysis == wanted.analysis && row.endpoint == wanted.endpoint &&
           row.subgroup == wanted.subgroup && row.arm == wanted.arm && row.test == wanted.test &&
           row.quantity == wanted.quantity && row.at == wanted.at;
}

}  // namespace

SimulatedTrial::SimulatedTrial(trials::Study const& study, std::int64_t replicates,
                               std::vector<EstimateRow> estimates, std::vector<CurveRow> curves)
    : study_(&study),
      replicates_(replicates),
      estimates_(std::move(estimates)),
      curves_(std::move(curves)) {}

EstimateRow const* SimulatedTrial::find(EstimateRow const& wanted) const {
    auto const found = std::find_if(estimates_.begin(), estimates_.end(),
                                    [&](EstimateRow const& row) { return is_of(row, wanted); });
    return found == estimates_.end() ? nullptr : &*found;
}

double SimulatedTrial::patients_of(trials::ArmRole arm) const {
    auto const& arms = study_->arms;
    int const ratio = arms[arm == trials::ArmRole::control ? 0 : 1].ratio;
    return static_cast<double>(study_->patients) * ratio / (arms[0].ratio + arms[1].ratio);
}

double SimulatedTrial::treated_share(trials::ArmRole arm) const {
    std::size_t const index = arm == trials::ArmRole::control ? 0 : 1;
    return study_->myeloma ? 1.0 - study_->myeloma->regimens[index].untreated_share : 1.0;
}

/// Of a mean the tally has no quantiles: those of a normal distribution with its standard
/// deviation.
SimulatedQuantity SimulatedTrial::scaled_mean(EstimateRow const& row, double factor) const {
    SimulatedQuantity quantity;
    quantity.value = row.estimate.value() * factor;
    if (row.mcse) {
        quantity.mcse = *row.mcse * factor;
        double const sd = *quantity.mcse * std::sqrt(static_cast<double>(replicates_));
        quantity.lower = std::max(0.0, *quantity.value - normal_quantile_of_95 * sd);
        quantity.upper = *quantity.value + normal_quantile_of_95 * sd;
    }
    return quantity;
}

SimulatedAnswer SimulatedTrial::ask(QuantityPath const& path, std::string const& analysis) const {
    EstimateRow wanted;
    wanted.analysis = analysis;
    wanted.endpoint = path.endpoint;
    if (path.is_from_second_randomisation) {
        if (!study_->second_randomisation) {
            return {std::nullopt, "the study has no second randomisation"};
        }
        wanted.endpoint += "_from_" + study_->second_randomisation->name;
    }
    if (!path.subgroup.empty()) {
        auto const found =
            std::find_if(study_->subgroups.begin(), study_->subgroups.end(),
                         [&](auto const& subgroup) { return subgroup.published == path.subgroup; });
        if (found == study_->subgroups.end()) {
            return {std::nullopt, fmt::format("no subgroup has published = \"{}\"", path.subgroup)};
        }
        wanted.subgroup = found->name;
    }
    if (!path.arm && !compares_arms(path) && !trials::is_single_arm(*study_)) {
        return {std::nullopt, "it is of no arm, and the study has two"};
    }
    if (!compares_arms(path)) {
        wanted.arm = label_of(*study_, path, arm_of(path));
    }
    switch (path.measure) {
        case Measure::hazard_ratio:
            return hazard_ratio(std::move(wanted));
        case Measure::median:
            return median(std::move(wanted));
        case Measure::survival:
            return survival(path, wanted);
        case Measure::events:
        case Measure::events_per_cent:
            return events(path, std::move(wanted));
        case Measure::response_per_cent:
        case Measure::response_patients:
            return response(path, wanted);
        case Measure::subgroup_per_cent:
            return subgroup_share(wanted);
        case Measure::adverse_event_per_cent:
            return adverse_event(path, std::move(wanted));
        case Measure::measurement:
            return measurement(path, std::move(wanted));
    }
    return {};
}

/// Published hazard ratios are stratified by the factors of the randomisation; those of subgroups
/// are not.
SimulatedAnswer SimulatedTrial::hazard_ratio(EstimateRow wanted) const {
    bool const is_stratified = !study_->factors.empty() && wanted.subgroup.empty();
    wanted.test = is_stratified ? "cox_stratified" : "cox";
    wanted.quantity = "hazard_ratio";
    EstimateRow const* const mean = find(wanted);
    if (mean == nullptr || !mean->estimate) {
        return {std::nullopt, "the study does not analyse it"};
    }
    SimulatedQuantity quantity{mean->estimate, mean->mcse, {}, {}, 0.0};
    for (auto const& [q, limit] :
         {std::pair{0.05, &quantity.lower}, std::pair{0.95, &quantity.upper}}) {
        wanted.at = q;
        EstimateRow const* const row = find(wanted);
        *limit = row != nullptr ? row->estimate : std::nullopt;
    }
    return {quantity, ""};
}

SimulatedAnswer SimulatedTrial::median(EstimateRow wanted) const {
    wanted.quantity = "median";
    EstimateRow const* const middle = find(wanted);
    if (middle == nullptr) {
        return {std::nullopt, "the study does not analyse it"};
    }
    SimulatedQuantity quantity{middle->estimate, middle->mcse, {}, {}, 0.0};
    for (auto const& [q, limit] :
         {std::pair{0.05, &quantity.lower}, std::pair{0.95, &quantity.upper}}) {
        wanted.at = q;
        EstimateRow const* const row = find(wanted);
        *limit = row != nullptr ? row->estimate : std::nullopt;
    }
    wanted.at.reset();
    wanted.quantity = "median_not_reached";
    EstimateRow const* const not_reached = find(wanted);
    quantity.not_reached_share = not_reached != nullptr ? not_reached->estimate.value_or(0.0) : 0.0;
    return {quantity, ""};
}

SimulatedAnswer SimulatedTrial::survival(QuantityPath const& path,
                                         EstimateRow const& wanted) const {
    if (!wanted.subgroup.empty()) {
        return {std::nullopt, "subgroups have no survival curves"};
    }
    double const month = path.at_months.value();
    auto const found = std::find_if(curves_.begin(), curves_.end(), [&](CurveRow const& row) {
        return row.analysis == wanted.analysis && row.endpoint == wanted.endpoint &&
               row.arm == wanted.arm && row.month == month;
    });
    if (found == curves_.end()) {
        return {std::nullopt, "the study has no survival curve of it at that month"};
    }
    auto const in_per_cent = [](std::optional<double> const& survival) {
        return survival ? std::optional(*survival * per_cent) : std::nullopt;
    };
    return {SimulatedQuantity{found->survival * per_cent, found->mcse * per_cent,
                              in_per_cent(found->lower), in_per_cent(found->upper), 0.0},
            ""};
}

SimulatedAnswer SimulatedTrial::events(QuantityPath const& path, EstimateRow wanted) const {
    wanted.quantity = "events";
    EstimateRow const* const row = find(wanted);
    if (row == nullptr || !row->estimate) {
        return {std::nullopt, "the study does not analyse it"};
    }
    if (path.measure == Measure::events_per_cent && !path.subgroup.empty()) {
        return {std::nullopt, "the number of patients of a subgroup is not tallied"};
    }
    bool const is_share = path.measure == Measure::events_per_cent;
    return {scaled_mean(*row, is_share ? per_cent / patients_of(arm_of(path)) : 1.0), ""};
}

SimulatedAnswer SimulatedTrial::measurement(QuantityPath const& path, EstimateRow wanted) const {
    for (trials::Measurement const& measurement : study_->measurements) {
        auto const& names = measurement.published;
        if (std::find(names.begin(), names.end(), path.endpoint) == names.end()) {
            continue;
        }
        wanted.endpoint = measurement.name;
        wanted.quantity = trials::measurement_names[static_cast<std::size_t>(measurement.measure)];
        if (measurement.week) {
            wanted.at = *measurement.week;
        }
        EstimateRow const* const row = find(wanted);
        if (row != nullptr && row->estimate) {
            return {scaled_mean(*row, 1.0), ""};
        }
    }
    return {std::nullopt, "no measurement of the study is published under this name"};
}

trials::ArmRole SimulatedTrial::arm_of(QuantityPath const& path) const {
    return path.arm.value_or(trials::ArmRole::experimental);
}

trials::SafetyEntry const* SimulatedTrial::adverse_event_named(std::string const& published) const {
    for (trials::SafetyEntry const& entry : study_->safety) {
        auto const& names = entry.published;
        if (std::find(names.begin(), names.end(), published) != names.end()) {
            return &entry;
        }
    }
    return nullptr;
}

SimulatedAnswer SimulatedTrial::adverse_event(QuantityPath const& path, EstimateRow wanted) const {
    trials::SafetyEntry const* const entry = adverse_event_named(path.endpoint);
    if (entry == nullptr) {
        return {std::nullopt, no_adverse_event};
    }
    wanted.endpoint = entry->name;
    wanted.subgroup = entry->population;
    wanted.quantity = trials::safety_event_names[static_cast<std::size_t>(entry->event)];
    EstimateRow const* const row = find(wanted);
    if (row == nullptr || !row->estimate) {
        return {std::nullopt, "the study does not analyse it"};
    }
    return {scaled_mean(*row, per_cent), ""};
}

}  // namespace vtrial::host
