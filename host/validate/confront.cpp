#include "host/validate/confront.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "host/validate/judge.hpp"

namespace vtrial::host {
namespace {

/// A published number without what it is compared with: what is wanting is a reason.
struct Answer {
    std::optional<Target> target;
    std::string reason;
};

/// Of a share of all patients that of some of them.
void divide(SimulatedQuantity& quantity, double share) {
    for (auto* const number : {&quantity.value, &quantity.mcse, &quantity.lower, &quantity.upper}) {
        if (*number) {
            **number /= share;
        }
    }
}

class Confronting {
  public:
    Confronting(SimulatedTrial const& simulated, std::vector<PublishedNumber> const& published)
        : simulated_(simulated), published_(published), trial_(simulated.study().published_trial) {}

    Confrontation run() const {
        Confrontation result;
        result.trial = trial_;
        for (PublishedNumber const& number : published_) {
            if (number.trial != trial_) {
                continue;
            }
            Answer const answer = answer_to(number);
            if (answer.target) {
                result.targets.push_back(*answer.target);
            } else {
                result.left_out.push_back({number, answer.reason});
            }
        }
        return result;
    }

  private:
    Answer answer_to(PublishedNumber const& number) const {
        if (number.status == PublishedStatus::missing) {
            return {std::nullopt, "published, but the number is not at hand"};
        }
        PathReading const reading = read_quantity_path(number.quantity);
        if (!reading.path) {
            return {std::nullopt, reading.reason};
        }
        if (!number.value && !number.is_not_reached) {
            return {std::nullopt, "no number"};
        }
        std::string const analysis = analysis_of(*reading.path);
        if (analysis.empty()) {
            return {std::nullopt, why_no_analysis(*reading.path)};
        }
        SimulatedAnswer const answer = simulated_.ask(*reading.path, analysis);
        if (!answer.quantity) {
            return {std::nullopt, answer.reason};
        }
        Target target{number, *reading.path, analysis, *answer.quantity, false};
        if (number.unit == "% of treated") {
            divide(target.simulated, simulated_.treated_share(
                                         target.path.arm.value_or(trials::ArmRole::experimental)));
        }
        double const patients =
            simulated_.patients_of(target.path.arm.value_or(trials::ArmRole::experimental));
        target.holds = holds(number, target.path.measure, target.simulated, patients);
        return {std::move(target), ""};
    }

    /// An adverse event or a response that is published without a cut.
    static bool has_no_cut(QuantityPath const& path) {
        return path.cut.empty() && !path.follow_up_months;
    }

    /// The analysis that a path is about; empty: none.
    std::string analysis_of(QuantityPath const& path) const {
        if (has_no_cut(path)) {
            return simulated_.published_analysis_of(path);
        }
        std::string const cut = cut_of(path);
        for (trials::Analysis const& analysis : simulated_.study().analyses) {
            if (!cut.empty() && analysis.published_cut == cut) {
                return analysis.name;
            }
        }
        return "";
    }

    std::string why_no_analysis(QuantityPath const& path) const {
        if (has_no_cut(path)) {
            bool const is_response = path.measure == Measure::response_per_cent;
            if (is_response) {
                return "no response of the study with a published_analysis is published so";
            }
            return simulated_.adverse_event_named(path.endpoint) == nullptr
                       ? no_adverse_event
                       : "its adverse event has no published_analysis";
        }
        return cut_of(path).empty() ? "no data cut has this median follow-up"
                                    : "no analysis has this published_cut";
    }

    /// The name of the path's cut; numbers of subgroups name it by its median follow-up.
    std::string cut_of(QuantityPath const& path) const {
        if (!path.follow_up_months) {
            return path.cut;
        }
        for (PublishedNumber const& number : published_) {
            std::string_view quantity = number.quantity;
            constexpr std::string_view beginning = "cuts/";
            constexpr std::string_view ending = "/median_followup";
            if (number.trial == trial_ && number.value == path.follow_up_months &&
                quantity.starts_with(beginning) && quantity.ends_with(ending)) {
                quantity.remove_prefix(beginning.size());
                quantity.remove_suffix(ending.size());
                return std::string(quantity);
            }
        }
        return "";
    }

    SimulatedTrial const& simulated_;
    std::vector<PublishedNumber> const& published_;
    std::string const& trial_;
};

}  // namespace

Confrontation confront(SimulatedTrial const& simulated,
                       std::vector<PublishedNumber> const& published) {
    return Confronting(simulated, published).run();
}

SourcedTargets sourced_targets(Confrontation const& confrontation) {
    SourcedTargets counted;
    for (Target const& target : confrontation.targets) {
        if (target.published.status == PublishedStatus::sourced) {
            ++counted.all;
            counted.holding += target.holds ? 1 : 0;
        }
    }
    return counted;
}

}  // namespace vtrial::host
