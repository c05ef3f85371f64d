#include "trials/observed_design.hpp"

#include <cmath>

#include "kernels/plan/bound_table.hpp"
#include "trials/estimands.hpp"
#include "trials/observed_bounds.hpp"
#include "trials/sequential_design.hpp"
#include "trials/true_hazard_ratio.hpp"

namespace vtrial::trials {
namespace {

namespace gs = group_sequential;

/// Hazard ratios as drifts from the null hypothesis, and back.
class HazardRatioScale {
  public:
    HazardRatioScale(Study const& study, Endpoint const& endpoint)
        : margin_(endpoint.deciding_test.margin.value_or(1.0)),
          drift_per_log_(drift_per_root_event(arms_of(study, endpoint), std::exp(-1.0))) {}

    double hazard_ratio(double drift) const { return margin_ * std::exp(-drift / drift_per_log_); }

    double drift(double hazard_ratio) const {
        return -drift_per_log_ * std::log(hazard_ratio / margin_);
    }

    /// The larger the drift, the smaller the hazard ratio.
    gs::Interval hazard_ratios(gs::Interval drifts) const {
        return {hazard_ratio(drifts.upper), hazard_ratio(drifts.lower)};
    }

  private:
    double margin_;
    double drift_per_log_;  ///< mean of z per square root of the events at a log of -1
};

Endpoint const& endpoint_of(Study const& study, HypothesisSummary const& hypothesis) {
    std::size_t index = 0;
    while (name_of(study.endpoints.at(index)) != hypothesis.endpoint) {
        ++index;
    }
    return study.endpoints[index];
}

/// The inference of one hypothesis after its first looks.
class Observer {
  public:
    Observer(Study const& study, HypothesisSummary const& hypothesis,
             std::vector<ObservedLook> const& looks)
        : study_(study),
          hypothesis_(hypothesis),
          endpoint_(endpoint_of(study, hypothesis)),
          looks_(looks),
          bounds_(bounds_after(events_up_to(looks.size() - 1))) {
        if (has_hazard_ratio(endpoint_.deciding_test)) {
            scale_.emplace(study, endpoint_);
            if (auto const truth = true_log_hazard_ratio(study, endpoint_)) {
                true_hazard_ratio_ = std::exp(*truth);
            }
        }
    }

    std::optional<double> true_hazard_ratio() const { return true_hazard_ratio_; }

    ObservedLookSummary look(std::size_t k) const {
        LookSummary const& planned = hypothesis_.looks[k];
        ObservedLook const& seen = looks_[k];
        ObservedLookSummary summary{};
        summary.analysis = planned.analysis;
        summary.seen = seen;
        if (auto const last = hypothesis_.looks.back().planned_events) {
            summary.information_fraction = static_cast<double>(seen.events) / *last;
        }
        summary.efficacy = summarise_bound(study_, endpoint_, bounds_.upper[k], seen.events);
        if (has_futility(k)) {
            summary.futility = summarise_bound(study_, endpoint_, bounds_.lower[k], seen.events);
        }
        summary.decision = decision(k);
        summary.ends_trial = ends_trial(k);
        if (scale_) {
            summary.hazard_ratio = scale_->hazard_ratio(drift_seen(k));
            if (endpoint_.sequential && bounds_.upper[k] < kernels::no_bound) {
                summary.repeated_interval = scale_->hazard_ratios(
                    gs::repeated_interval(seen.events, -seen.z, bounds_.upper[k]));
            }
            summary.conditional_power = conditional_power(k);
        }
        return summary;
    }

    StagewiseResult stagewise(double interval_level) const {
        gs::StoppedTrial const trial = stopped_trial();
        StagewiseResult result{gs::stagewise_p_value(trial), {}, {}};
        if (scale_) {
            result.hazard_ratio = scale_->hazard_ratio(gs::median_unbiased_drift(trial));
            result.interval = scale_->hazard_ratios(gs::stagewise_interval(trial, interval_level));
        }
        return result;
    }

  private:
    gs::Boundaries bounds_after(std::vector<int> const& events) const {
        return bounds_at_events(study_, endpoint_, hypothesis_.level_one_sided, events);
    }

