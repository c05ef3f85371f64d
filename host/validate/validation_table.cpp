#include "host/validate/validation_table.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "host/config/diagnostics.hpp"
#include "host/report/columns.hpp"
#include "host/validate/target_text.hpp"

namespace vtrial::host {
namespace {

constexpr std::size_t quantity_width = 40;
constexpr std::size_t published_width = 20;
constexpr std::size_t simulated_width = 34;

std::string line_of(std::string const& quantity, std::string const& published,
                    std::string const& simulated, std::string const& verdict) {
    return left(quantity_width, cut_to(quantity, quantity_width - 1)) +
           left(published_width, published) + left(simulated_width, simulated) + verdict + "\n";
}

std::string trial_table(ValidatedTrial const& trial) {
    std::string text =
        fmt::format("{}\n{}, scenario {}, {} simulated trials\n\n", printable(trial.title),
                    trial.study_name, trial.scenario, trial.replicates);
    text += line_of("quantity", "published (95 %)", "simulated [5-95 % of trials]", "holds");
    std::string group;
    for (Target const& target : trial.confrontation.targets) {
        QuantityHeading const heading = heading_of(target.published);
        if (heading.group != group) {
            group = heading.group;
            text += printable(group) + "\n";
        }
        text += line_of("  " + printable(heading.quantity), published_text(target.published),
                        simulated_text(target), verdict_text(target));
    }
    text += "\n";
    for (auto const& [reason, quantities] : reasons_of(trial.confrontation.left_out)) {
        text += fmt::format("not compared, {}: {}\n", quantities.size(), printable(reason));
    }
    return text + count_text(trial.confrontation) + "\n";
}

}  // namespace

std::vector<std::pair<std::string, std::vector<std::string>>> reasons_of(
    std::vector<LeftOut> const& left_out) {
    std::vector<std::pair<std::string, std::vector<std::string>>> reasons;
    for (LeftOut const& number : left_out) {
        auto found = std::find_if(reasons.begin(), reasons.end(), [&](auto const& reason) {
            return reason.first == number.reason;
        });
        if (found == reasons.end()) {
            found = reasons.insert(reasons.end(), {number.reason, {}});
        }
        found->second.push_back(number.published.quantity);
    }
    return reasons;
}

std::string validation_table(std::vector<ValidatedTrial> const& trials) {
    std::string text;
    for (ValidatedTrial const& trial : trials) {
        text += (text.empty() ? "" : "\n") + trial_table(trial);
    }
    return text +
           "\nholds: the simulated value lies in the published interval or, where there is none, "
           "near the published\nvalue (docs/VALIDATE.md). In brackets: not sourced, so not "
           "counted. NR: not reached.\n";
}

}  // namespace vtrial::host
