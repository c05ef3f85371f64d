#include "host/report/table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>

#include "host/report/columns.hpp"
#include "host/report/estimates.hpp"
#include "host/report/response_rows.hpp"
#include "host/report/safety_lines.hpp"
#include "host/report/table_numbers.hpp"
#include "trials/estimands.hpp"

namespace vtrial::host {
namespace {

constexpr Paragraph hanging{table_columns, 0, 2};
constexpr Paragraph indented{table_columns, 2, 4};
constexpr std::string_view footnotes[] = {
    "power: share of simulated trials that reject the null hypothesis at or before the analysis, "
    "+- "
    "its Monte Carlo standard error; where there is no effect, the type I error. < and >: 95 % "
    "bound, where no or every trial rejects. n: nominal, a test that decides nothing, at "
    "alpha_one_sided.",
    "events: mean of both arms together. month: mean calendar month of the analysis, from the "
    "opening of accrual.",
    "hazard ratio: Cox, stratified where the log-rank test is; median and 5-95 % range over "
    "trials.",
    "medians: Kaplan-Meier, in months; median over trials; NR: not reached in half of the trials."};

/// The cells of a line of the table; joined, they are 98 columns wide.
struct Line {
    std::string analysis, endpoint, power, events, month, hazard_ratio, medians;

    std::string text() const {
        std::string line = left(14, cut_to(analysis, 12)) + left(10, endpoint) + left(21, power) +
                           right(9, events) + right(8, month) + "  " + left(19, hazard_ratio) +
                           right(15, medians);
        line.erase(line.find_last_not_of(' ') + 1);
        return line + "\n";
    }
};

/// Writes the lines of one scenario.
class ScenarioTable {
  public:
    ScenarioTable(ScenarioResult const& result, std::vector<EstimateRow> const& rows,
                  std::vector<ClosedForm> const& closed_forms)
        : scenario_(*result.scenario),
          plan_(result.tables.plan),
          closed_forms_(closed_forms),
          rows_(rows),
          replicates_(static_cast<std::int64_t>(
              result.total.sums[static_cast<std::size_t>(result.total.layout.replicates())])) {}

    std::string write() {
        std::string const colon = scenario_.description.empty() ? "" : ": ";
        text_ = wrapped(scenario_.name + colon + scenario_.description, hanging);
        text_ += wrapped(fmt::format("{} trials of {} patients; medians: {}", replicates_,
                                     scenario_.study.patients, labels_of(scenario_.study.arms)),
                         indented);
        for (trials::Analysis const& analysis : scenario_.study.analyses) {
            write_analysis(analysis.name);
        }
        return text_;
    }

  private:
    /// The arms as the columns have them; of a single-arm study one.
    static std::string labels_of(std::array<trials::Arm, 2> const& arms) {
        std::string const control = arms[0].ratio > 0 ? cut_to(arms[0].label, 20) + " / " : "";
        return control + cut_to(arms[1].label, 20);
    }

    struct Key {
        std::string quantity, endpoint, test, arm;
        std::optional<double> at;
        std::string rule{}, subgroup{};
    };

    EstimateRow const* find(Key const& key) const {
        auto const found = std::find_if(rows_.begin(), rows_.end(), [&](EstimateRow const& row) {
            return row.analysis == analysis_ && row.quantity == key.quantity &&
                   row.endpoint == key.endpoint && row.rule == key.rule &&
                   row.subgroup == key.subgroup && row.test == key.test && row.arm == key.arm &&
                   row.at == key.at;
        });
        return found == rows_.end() ? nullptr : &*found;
    }

    void write_analysis(std::string const& name) {
        analysis_ = name;
        Line line;
        line.analysis = name;
        line.month = number(find({"month", "", "", "", {}}), 2);
        std::string group;  // of the lines before: who is analysed, and from when on
        for (trials::Endpoint const& endpoint : scenario_.study.endpoints) {
            if (endpoint.is_response()) {
                continue;  // with the responses, below
            }
            if (group_of(endpoint) != group) {
                text_ += line.analysis.empty() ? "" : line.text();
                line = {};
                group = group_of(endpoint);
                line.analysis = group.empty() ? name : endpoint.is_from_second() ? "" : group;
                text_ += endpoint.is_from_second() ? "  " + group + ":\n" : "";
            }
            write_endpoint(endpoint, line);
            line = {};
        }
        line.analysis = group.empty() ? "" : name;
        for (char const* const together : {"any", "all"}) {
            if (plan_.hypotheses > 1 && find({together, "", "", "", {}}) != nullptr) {
                line.endpoint = together;
                line.power = rate(find({together, "", "", "", {}}));
                text_ += line.text();
                line = {};
            }
        }
        for (trials::Response const& response : scenario_.study.responses) {
            write_response(response);
        }
        write_second_randomisation();
        write_safety();
        write_failures("events not reached by the latest month",
                       find({"events_not_reached", "", "", "", {}}));
    }