    std::vector<int> events_up_to(std::size_t look) const {
        std::vector<int> events;
        for (std::size_t k = 0; k <= look; ++k) {
            events.push_back(looks_[k].events);
        }
        return events;
    }

    bool is_last(std::size_t k) const { return k + 1 == hypothesis_.looks.size(); }

    bool has_futility(std::size_t k) const {
        return !bounds_.lower.empty() && bounds_.lower[k] > -kernels::no_bound;
    }

    LookDecision decision(std::size_t k) const {
        double const minus_z = -looks_[k].z;
        if (minus_z >= bounds_.upper[k]) {
            return LookDecision::rejected;
        }
        bool const is_futile = has_futility(k) && minus_z < bounds_.lower[k] && !is_last(k);
        return is_futile ? LookDecision::given_up : LookDecision::not_rejected;
    }

    bool ends_trial(std::size_t k) const {
        LookDecision const decided = decision(k);
        return is_last(k) || decided == LookDecision::rejected ||
               (decided == LookDecision::given_up && has_binding_futility(endpoint_));
    }

    double drift_seen(std::size_t k) const {
        return -looks_[k].z / std::sqrt(static_cast<double>(looks_[k].events));
    }

    /// The looks up to one as they were, those after it as planned; empty if they cannot be.
    std::optional<std::vector<int>> events_if_planned_from(std::size_t look) const {
        std::vector<int> events = events_up_to(look);
        for (std::size_t k = look + 1; k < hypothesis_.looks.size(); ++k) {
            auto const planned = hypothesis_.looks[k].planned_events;
            if (!planned || *planned <= events.back()) {
                return std::nullopt;
            }
            events.push_back(*planned);
        }
        return events;
    }

    std::optional<ConditionalPower> conditional_power(std::size_t k) const {
        auto const events = ends_trial(k) ? std::nullopt : events_if_planned_from(k);
        if (!events) {
            return std::nullopt;
        }
        gs::InterimResult const interim{static_cast<double>(looks_[k].events), -looks_[k].z,
                                        static_cast<double>(events->back()),
                                        bounds_after(*events).upper.back()};
        ConditionalPower power{gs::conditional_power(interim, drift_seen(k)), {}};
        if (true_hazard_ratio_) {
            power.at_true_hazard_ratio =
                gs::conditional_power(interim, scale_->drift(*true_hazard_ratio_));
        }
        return power;
    }

    /// Futility that need not be obeyed is left out of account.
    gs::StoppedTrial stopped_trial() const {
        std::vector<int> const events = events_up_to(looks_.size() - 1);
        gs::StoppedTrial trial{{events.begin(), events.end()}, bounds_, -looks_.back().z};
        if (!has_binding_futility(endpoint_)) {
            trial.boundaries.lower.clear();
        }
        return trial;
    }

    Study const& study_;
    HypothesisSummary const& hypothesis_;
    Endpoint const& endpoint_;
    std::vector<ObservedLook> const& looks_;
    gs::Boundaries bounds_;
    std::optional<HazardRatioScale> scale_;  ///< empty: the test has no hazard ratio
    std::optional<double> true_hazard_ratio_;
};

}  // namespace

ObservedSummary summarise_observed(Study const& study, HypothesisSummary const& hypothesis,
                                   std::vector<ObservedLook> const& looks) {
    Observer const observer(study, hypothesis, looks);
    double const level = hypothesis.level_one_sided;
    ObservedSummary summary{};
    summary.endpoint = hypothesis.endpoint;
    summary.test = hypothesis.test;
    summary.level_one_sided = level;
    summary.waits = hypothesis.waits;
    summary.may_gain_level = study.graph && level < study.alpha_one_sided;
    summary.bounds_from = hypothesis.bounds_from;
    summary.is_of_response = hypothesis.is_of_response;
    summary.bounds_follow_events = spends_by_events(endpoint_of(study, hypothesis));
    summary.interval_level = 1.0 - 2.0 * level;
    summary.true_hazard_ratio = observer.true_hazard_ratio();
    for (std::size_t k = 0; k < looks.size(); ++k) {
        summary.looks.push_back(observer.look(k));
    }
    summary.stagewise = observer.stagewise(summary.interval_level);
    return summary;
}

}  // namespace vtrial::trials
