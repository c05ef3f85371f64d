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

std::string line(std::string const& name, std::string const& text) {
    return left(name_width, name) + text + "\n";
}

std::string arm_lines(AnalysisResult const& result) {
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
    return text;
}

std::string heading(AnalysisResult const& result) {
    std::string text = fmt::format(
        "{} patients, {} events; control \"{}\". z < 0 and a hazard ratio below 1 favour \"{}\". p "
        "two-sided, limits 95 %.",
        result.arms[0].patients + result.arms[1].patients,
        result.arms[0].events + result.arms[1].events, result.arms[0].label, result.arms[1].label);
    if (result.strata > 1) {
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
    std::string text = heading(result) + arm_lines(result);
    text += line("log-rank", test_text(result.log_rank));
    text += cox_lines(result);
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
    return text;
}

}  // namespace vtrial::host
