#include "host/validate/validation_charts.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "host/validate/target_text.hpp"

namespace vtrial::host {
namespace {

constexpr double per_cent = 100.0;

/// The endpoints that have curves, in the order of the study.
std::vector<std::string> endpoints_of(std::vector<CurveRow> const& curves) {
    std::vector<std::string> endpoints;
    for (CurveRow const& row : curves) {
        if (std::find(endpoints.begin(), endpoints.end(), row.endpoint) == endpoints.end()) {
            endpoints.push_back(row.endpoint);
        }
    }
    return endpoints;
}

std::optional<double> share_of(std::optional<double> const& rate) {
    return rate ? std::optional(*rate / per_cent) : std::nullopt;
}

ChartMark mark_of(Target const& target) {
    PublishedNumber const& published = target.published;
    ChartMark mark;
    mark.is_sourced = published.status == PublishedStatus::sourced;
    mark.text = published.quantity + ": " + published_text(published);
    mark.is_along_months = target.path.measure == Measure::median;
    if (mark.is_along_months) {
        mark.month = published.value.value();
        mark.lower = published.has_interval() ? published.lower : std::nullopt;
        mark.upper = published.upper;
    } else {
        mark.month = target.path.at_months.value();
        mark.survival = published.value.value() / per_cent;
        mark.lower = share_of(published.lower);
        mark.upper = share_of(published.upper);
    }
    return mark;
}

/// There is one median, and one survival at a month: a later number takes the place of an earlier
/// one, unless that alone is sourced.
void add_mark(ChartMark const& mark, std::vector<ChartMark>& marks) {
    auto const earlier = std::find_if(marks.begin(), marks.end(), [&](ChartMark const& other) {
        return other.is_along_months == mark.is_along_months &&
               (mark.is_along_months || other.month == mark.month);
    });
    if (earlier == marks.end()) {
        marks.push_back(mark);
    } else if (mark.is_sourced || !earlier->is_sourced) {
        *earlier = mark;
    }
}

class ChartMaker {
  public:
    ChartMaker(ValidatedTrial const& trial, std::string const& endpoint)
        : trial_(trial), endpoint_(endpoint), analysis_(last_analysis()) {}

    SurvivalChart make() const {
        SurvivalChart chart;
        chart.endpoint = endpoint_;
        chart.title = fmt::format("{}, {}: {}", trial_.confrontation.trial, endpoint_, cut());
        for (trials::ArmRole const role :
             {trials::ArmRole::experimental, trials::ArmRole::control}) {
            chart.arms.push_back(arm(role));
        }
        return chart;
    }

  private:
    bool is_of_all_patients(Target const& target) const {
        return target.path.endpoint == endpoint_ && target.path.subgroup.empty();
    }

    std::string last_analysis() const {
        auto const& analyses = trial_.study.analyses;
        for (auto analysis = analyses.rbegin(); analysis != analyses.rend(); ++analysis) {
            for (Target const& target : trial_.confrontation.targets) {
                if (is_of_all_patients(target) && target.analysis == analysis->name) {
                    return analysis->name;
                }
            }
        }
        return analyses.back().name;
    }

    /// The published name of the analysis, or its own.
    std::string cut() const {
        for (trials::Analysis const& analysis : trial_.study.analyses) {
            if (analysis.name == analysis_ && !analysis.published_cut.empty()) {
                return analysis.published_cut;
            }
        }
        return analysis_;
    }

    ChartArm arm(trials::ArmRole role) const {
        ChartArm arm;
        arm.label = trial_.study.arms[role == trials::ArmRole::control ? 0 : 1].label;
        std::string rule;  // of PFS under several, the first
        for (CurveRow const& row : trial_.curves) {
            if (row.analysis == analysis_ && row.endpoint == endpoint_ && row.arm == arm.label) {
                rule = arm.points.empty() ? row.rule : rule;
                if (row.rule == rule) {
                    arm.points.push_back(
                        {static_cast<double>(row.month), row.survival, row.lower, row.upper});
                }
            }
        }
        for (Target const& target : trial_.confrontation.targets) {
            bool const is_drawn =
                target.path.measure == Measure::median || target.path.measure == Measure::survival;
            if (is_drawn && is_of_all_patients(target) && target.path.arm == role &&
                target.published.value) {
                add_mark(mark_of(target), arm.marks);
            }
        }
        return arm;
    }

    ValidatedTrial const& trial_;
    std::string const& endpoint_;
    std::string analysis_;
};

}  // namespace

std::vector<EndpointChart> validation_charts(ValidatedTrial const& trial) {
    std::vector<EndpointChart> charts;
    for (std::string const& endpoint : endpoints_of(trial.curves)) {
        charts.push_back({endpoint, ChartMaker(trial, endpoint).make()});
    }
    return charts;
}

}  // namespace vtrial::host
