#include "host/analyze/analysis_table.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "host/report/columns.hpp"

namespace vtrial::host {
namespace {

constexpr std::size_t name_width = 26;

/// Four significant digits are what a reader compares; all digits are in the JSON.
std::string number(std::optional<double> const& value) {
    return value ? fmt::format("{:.4g}", *value) : "-";
}

std::string limits(Interval const& interval, char const* none) {
    auto const limit = [&](std::optional<double> const& value) {
        return value ? fmt::format("{:.4g}", *value) : none;
    };
    return fmt::format("({}, {})", limit(interval.lower), limit(interval.upper));
}

std::string test_text(TestResult const& test) {
    return test.z ? fmt::format("z {:.4f}, p {:.3g}", *test.z, *test.p) : "z -, p -";
}

std::string percent(double rate) { return fmt::format("{:.4g} %", 100.0 * rate); }

std::string line(std::string const& name, std::string const& text) {
    return left(name_width, name) + text + "\n";
}

/// A line, where the test is asked for.
std::string margin_line(std::optional<MarginTest> const& against) {
    if (!against) {
        return "";
    }
    auto const p = one_sided_p(against->test);
    std::string const test = against->test.z
                                 ? fmt::format("z {:.4f}, one-sided p {:.3g}", *against->test.z, *p)
                                 : "z -, one-sided p -";
    return line(fmt::format("  margin {:.6g}", against->margin), test);
}

std::string arm_lines(AnalysisResult const& result) {
    if (!result.has_times) {
        return "";
    }
    std::string text =
        left(name_width, "arm") + right(9, "patients") + right(8, "events") + "  median (95 %)\n";
    for (ArmSummary const& arm : result.arms) {
        std::string const median = arm.median ? number(arm.median) : "NR";
        text += left(name_width, cut_to(arm.label, name_width - 2)) +
                right(9, std::to_string(arm.patients)) + right(8, std::to_string(arm.events)) +
                "  " + median + " " + limits(arm.median_limits, "NR") + "\n";
    }
    return text + "\n";
}

std::string cox_lines(AnalysisResult const& result) {
    auto const coefficient_text = [](Coefficient const& coefficient) {
        HazardRatio const ratio = hazard_ratio_of(coefficient);
        return fmt::format("hazard ratio {} {}; log {}, se {}", number(ratio.estimate),
                           limits(ratio.limits, "-"), number(coefficient.log_hazard_ratio),
                           number(coefficient.standard_error));
    };
    char const* const ties = result.ties == kernels::Ties::efron ? "Efron" : "Breslow";
    std::string text = line(fmt::format("Cox ({})", ties), coefficient_text(result.cox));
    for (Coefficient const& covariate : result.covariates) {
        text += line("  " + cut_to(covariate.name, name_width - 4), coefficient_text(covariate));
    }
    return text;
}

/// A line for each arm, then one for the difference.
std::string comparison_lines(AnalysisResult const& result, ArmComparison const& comparison,
                             std::string const& name, bool has_limits) {
    std::string text =
        line(name, fmt::format("difference {}, se {}; {}", number(comparison.difference),
                               number(comparison.standard_error), test_text(comparison.test)));
    for (std::size_t arm = 0; arm < 2; ++arm) {
        ArmComparison::Arm const& of_arm = comparison.arms[arm];
        std::string estimate =
            fmt::format("{}, se {}", number(of_arm.estimate), number(of_arm.standard_error));
        if (has_limits) {
            estimate += " " + limits(of_arm.limits, "-");
        }
        text += line("  " + cut_to(result.arms[arm].label, name_width - 4), estimate);
    }
    return text + margin_line(comparison.margin_test);
}

std::string difference_line(std::string const& name, RateDifference const& difference) {
    return line(name, fmt::format("difference {} {}, se {}; {}", number(difference.estimate),
                                  limits(difference.limits, "-"), number(difference.standard_error),
                                  test_text(difference.test)));
}

std::string response_lines(AnalysisResult const& result, ResponseComparison const& response) {
    std::string text =
        difference_line(cut_to("rate of " + response.column, name_width - 2), response.difference);
    for (std::size_t arm = 0; arm < 2; ++arm) {
        ResponseComparison::Arm const& of_arm = response.arms[arm];
        text += line("  " + cut_to(result.arms[arm].label, name_width - 4),
                     fmt::format("{} of {}, {} ({}, {})", of_arm.responders, of_arm.patients,
                                 percent(of_arm.rate), percent(*of_arm.limits.lower),
                                 percent(*of_arm.limits.upper)));
    }
    text += margin_line(response.difference.margin_test);
    if (response.stratified) {
        text += difference_line("  stratified", *response.stratified);
        text += margin_line(response.stratified->margin_test);
        text += line("  CMH", test_text(*response.cochran_mantel_haenszel));
    }
    return text;
}

std::string hazard_lines(AnalysisResult const& result) {
    if (!result.has_times) {
        return "";
    }
    return line("log-rank", test_text(result.log_rank)) + margin_line(result.log_rank_margin) +
           cox_lines(result) + margin_line(result.cox_margin);
}

std::string heading(AnalysisResult const& result) {
    std::string const events =
        result.has_times ? fmt::format(", {} events", result.arms[0].events + result.arms[1].events)
                         : "";
    std::string text = fmt::format(
        "{} patients{}; control \"{}\". z < 0{} favours \"{}\". p two-sided unless said otherwise, "
        "limits 95 %.",
        result.arms[0].patients + result.arms[1].patients, events, result.arms[0].label,
        result.has_times ? ", as a hazard ratio below 1," : "", result.arms[1].label);
    if (result.strata > 1 && result.has_times) {
        text +=
            fmt::format(" Log-rank, Cox, weighted tests and MaxCombo by {} strata.", result.strata);
    }
    if (result.rows_left_out > 0) {
        text += fmt::format(" {} rows left out, a value missing.", result.rows_left_out);
    }
    return wrapped(text, {100, 0, 0}) + "\n";
}

}  // namespace

std::string analysis_table(AnalysisResult const& result) {
    std::string text = heading(result) + arm_lines(result) + hazard_lines(result);
    if (result.rmst) {
        text += comparison_lines(result, *result.rmst,
                                 fmt::format("mean up to {:.6g}", result.rmst->time), false);
    }
    for (ArmComparison const& milestone : result.milestones) {
        text += comparison_lines(result, milestone,
                                 fmt::format("survival at {:.6g}", milestone.time), true);
    }
    for (WeightedTest const& weighted : result.weighted) {
        text += line(fmt::format("Fleming-Harrington {:.4g},{:.4g}", weighted.powers.rho,
                                 weighted.powers.gamma),
                     test_text(weighted.test));
    }
    if (result.max_combo) {
        text += line("MaxCombo", test_text(*result.max_combo));
    }
    for (ResponseComparison const& response : result.responses) {
        text += response_lines(result, response);
    }
    return text;
}

}  // namespace vtrial::host
