#include "host/calibrate/spread_study.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <utility>

#include "host/calibrate/parameter_set.hpp"
#include "host/config/read_study.hpp"
#include "host/config/resolved.hpp"

namespace vtrial::host {
namespace {

trials::StudyFile read_with(std::filesystem::path const& path, std::vector<std::string> overrides) {
    ReadOptions options{std::move(overrides), true};
    Diagnostics diagnostics;
    auto file = read_study(path, options, diagnostics);
    if (!file) {
        throw TrialProblem(diagnostics.lines.front().text);
    }
    return std::move(*file);
}

std::vector<std::string> overrides_of(std::vector<FreeParameter> const& free,
                                      PosteriorMember const& member, std::string const& trial) {
    ParameterSet set;
    for (std::size_t k = 0; k < free.size(); ++k) {
        set.set(free[k].parameter, member.values[k]);
    }
    return set.overrides_of(trial);
}

}  // namespace

std::string spread_study(std::filesystem::path const& path, TrialSimulator const& simulator,
                         std::vector<FreeParameter> const& free, PosteriorSample const& sample,
                         int count) {
    trials::StudyFile const stated = read_with(path, {});
    std::string const trial =
        simulator.trial_published_as(stated.scenarios.front().study.published_trial);
    trials::StudyFile spread{
        stated.name, stated.title + ", over parameter uncertainty", {}, stated.replicates};
    for (std::size_t member = 0; member < static_cast<std::size_t>(count); ++member) {
        trials::StudyFile set = read_with(path, overrides_of(free, sample.members[member], trial));
        trials::Scenario scenario = std::move(set.scenarios.front());
        scenario.name = fmt::format("set_{:03}", spread.scenarios.size() + 1);
        scenario.description = fmt::format("set {} of the posterior", member + 1);
        spread.scenarios.push_back(std::move(scenario));
    }
    return resolved_toml(spread);
}

}  // namespace vtrial::host
