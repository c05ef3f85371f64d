// Crossover.
#include <algorithm>

#include "trials/limits.hpp"
#include "trials/problem_list.hpp"

namespace vtrial::trials {
namespace {

/// The first transition whose hazard crossing over may change; the later ones follow.
std::size_t first_changed(Crossover const& crossover) {
    return static_cast<std::size_t>(crossover.at == CrossoverAt::progression
                                        ? Transition::next_line_start
                                        : Transition::second_progression);
}

void check_ratios(Crossover const& crossover, ProblemList& problems) {
    std::string const path = "crossover.hazard_ratio_by_transition";
    auto const* const begin = transition_names.begin() + first_changed(crossover);
    for (auto const& [name, ratio] : crossover.hazard_ratio_by_transition) {
        std::string const key = path + "." + name;
        if (std::find(begin, transition_names.end(), name) == transition_names.end()) {
            std::string allowed;
            for (auto const* other = begin; other != transition_names.end(); ++other) {
                allowed += (allowed.empty() ? "" : ", ") + std::string(*other);
            }
            problems.add(key, "names no transition after crossing over; these are " + allowed,
                         {"crossover.at"});
            continue;
        }
        problems.require_range(key, ratio, limits::smallest_ratio_of_hazards,
                               limits::largest_ratio_of_hazards);
    }
    if (crossover.hazard_ratio_by_transition.empty()) {
        problems.add(path,
                     "must state the effect of crossing over on at least one transition, "
                     "got none; drop [crossover] if nobody crosses over");
    }
}

}  // namespace

void check_crossover(Study const& study, ProblemList& problems) {
    if (!study.crossover || study.myeloma) {
        return;  // check_myeloma refuses it
    }
    if (study.copula) {
        problems.add("crossover",
                     "needs a model with progression and a next line, which model.type = "
                     "\"copula\" is not; drop it or use \"multistate\"",
                     {"model.type"});
        return;
    }
    problems.require_range("crossover.share", study.crossover->share, 0.0, 1.0);
    check_ratios(*study.crossover, problems);
}

}  // namespace vtrial::trials
