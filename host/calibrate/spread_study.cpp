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

/// The shared parameters of a member; a study of one's own has no other trial's.
std::vector<std::string> shared_overrides(std::vector<FreeParameter> const& free,
                                          PosteriorMember const& member) {
    ParameterSet set;
    for (std::size_t k = 0; k < free.size(); ++k) {
        if (free[k].parameter.is_shared()) {
            set.set(free[k].parameter, member.values[k]);
        }
    }
    return set.overrides_of("");
}

}  // namespace

std::vector<std::size_t> resample(PosteriorSample const& sample, int count) {
    std::vector<std::size_t> chosen;
    double passed = 0.0;
    for (std::size_t m = 0; m < sample.members.size(); ++m) {
        passed += sample.members[m].weight;
        bool const is_last = m + 1 == sample.members.size();
        auto const wanted = [&] { return (static_cast<double>(chosen.size()) + 0.5) / count; };
        while (static_cast<int>(chosen.size()) < count && (is_last || wanted() < passed)) {
            chosen.push_back(m);
        }
    }
    return chosen;
}

std::string spread_study(std::filesystem::path const& path, std::vector<FreeParameter> const& free,
                         PosteriorSample const& sample, int count) {
    trials::StudyFile const stated = read_with(path, {});
    trials::StudyFile spread{
        stated.name, stated.title + ", over parameter uncertainty", {}, stated.replicates};
    for (std::size_t const member : resample(sample, count)) {
        trials::StudyFile set = read_with(path, shared_overrides(free, sample.members[member]));
        trials::Scenario scenario = std::move(set.scenarios.front());
        scenario.name = fmt::format("set_{:03}", spread.scenarios.size() + 1);
        scenario.description = fmt::format("set {} of the posterior", member + 1);
        spread.scenarios.push_back(std::move(scenario));
    }
    return resolved_toml(spread);
}

}  // namespace vtrial::host
