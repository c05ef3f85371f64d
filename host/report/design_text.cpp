#include <fmt/format.h>

#include "host/report/columns.hpp"
#include "host/report/design_report.hpp"
#include "host/report/observed_report.hpp"
#include "kernels/plan/bound_table.hpp"

namespace vtrial::host {
namespace {

std::string number(std::optional<double> value, int decimals) {
    return value ? fmt::format("{:.{}f}", *value, decimals) : "-";
}

/// Bound, nominal level and hazard ratio; dashes where nothing can be rejected.
std::string efficacy_text(trials::BoundSummary const& bound) {
    bool const exists = bound.z < kernels::no_bound;
    return right(8, exists ? number(bound.z, 4) : "-") +
           right(12, exists ? fmt::format("{:.3g}", bound.p_one_sided) : "-") +
           right(8, exists ? number(bound.hazard_ratio, 4) : "-");
}

void write_hypothesis(trials::HypothesisSummary const& hypothesis, std::string& text) {
    text += fmt::format("#\n# {} by {}, one-sided level {:.6g}{}, bounds by {}\n",
                        hypothesis.endpoint, hypothesis.test, hypothesis.level_one_sided,
                        hypothesis.waits ? " once another endpoint has passed it on" : "",
                        hypothesis.bounds_from);
    text += "#   analysis      " + right(8, hypothesis.is_of_response ? "patients" : "events") +
            "  share   -z >=    p <=       HR <=   level spent   given up: -z <   HR >\n";
    for (trials::LookSummary const& look : hypothesis.looks) {
        auto const events =
            look.planned_events ? fmt::format("{}", *look.planned_events) : std::string("-");
        std::string line = "#   " + left(14, cut_to(look.analysis, 13)) + right(8, events) +
                           right(7, number(look.information_fraction, 3)) +
                           efficacy_text(look.efficacy) + right(14, number(look.level_spent, 6));
        if (look.futility) {
            line += right(17, number(look.futility->z, 4)) +
                    right(8, number(look.futility->hazard_ratio, 4));
        }
        text += line + "\n";
    }
}

void write_scenario(ScenarioForecast const& scenario, std::string& text) {
    if (scenario.screening) {
        text += fmt::format(
            "# {}: {:.1f} patients screened, on average, of whom {:.4g} are randomised; accrual is "
            "full in month {:.2f}\n",
            scenario.scenario, scenario.screening->patients_screened,
            scenario.screening->enrolled_share, scenario.screening->full_accrual_months);
    }
    for (AnalysisForecast const& forecast : scenario.analyses) {
        if (!forecast.closed_form) {
            text += fmt::format(
                "# {} at {}: no closed form; Monte Carlo error of {} at most {:.2g}\n",
                scenario.scenario, forecast.analysis,
                scenario.has_no_effect ? "the error rate" : "the power", forecast.power_mcse);
            continue;
        }
        trials::ClosedForm const& form = *forecast.closed_form;
        std::string const given_up = form.stop_futility > 0.0
                                         ? fmt::format(", given up here {:.4f}", form.stop_futility)
                                         : "";
        std::string const here =
            form.is_sequential ? fmt::format("; by recursive integration rejected here {:.4f}{}",
                                             form.stop_efficacy, given_up)
                               : "";
        text += fmt::format(
            "# {} at {}: power {:.4f} (Schoenfeld, hazard ratio {:.4g}{}), Monte Carlo error to "
            "expect {:.2g}; the events expected in month {:.2f} (Lachin and Foulkes)\n",
            scenario.scenario, forecast.analysis, form.power, form.hazard_ratio, here,
            forecast.power_mcse, form.months);
    }
}

}  // namespace

std::string design_text(DesignReport const& report) {
    std::string text =
        fmt::format("# {} patients, {} strata, {} scenarios, {} replicates each\n", report.patients,
                    report.strata, report.scenarios.size(), report.replicates);
    for (trials::HypothesisSummary const& hypothesis : report.hypotheses) {
        write_hypothesis(hypothesis, text);
    }
    for (trials::ObservedSummary const& summary : report.observed) {
        text += observed_text(summary);
    }
    text += "#\n";
    for (ScenarioForecast const& scenario : report.scenarios) {
        write_scenario(scenario, text);
    }
    text += fmt::format(
        "#\n# cost: {} trials, {:.3g} patients; about {:.2g} s of one processor core, {:.1f} MB a "
        "thread\n",
        report.cost.replicates, static_cast<double>(report.cost.patients), report.cost.core_seconds,
        1e-6 * static_cast<double>(report.cost.bytes_a_thread));
    return text;
}

}  // namespace vtrial::host
