// What a simulated trial says of responses, and of who its subgroups by response are.
#include <algorithm>

#include "host/validate/published_response.hpp"
#include "host/validate/simulated_trial.hpp"

namespace vtrial::host {
namespace {

bool is_rate(std::string const& quantity) {
    return quantity == "rate" || quantity == "mrd_negative" || quantity.starts_with("response_");
}

/// The difference of two rates of the same patients, whose spread over trials is not tallied; its
/// error is at most the sum of theirs.
SimulatedQuantity difference_of(EstimateRow const& row, EstimateRow const& less, double factor) {
    SimulatedQuantity quantity;
    quantity.value = (row.estimate.value() - less.estimate.value()) * factor;
    quantity.mcse = (row.mcse.value_or(0.0) + less.mcse.value_or(0.0)) * factor;
    return quantity;
}

}  // namespace

std::string SimulatedTrial::published_analysis_of(QuantityPath const& path) const {
    if (path.measure == Measure::adverse_event_per_cent) {
        trials::SafetyEntry const* const entry = adverse_event_named(path.endpoint);
        return entry != nullptr ? entry->published_analysis : "";
    }
    for (trials::Response const& response : study_->responses) {
        auto const& names = response.published;
        if (std::find(names.begin(), names.end(), path.endpoint) != names.end()) {
            return response.published_analysis;
        }
    }
    return "";
}

/// A response from the second randomisation is another one.
bool SimulatedTrial::is_published_as(EstimateRow const& row, std::string const& published) const {
    return std::any_of(study_->responses.begin(), study_->responses.end(), [&](auto const& one) {
        auto const& names = one.published;
        bool const is_so = std::find(names.begin(), names.end(), published) != names.end();
        return is_so && row.endpoint == measure_of(one) && row.subgroup == one.population;
    });
}

EstimateRow const* SimulatedTrial::rate_of(std::string const& response,
                                           EstimateRow const& wanted) const {
    auto const measured = response_of_disease_model(response);
    std::string const from =
        study_->second_randomisation ? "_from_" + study_->second_randomisation->name : "";
    bool const is_from_second = !from.empty() && wanted.endpoint.ends_with(from);
    EstimateRow const* found = nullptr;
    for (EstimateRow const& row : estimates_) {
        bool const has_from = !from.empty() && row.endpoint.ends_with(from);
        if (row.analysis != wanted.analysis || row.arm != wanted.arm ||
            row.subgroup != wanted.subgroup || has_from != is_from_second || !row.estimate) {
            continue;
        }
        bool const is_named = row.endpoint == response || is_published_as(row, response);
        if (is_named && is_rate(row.quantity)) {
            return &row;
        }
        if (found == nullptr && measured && row.quantity == measured->quantity &&
            row.at == measured->at_months) {
            found = &row;
        }
    }
    return found;
}

SimulatedAnswer SimulatedTrial::response(QuantityPath const& path,
                                         EstimateRow const& wanted) const {
    EstimateRow const* const row = rate_of(path.endpoint, wanted);
    EstimateRow const* const less = path.less.empty() ? nullptr : rate_of(path.less, wanted);
    if (row == nullptr || (less == nullptr && !path.less.empty())) {
        return {std::nullopt, "the study has no such response"};
    }
    double const unit =
        path.measure == Measure::response_patients ? patients_of(arm_of(path)) : per_cent;
    if (less == nullptr) {
        return {scaled_mean(*row, unit), ""};
    }
    return {difference_of(*row, *less, unit), ""};
}

/// From the rates of the responses that it is chosen by; those who have the one that excludes have
/// the other one too.
SimulatedAnswer SimulatedTrial::subgroup_share(EstimateRow const& wanted) const {
    auto const found =
        std::find_if(study_->subgroups.begin(), study_->subgroups.end(),
                     [&](auto const& subgroup) { return subgroup.name == wanted.subgroup; });
    EstimateRow of_all = wanted;
    of_all.subgroup.clear();
    EstimateRow all;
    all.estimate = 1.0;
    all.mcse = 0.0;
    EstimateRow const* row = found->response.empty() ? &all : rate_of(found->response, of_all);
    if (!found->is_by_response() || !found->has_response || row == nullptr) {
        return {std::nullopt, "the number of patients of a subgroup is not tallied"};
    }
    if (found->without_response.empty()) {
        return {scaled_mean(*row, per_cent), ""};
    }
    EstimateRow const* const less = rate_of(found->without_response, of_all);
    return less == nullptr ? SimulatedAnswer{std::nullopt, "the study has no such response"}
                           : SimulatedAnswer{difference_of(*row, *less, per_cent), ""};
}

}  // namespace vtrial::host
