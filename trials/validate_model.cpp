// Hazards, and what changes them.
#include <algorithm>
#include <cmath>
#include <set>

#include "trials/limits.hpp"
#include "trials/problem_list.hpp"
#include "trials/profiles.hpp"

namespace vtrial::trials {
namespace {

void check_weibull(std::string const& path, Hazard const& hazard, ProblemList& problems) {
    problems.require_range(path + ".median_months", *hazard.median_months,
                           limits::shortest_median_months, limits::longest_median_months,
                           "are these months? days are divided by 30.4375; a rarer event is "
                           "stated by rate_per_month");
    problems.require_range(path + ".shape", hazard.shape, limits::smallest_shape,
                           limits::largest_shape);
}

void check_rates(std::string const& path, std::vector<double> const& rates, ProblemList& problems) {
    for (double const rate : rates) {
        if (rate != 0.0) {
            problems.require_range(path, rate, limits::smallest_rate_per_month,
                                   limits::largest_rate_per_month);
        }
    }
    if (!rates.empty() &&
        std::all_of(rates.begin(), rates.end(), [](double rate) { return rate == 0.0; })) {
        problems.add(path, "must be above 0, got " + text_of(rates) +
                               "; a transition that never happens has share = 0");
    }
}

void check_pieces(std::string const& path, Hazard const& hazard, ProblemList& problems) {
    auto const& starts = hazard.starts_months;
    auto const& rates = hazard.rates_per_month;
    if (starts.size() != rates.size()) {
        problems.add(path + ".rates_per_month",
                     "must be one rate for each of the " + std::to_string(starts.size()) +
                         " starts_months, got " + std::to_string(rates.size()),
                     {path + ".starts_months"});
    }
    if (starts.size() > static_cast<std::size_t>(limits::most_hazard_pieces)) {
        problems.add(path + ".starts_months", "must be at most " +
                                                  std::to_string(limits::most_hazard_pieces) +
                                                  " pieces, got " + std::to_string(starts.size()));
    }
    bool const increase =
        std::adjacent_find(starts.begin(), starts.end(), [](double left, double right) {
            return !(left < right);
        }) == starts.end();
    if (!starts.empty() && !(starts[0] == 0.0 && increase)) {
        problems.add(path + ".starts_months",
                     "must begin with 0 and increase, got " + text_of(starts));
    } else if (!starts.empty() && !(starts.back() <= limits::longest_study_months)) {
        problems.add(path + ".starts_months", "must be at most " +
                                                  text_of(limits::longest_study_months) + ", got " +
                                                  text_of(starts));
    }
    check_rates(path + ".rates_per_month", rates, problems);
}

/// True if the waning makes sense or there is none.
bool check_waning(std::string const& path, Effect const& effect, ProblemList& problems) {
    if (effect.waning_starts_months.has_value() != effect.waning_ends_months.has_value()) {
        char const* const lacking =
            effect.waning_starts_months ? "waning_ends_months" : "waning_starts_months";
        problems.add(path,
                     "needs both waning_starts_months and waning_ends_months, got no " +
                         std::string(lacking),
                     {path + "." + lacking});
        return false;
    }
    if (!effect.waning_starts_months) {
        return true;
    }
    if (!(*effect.waning_starts_months >= std::max(0.0, effect.delay_months))) {
        problems.add(path + ".waning_starts_months",
                     "must not be before 0 or delay_months, " + text_of(effect.delay_months) +
                         ", got " + text_of(*effect.waning_starts_months),
                     {path + ".delay_months"});
        return false;
    }
    if (!(*effect.waning_ends_months > *effect.waning_starts_months &&
          *effect.waning_ends_months <= limits::longest_study_months)) {
        problems.add(path + ".waning_ends_months",
                     "must be after waning_starts_months, " +
                         text_of(*effect.waning_starts_months) + ", and at most " +
                         text_of(limits::longest_study_months) + ", got " +
                         text_of(*effect.waning_ends_months),
                     {path + ".waning_starts_months"});
        return false;
    }
    return true;
}

/// The months at which the experimental arm's hazard may change: its own pieces and the effect's.
std::set<double> experimental_breaks(TransitionModel const& transition) {
    Effect const& effect = transition.effect;
    std::set<double> breaks(transition.control.starts_months.begin(),
                            transition.control.starts_months.end());
    breaks.insert({0.0, effect.delay_months});
    if (effect.waning_starts_months) {
        double const length = *effect.waning_ends_months - *effect.waning_starts_months;
        int const steps = static_cast<int>(std::ceil(length));
        for (int step = 0; step <= steps; ++step) {
            breaks.insert(*effect.waning_starts_months + length * step / steps);
        }
    }
    return breaks;
}

void check_effect(std::string const& path, TransitionModel const& transition,
                  std::vector<PatientFactor> const& factors, ProblemList& problems) {
    Effect const& effect = transition.effect;
    problems.require_range(path + ".hazard_ratio", effect.hazard_ratio,
                           limits::smallest_ratio_of_hazards, limits::largest_ratio_of_hazards);
    problems.require_range(path + ".delay_months", effect.delay_months, 0.0,
                           limits::longest_study_months);
    check_multipliers(path + ".by_level", effect.modifiers_by_level, factors, problems);
    if (!check_waning(path, effect, problems)) {
        return;
    }
    std::size_t const pieces = experimental_breaks(transition).size();
    if (pieces > static_cast<std::size_t>(limits::most_hazard_pieces) &&
        transition.control.starts_months.size() <= limits::most_hazard_pieces) {
        problems.add(path,
                     "makes " + std::to_string(pieces) + " pieces of the hazard, at most " +
                         std::to_string(limits::most_hazard_pieces) +
                         " are allowed; shorten the waning (a step is at most a month)",
                     {path + ".waning_starts_months", path + ".waning_ends_months"});
    }
}

}  // namespace

void check_multipliers(std::string const& path,
                       std::map<std::string, std::vector<double>> const& by_level,
                       std::vector<PatientFactor> const& factors, ProblemList& problems) {
    for (auto const& [name, multipliers] : by_level) {
        std::string const key = path + "." + name;
        auto const factor =
            std::find_if(factors.begin(), factors.end(),
                         [&name = name](auto const& candidate) { return candidate.name == name; });
        if (factor == factors.end()) {
            problems.add(key, "names no factor of [[strata]] or [[biomarkers]]",
                         {"strata", "biomarkers"});
            continue;
        }
        if (factor->levels.size() != multipliers.size()) {
            problems.add(key,
                         "must be one multiplier for each of the " +
                             std::to_string(factor->levels.size()) + " levels, got " +
                             std::to_string(multipliers.size()),
                         {"strata." + name + ".levels", "biomarkers." + name + ".levels"});
        }
        for (double const multiplier : multipliers) {
            problems.require_range(key, multiplier, limits::smallest_ratio_of_hazards,
                                   limits::largest_ratio_of_hazards);
        }
    }
}

void check_hazard(std::string const& path, Hazard const& hazard, ProblemList& problems) {
    bool const has_pieces = !hazard.starts_months.empty() || !hazard.rates_per_month.empty();
    if (hazard.median_months && has_pieces) {
        problems.add(path, "gives both a median and rates; keep one of them");
    } else if (hazard.median_months) {
        check_weibull(path, hazard, problems);
    } else if (has_pieces) {
        check_pieces(path, hazard, problems);
    } else {
        problems.add(path,
                     "gives no hazard; state median_months, rate_per_month, or starts_months "
                     "with rates_per_month");
    }
    if (!hazard.median_months && hazard.shape != 1.0) {
        problems.add(path + ".shape", "belongs to median_months; drop it");
    }
    problems.require_range(path + ".share", hazard.share, 0.0, 1.0);
    problems.require_probability_below_one(path + ".cured_share", hazard.cured_share);
}

void check_hazard_model(std::string const& path, TransitionModel const& transition,
                        std::vector<PatientFactor> const& factors, ProblemList& problems) {
    check_hazard(path, transition.control, problems);
    check_multipliers(path + ".prognosis", transition.prognosis_by_level, factors, problems);
    if (transition.experimental) {
        check_hazard(path + ".experimental", *transition.experimental, problems);
    } else {
        check_effect(path + ".effect", transition, factors, problems);
    }
}

void check_model(Study const& study, ProblemList& problems) {
    if (study.copula) {
        check_copula(study, problems);
        return;
    }
    if (study.myeloma) {
        check_myeloma(study, problems);
        return;
    }
    problems.require_range("model.frailty_sd", study.model.frailty_sd, 0.0,
                           limits::largest_frailty_sd);
    std::vector<PatientFactor> const factors = patient_factors(study);
    for (std::size_t index = 0; index < transition_count; ++index) {
        check_hazard_model(std::string("model.") + transition_names[index],
                           study.model.transitions[index], factors, problems);
    }
}

}  // namespace vtrial::trials
