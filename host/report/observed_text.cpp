#include <fmt/format.h>

#include <algorithm>

#include "host/report/columns.hpp"
#include "host/report/observed_report.hpp"
#include "kernels/plan/bound_table.hpp"

namespace vtrial::host {
namespace {

using trials::LookDecision;

std::string number(std::optional<double> value, int decimals) {
    return value ? fmt::format("{:.{}f}", *value, decimals) : "-";
}

/// A hazard ratio; few events or a large z make it anything.
std::string ratio(std::optional<double> value) {
    bool const is_ordinary = value && *value >= 0.01 && *value < 100.0;
    return value && !is_ordinary ? fmt::format("{:.2e}", *value) : number(value, 4);
}

std::string interval(std::optional<trials::group_sequential::Interval> const& limits) {
    return limits ? ratio(limits->lower) + " ... " + ratio(limits->upper) : "-";
}

std::string decision(trials::ObservedLookSummary const& look) {
    switch (look.decision) {
        case LookDecision::rejected:
            return "rejected";
        case LookDecision::given_up:
            return look.ends_trial ? "given up" : "given up, if futility is obeyed";
        default:
            return look.ends_trial ? "not rejected" : "goes on";
    }
}

/// Of which level the bounds are, where rejections of other endpoints change it.
std::string level_note(trials::ObservedSummary const& summary) {
    if (summary.waits) {
        return " once another endpoint has passed it on";
    }
    return summary.may_gain_level ? " unless another endpoint passes on more" : "";
}

void write_bounds(trials::ObservedSummary const& summary, std::string& text) {
    auto const& looks = summary.looks;
    bool const has_futility =
        std::any_of(looks.begin(), looks.end(), [](auto const& look) { return look.futility; });
    text += "#   " + left(14, "analysis") +
            right(8, summary.is_of_response ? "patients" : "events") + right(7, "share") +
            right(9, "z") + right(9, "-z >=") + right(10, "p <=") + right(9, "HR <=") +
            (has_futility ? right(17, "given up: -z <") + right(9, "HR >") : "") + "  decision\n";
    for (trials::ObservedLookSummary const& look : looks) {
        bool const exists = look.efficacy.z < kernels::no_bound;
        text += "#   " + left(14, cut_to(look.analysis, 13)) +
                right(8, fmt::format("{}", look.seen.events)) +
                right(7, number(look.information_fraction, 3)) + right(9, number(look.seen.z, 4)) +
                right(9, exists ? number(look.efficacy.z, 4) : "-") +
                right(10, exists ? fmt::format("{:.3g}", look.efficacy.p_one_sided) : "-") +
                right(9, exists ? ratio(look.efficacy.hazard_ratio) : "-");
        if (has_futility) {
            text += right(17, look.futility ? number(look.futility->z, 4) : "-") +
                    right(9, look.futility ? ratio(look.futility->hazard_ratio) : "-");
        }
        text += "  " + decision(look) + "\n";
    }
}

void write_estimates(trials::ObservedSummary const& summary, std::string& text) {
    auto const truth = summary.true_hazard_ratio;
    text += "#   " + left(14, "analysis") + right(8, "HR") +
            right(28, fmt::format("repeated {:.4g} % interval", 100.0 * summary.interval_level)) +
            right(25, "conditional power at HR") + (truth ? right(15, "at " + ratio(truth)) : "") +
            "\n";
    for (trials::ObservedLookSummary const& look : summary.looks) {
        auto const& power = look.conditional_power;
        text += "#   " + left(14, cut_to(look.analysis, 13)) + right(8, ratio(look.hazard_ratio)) +
                right(28, interval(look.repeated_interval)) +
                right(25, power ? number(power->at_estimated_hazard_ratio, 4) : "-") +
                (truth ? right(15, power ? number(power->at_true_hazard_ratio, 4) : "-") : "") +
                "\n";
    }
}

void write_stagewise(trials::ObservedSummary const& summary, std::string& text) {
    trials::ObservedLookSummary const& last = summary.looks.back();
    trials::StagewiseResult const& end = summary.stagewise;
    text += fmt::format("# {} the last look: stage-wise one-sided p {:.4g}",
                        last.ends_trial ? last.analysis + " is" : "if " + last.analysis + " were",
                        end.p_one_sided);
    if (end.hazard_ratio) {
        text += fmt::format(", median-unbiased hazard ratio {}, {:.4g} % interval {}",
                            ratio(end.hazard_ratio), 100.0 * summary.interval_level,
                            interval(end.interval));
    }
    text += "\n";
}

}  // namespace

std::string observed_text(trials::ObservedSummary const& summary) {
    std::string text = fmt::format(
        "#\n# observed: {} by {}, one-sided level {:.6g}{}, bounds by {} {}\n", summary.endpoint,
        summary.test, summary.level_one_sided, level_note(summary), summary.bounds_from,
        summary.bounds_follow_events ? "at these events" : "as planned, whatever the events");
    write_bounds(summary, text);
    if (summary.looks.front().hazard_ratio) {
        write_estimates(summary, text);
    }
    write_stagewise(summary, text);
    if (summary.looks.front().hazard_ratio) {
        text +=
            "# hazard ratios follow from z and the events, by Schoenfeld's formula: not Cox's "
            "estimates\n";
    }
    return text;
}

}  // namespace vtrial::host
