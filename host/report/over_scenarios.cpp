#include "host/report/over_scenarios.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <string_view>

#include "host/report/columns.hpp"
#include "host/report/csv.hpp"
#include "host/report/sample.hpp"

namespace vtrial::host {
namespace {

std::string key_of(EstimateRow const& row) {
    return fmt::format("{}\n{}\n{}\n{}\n{}\n{}\n{}\n{}", row.analysis, row.endpoint, row.rule,
                       row.subgroup, row.arm, row.test, row.quantity,
                       row.at ? write_exact(*row.at) : "");
}

OverScenariosRow summary_of(EstimateRow const& row, std::vector<double> values) {
    std::sort(values.begin(), values.end());
    SampleMoments const moments = moments_of(values);
    OverScenariosRow result{row, values.size(), moments.sd, quantile_of(values, 0.05),
                            quantile_of(values, 0.95)};
    result.mean.scenario.clear();
    result.mean.estimate = moments.mean;
    result.mean.mcse = moments.sd / std::sqrt(static_cast<double>(values.size()));
    return result;
}

/// The row of a quantity of all patients under the endpoint's own rule, or null.
OverScenariosRow const* find(std::vector<OverScenariosRow> const& rows, EstimateRow const& of,
                             std::string_view quantity) {
    auto const found = std::find_if(rows.begin(), rows.end(), [&](OverScenariosRow const& row) {
        return row.mean.analysis == of.analysis && row.mean.endpoint == of.endpoint &&
               row.mean.rule == of.rule && row.mean.subgroup.empty() && row.mean.arm.empty() &&
               !row.mean.at && row.mean.quantity == quantity;
    });
    return found == rows.end() ? nullptr : &*found;
}

std::string range_text(OverScenariosRow const* row) {
    return row == nullptr
               ? "-"
               : fmt::format("{:.3f} ({:.3f}-{:.3f})", *row->mean.estimate, row->lower, row->upper);
}

std::string line_of(std::vector<OverScenariosRow> const& rows, EstimateRow const& of) {
    auto const* const power = find(rows, of, "power");
    auto const* const nominal = power == nullptr ? find(rows, of, "rejects_nominal") : nullptr;
    std::string const name = of.endpoint + (of.rule.empty() ? "" : ", " + of.rule);
    return left(20, cut_to(of.analysis, 19)) + left(22, cut_to(name, 21)) +
           left(26, range_text(power != nullptr ? power : nominal) + (nominal ? " n" : "")) +
           range_text(find(rows, of, "hazard_ratio")) + "\n";
}

}  // namespace

void OverScenarios::add(std::vector<EstimateRow> const& rows) {
    for (EstimateRow const& row : rows) {
        auto const [place, is_new] = places_.emplace(key_of(row), entries_.size());
        if (is_new) {
            entries_.push_back({row, {}});
        }
        if (row.estimate) {
            entries_[place->second].values.push_back(*row.estimate);
        }
    }
}

std::vector<OverScenariosRow> OverScenarios::rows() const {
    std::vector<OverScenariosRow> rows;
    for (Entry const& entry : entries_) {
        if (entry.values.size() > 1) {
            rows.push_back(summary_of(entry.row, entry.values));
        }
    }
    return rows;
}

std::string over_scenarios_csv(std::vector<OverScenariosRow> const& rows) {
    std::string text =
        "analysis,endpoint,rule,subgroup,arm,test,quantity,at,scenarios,mean,mcse,sd,lower,upper\n";
    for (OverScenariosRow const& row : rows) {
        EstimateRow const& mean = row.mean;
        text +=
            fmt::format("{},{},{},{},{},{},{},{},{},{},{},{},{},{}\n", csv_field(mean.analysis),
                        csv_field(mean.endpoint), csv_field(mean.rule), csv_field(mean.subgroup),
                        csv_field(mean.arm), csv_field(mean.test), csv_field(mean.quantity),
                        mean.at ? write_exact(*mean.at) : "", row.scenarios,
                        write_estimate(*mean.estimate, mean.mcse), write_error(*mean.mcse),
                        write_estimate(row.sd, mean.mcse), write_estimate(row.lower, mean.mcse),
                        write_estimate(row.upper, mean.mcse));
    }
    return text;
}

std::string over_scenarios_table(std::vector<OverScenariosRow> const& rows, std::size_t scenarios) {
    std::string text = fmt::format(
        "over the {} scenarios, all of the same weight: mean, and where 90 % of them lie\n",
        scenarios);
    text += left(20, "analysis") + left(22, "endpoint") + left(26, "power") + "hazard ratio\n";
    EstimateRow last;
    for (OverScenariosRow const& row : rows) {
        EstimateRow const& mean = row.mean;
        bool const is_tested = mean.quantity == "power" || mean.quantity == "rejects_nominal";
        bool const is_told = mean.analysis == last.analysis && mean.endpoint == last.endpoint &&
                             mean.rule == last.rule;
        if (is_tested && mean.subgroup.empty() && !is_told) {
            text += line_of(rows, mean);
            last = mean;
        }
    }
    return text;
}

}  // namespace vtrial::host