    static std::string group_of(trials::Endpoint const& endpoint) {
        std::string const in = endpoint.population.empty() ? "" : "in " + endpoint.population;
        return endpoint.is_from_second() ? "from " + endpoint.from + (in.empty() ? "" : " ") + in
                                         : in;
    }

    void write_second_randomisation() {
        if (auto const& second = scenario_.study.second_randomisation) {
            text_ += wrapped(
                fmt::format("{}: {} patients randomised again, {} of all; medians from then: {}",
                            second->name,
                            number(find({"patients_randomised_again", "", "", "", {}}), 1),
                            number(find({"randomised_again_share", "", "", "", {}}), 4),
                            labels_of(second->arms)),
                indented);
        }
    }

    void write_endpoint(trials::Endpoint const& endpoint, Line line) {
        std::string const rule = deciding_rule_name(scenario_.study, endpoint);
        set_numbers(endpoint, rule, line);
        text_ += line.text();
        write_further_rules(endpoint);
        std::string const& in = endpoint.population;
        if (in.empty()) {
            write_closed_forms(measure_of(endpoint));
        }
        write_failures(name_of(endpoint) + ": no Cox estimate", find({"hazard_ratio_missing",
                                                                      measure_of(endpoint),
                                                                      cox_of(endpoint),
                                                                      "",
                                                                      {},
                                                                      rule,
                                                                      in}));
    }

    char const* cox_of(trials::Endpoint const& endpoint) const {
        return plan_.strata > 1 && endpoint.deciding_test.stratified ? "cox_stratified" : "cox";
    }

    /// The numbers of an endpoint under a rule.
    void set_numbers(trials::Endpoint const& endpoint, std::string const& rule, Line& line) const {
        std::string const test = name_of(endpoint.deciding_test);
        std::string const measure = measure_of(endpoint);
        line.endpoint = trials::endpoint_names[static_cast<std::size_t>(endpoint.kind)];
        std::string const& in = endpoint.population;
        EstimateRow const* const nominal =
            find({"rejects_nominal", measure, test, "", {}, rule, in});
        line.power = nominal != nullptr ? rate(nominal) + " n"
                                        : rate(find({"power", measure, test, "", {}, rule, in}));
        line.events = number(find({"events", measure, "", "", {}, rule, in}), 1);
        auto const hazard_ratio = [&](double at) {
            return ratio(find({"hazard_ratio", measure, cox_of(endpoint), "", at, rule, in}));
        };
        bool const compares = arms_of(scenario_.study, endpoint)[0].ratio > 0;
        line.hazard_ratio = compares ? hazard_ratio(0.5) + " (" + hazard_ratio(0.05) + "-" +
                                           hazard_ratio(0.95) + ")"
                                     : no_number;
        line.medians = compares ? median(endpoint, 0, rule) + " / " : "";
        line.medians += median(endpoint, 1, rule);
    }

    /// The same numbers under the rules that do not decide, in words.
    void write_further_rules(trials::Endpoint const& endpoint) {
        for (trials::Estimand const& estimand : trials::estimands_of(scenario_.study)) {
            bool const is_further = estimand.rule_number > 0 &&
                                    scenario_.study.endpoints[estimand.endpoint] == endpoint;
            if (is_further) {
                Line line;
                set_numbers(endpoint, rule_name(estimand), line);
                text_ += wrapped(
                    fmt::format("{} by {}: power {}, events {}, hazard ratio {}, medians {}",
                                name_of(endpoint), rule_name(estimand), line.power, line.events,
                                line.hazard_ratio, line.medians),
                    indented);
            }
        }
    }

