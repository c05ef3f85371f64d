#include "host/spread/parameter_sets.hpp"

#include <fmt/format.h>

#include <utility>

namespace vtrial::host {
namespace {

constexpr std::size_t kept_bytes = 90;  // of a scenario's name, which has 100 at most

}  // namespace

std::optional<trials::StudyFile> over_parameter_sets(trials::StudyFile const& stated,
                                                     StudyReader const& read,
                                                     PosteriorTable const& table, int count,
                                                     Diagnostics& diagnostics) {
    trials::StudyFile spread = stated;
    spread.title += ", over parameter uncertainty";
    spread.has_summary_over_scenarios = true;
    spread.scenarios.clear();
    std::string const& trial = stated.scenarios.front().study.published_trial;
    for (int set = 0; set < count; ++set) {
        auto file = read(table.overrides_of(static_cast<std::size_t>(set), trial), diagnostics);
        if (!file) {
            return std::nullopt;
        }
        for (trials::Scenario& scenario : file->scenarios) {
            scenario.name =
                fmt::format("{}_set_{:03}", scenario.name.substr(0, kept_bytes), set + 1);
            scenario.description = fmt::format("{}{}set {} of the posterior", scenario.description,
                                               scenario.description.empty() ? "" : "; ", set + 1);
            scenario.study.title = spread.title;
            spread.scenarios.push_back(std::move(scenario));
        }
    }
    return spread;
}

}  // namespace vtrial::host