    std::string median(trials::Endpoint const& endpoint, std::size_t arm,
                       std::string const& rule) const {
        std::string const& label = arms_of(scenario_.study, endpoint)[arm].label;
        EstimateRow const* const row =
            find({"median", measure_of(endpoint), "", label, {}, rule, endpoint.population});
        return row != nullptr && row->estimate ? number(row, 1) : "NR";
    }

    void write_closed_forms(std::string const& endpoint) {
        for (ClosedForm const& form : closed_forms_) {
            if (form.scenario == scenario_.name && form.analysis == analysis_ &&
                form.endpoint == endpoint) {
                std::string const month =
                    form.month ? fmt::format(", month {:.2f}", *form.month) : "";
                std::string const stop =
                    form.stop_efficacy ? fmt::format(", rejected here {:.4f}", *form.stop_efficacy)
                                       : "";
                text_ += wrapped(fmt::format("closed form ({}): power {:.4f}{}{}", form.name,
                                             form.power, stop, month),
                                 indented);
            }
        }
    }

    void write_response(trials::Response const& response) {
        std::string const measure = measure_of(response);
        std::string const& group = response.population;
        auto const rate_of_arm = [&](std::size_t arm) {
            return number(find({rate_quantity(response), measure, "",
                                arms_of(scenario_.study, response)[arm].label,
                                response.sustained_months, "", group}),
                          4);
        };
        std::string const assessed =
            number(find({"patients_assessed", measure, "", "", {}, "", group}), 1);
        std::string const name =
            cut_to(measure, 40) + (group.empty() ? "" : " in " + cut_to(group, 40));
        text_ +=
            wrapped(is_single_arm(scenario_.study)
                        ? fmt::format("{}: rate {} of {} patients{}", name, rate_of_arm(1),
                                      assessed, verdict_on(response))
                        : fmt::format("{}: rates {} / {} of {} patients{}", name, rate_of_arm(0),
                                      rate_of_arm(1), assessed, verdict_on(response)),
                    indented);
    }

    void write_safety() {
        auto const number_of = [&](EstimateRow const& wanted, std::size_t most_decimals) {
            return number(find({wanted.quantity, wanted.endpoint, "", wanted.arm, wanted.at, "",
                                wanted.subgroup}),
                          most_decimals);
        };
        for (std::string const& line : safety_lines(scenario_.study, number_of)) {
            text_ += wrapped(line, indented);
        }
    }

    /// The power of the test that decides a response, or how often its usual test rejects; of a
    /// single arm that is described, nothing.
    std::string verdict_on(trials::Response const& response) const {
        std::string const& name = response.name;
        for (trials::Endpoint const& endpoint : scenario_.study.endpoints) {
            std::string const test = name_of(endpoint.deciding_test);
            if (endpoint.response == name && endpoint.is_decided()) {
                return fmt::format("; power {} by {}", rate(find({"power", name, test, "", {}})),
                                   test);
            }
        }
        if (is_single_arm(scenario_.study)) {
            return "";
        }
        std::string const test =
            plan_.strata > 1 ? "cmh" : name_of(trials::rate_test_of(scenario_.study, name));
        return fmt::format(
            "; {} rejects in {} n", test,
            rate(find(
                {"rejects_nominal", measure_of(response), test, "", {}, "", response.population})));
    }

    /// Failures are counted, never dropped: a line for each kind that occurred.
    void write_failures(std::string const& what, EstimateRow const* share) {
        if (share != nullptr && share->estimate.value_or(0.0) > 0.0) {
            text_ += wrapped(what + " in " + rate(share) + " of trials", indented);
        }
    }

    trials::Scenario const& scenario_;
    kernels::Plan const& plan_;
    std::vector<ClosedForm> const& closed_forms_;
    std::vector<EstimateRow> const& rows_;
    std::int64_t replicates_;
    std::string analysis_;
    std::string text_;
};

}  // namespace

std::string table_head() {
    return Line{"analysis", "endpoint", "power +- error",
                "events",   "month",    "hazard ratio (5-95 %)",
                "medians"}
               .text() +
           std::string(98, '-') + "\n";
}

std::string table_foot() {
    std::string text;
    for (std::string_view const footnote : footnotes) {
        text += wrapped(std::string(footnote), hanging);
    }
    return text;
}

std::string table_lines(ScenarioResult const& result, std::vector<EstimateRow> const& rows,
                        std::vector<ClosedForm> const& closed_forms) {
    return ScenarioTable(result, rows, closed_forms).write() + "\n";
}

}  // namespace vtrial::host
