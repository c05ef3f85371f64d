// When the data are cut, and what decides.
#include <algorithm>
#include <cmath>
#include <set>

#include "trials/limits.hpp"
#include "trials/problem_list.hpp"
#include "trials/screening.hpp"

namespace vtrial::trials {
namespace {

std::string path_of(Analysis const& analysis, char const* key) {
    return "analyses." + analysis.name + "." + key;
}

char const* months_key(Trigger trigger) {
    return trigger == Trigger::calendar ? "calendar_months" : "minimum_follow_up_months";
}

/// Share of patients who never have an event of any endpoint: they neither progress nor die.
double never_share(Study const& study) {
    auto const stays = [](Hazard const& hazard) {
        return hazard.share == 0.0 ? 1.0 : hazard.cured_share;
    };
    auto const hazard_of = [&](Transition transition, bool experimental) -> Hazard const& {
        auto const& model = study.model.transitions[static_cast<std::size_t>(transition)];
        return experimental && model.experimental ? *model.experimental : model.control;
    };
    double weighted = 0.0;
    for (bool const experimental : {false, true}) {
        // One draw serves both transitions, so who is spared the rarer cure is spared both.
        double const spared =
            std::min(stays(hazard_of(Transition::progression, experimental)),
                     stays(hazard_of(Transition::death_before_progression, experimental)));
        weighted += spared * study.arms[experimental ? 1 : 0].ratio;
    }
    return weighted / (study.arms[0].ratio + study.arms[1].ratio);
}

void check_events(Study const& study, Analysis const& analysis, ProblemList& problems) {
    CutTrigger const& trigger = analysis.triggers.front();
    std::string const path = path_of(analysis, "events");
    problems.require_range(path, trigger.events, 1, limits::most_patients);
    if (study.patients < limits::least_patients || study.arms[0].ratio < 1 ||
        study.arms[1].ratio < 1) {
        return;
    }
    double const reachable = study.patients * (1.0 - never_share(study));
    if (trigger.events > study.patients) {
        problems.add(path,
                     "must be at most design.patients, " + std::to_string(study.patients) +
                         ", got " + std::to_string(trigger.events),
                     {"design.patients"});
    } else if (trigger.events > reachable) {
        problems.add(path,
                     "cannot be reached: cured_share leaves " +
                         text_of(std::floor(reachable * 10.0) / 10.0) + " of " +
                         std::to_string(study.patients) +
                         " patients who may have an event, on average, got " +
                         std::to_string(trigger.events),
                     {"design.patients", "model", "arms"});
    }
}

void check_calendar(Study const& study, Analysis const& analysis, ProblemList& problems) {
    CutTrigger const& trigger = analysis.triggers.front();
    std::string const path = path_of(analysis, "calendar_months");
    if (!(trigger.months > 0.0 && trigger.months <= study.maximum_months)) {
        problems.add(path,
                     "must be above 0 and at most design.maximum_months, " +
                         text_of(study.maximum_months) + ", got " + text_of(trigger.months),
                     {"design.maximum_months"});
    }
}

void check_follow_up(Study const& study, Analysis const& analysis, ProblemList& problems) {
    CutTrigger const& trigger = analysis.triggers.front();
    std::string const path = path_of(analysis, "minimum_follow_up_months");
    if (!(trigger.months > 0.0 && trigger.months <= limits::longest_study_months)) {
        problems.add(path, "must be above 0 and at most " + text_of(limits::longest_study_months) +
                               ", got " + text_of(trigger.months));
        return;
    }
    Accrual const accrual = randomisation_accrual(study);
    if (accrual.starts_months.size() != accrual.patients_per_month.size()) {
        return;
    }
    double const accrual_end = planned_accrual_months(accrual, study.patients);
    if (std::isfinite(accrual_end) && accrual_end + trigger.months > study.maximum_months) {
        problems.add(path,
                     "must end before design.maximum_months, " + text_of(study.maximum_months) +
                         ", but accrual takes " + text_of(std::round(accrual_end * 100) / 100) +
                         " months, got " + text_of(trigger.months),
                     {"design", "accrual", "screening", "strata", "biomarkers"});
    }
}

void check_at_latest(Study const& study, Analysis const& analysis, ProblemList& problems) {
    if (!analysis.at_latest_months) {
        return;
    }
    CutTrigger const& trigger = analysis.triggers.front();
    double const latest = *analysis.at_latest_months;
    std::string const path = path_of(analysis, "at_latest_months");
    if (!(latest > 0.0 && latest <= study.maximum_months)) {
        problems.add(path,
                     "must be above 0 and at most design.maximum_months, " +
                         text_of(study.maximum_months) + ", got " + text_of(latest),
                     {"design.maximum_months"});
    } else if (trigger.kind == Trigger::calendar && latest < trigger.months) {
        problems.add(path,
                     "must not be before calendar_months, " + text_of(trigger.months) + ", got " +
                         text_of(latest),
                     {path_of(analysis, "calendar_months")});
    }
}

/// Against the latest earlier analysis of the same kind; looks of different kinds have no order.
void check_order(std::vector<Analysis> const& analyses, std::size_t index, ProblemList& problems) {
    CutTrigger const& later = analyses[index].triggers.front();
    for (std::size_t before = index; before-- > 0;) {
        CutTrigger const& earlier = analyses[before].triggers.front();
        bool const counts_events = later.kind == Trigger::events;
        if (earlier.kind != later.kind || (counts_events && earlier.events_of != later.events_of)) {
            continue;
        }
        char const* const key = counts_events ? "events" : months_key(later.kind);
        double const value = counts_events ? later.events : later.months;
        double const earlier_value = counts_events ? earlier.events : earlier.months;
        if (!(value > earlier_value)) {
            problems.add(path_of(analyses[index], key),
                         "must exceed that of the earlier analysis " +
                             quoted(analyses[before].name) + ", " + text_of(earlier_value) +
                             ", got " + text_of(value),
                         {path_of(analyses[before], key)});
        }
        return;
    }
}

std::string names_of(std::vector<Analysis> const& analyses) {
    std::string names;
    for (Analysis const& analysis : analyses) {
        names += (names.empty() ? "" : ", ") + quoted(analysis.name);
    }
    return names;
}

void check_levels(Study const& study, Endpoint const& endpoint, std::string const& path,
                  ProblemList& problems) {
    for (auto const& [name, level] : endpoint.levels_one_sided) {
        std::string const key = path + ".levels_one_sided." + name;
        bool const known =
            std::any_of(study.analyses.begin(), study.analyses.end(),
                        [&name = name](Analysis const& analysis) { return analysis.name == name; });
        if (!known) {
            problems.add(key, "names no analysis; there are " + names_of(study.analyses),
                         {"analyses"});
        }
        problems.require_between_zero_and(key, level, limits::largest_one_sided_level);
    }
}

void check_population(Study const& study, Endpoint const& endpoint, std::string const& path,
                      ProblemList& problems) {
    auto const is_meant = [&](Subgroup const& subgroup) {
        return subgroup.name == endpoint.population;
    };
    if (!endpoint.population.empty() &&
        std::none_of(study.subgroups.begin(), study.subgroups.end(), is_meant)) {
        problems.add(path + ".population", "names no subgroup, got " + quoted(endpoint.population),
                     {"subgroups"});
    }
}

}  // namespace

void check_analyses(Study const& study, ProblemList& problems) {
    if (study.analyses.empty() || study.analyses.size() > limits::most_analyses) {
        problems.add("analyses", "must be 1 ... " + std::to_string(limits::most_analyses) +
                                     ", got " + std::to_string(study.analyses.size()));
    }
    std::set<std::string> names;
    for (std::size_t index = 0; index < study.analyses.size(); ++index) {
        Analysis const& analysis = study.analyses[index];
        if (!is_safe_name(analysis.name)) {
            problems.add(path_of(analysis, "name"),
                         std::string(safe_name_rule) + ", got " + quoted(analysis.name));
        }
        if (!names.insert(analysis.name).second) {
            problems.add(path_of(analysis, "name"),
                         "must be unique, got " + quoted(analysis.name) + " twice");
        }
        switch (analysis.triggers.front().kind) {
            case Trigger::events:
                check_events(study, analysis, problems);
                break;
            case Trigger::calendar:
                check_calendar(study, analysis, problems);
                break;
            case Trigger::minimum_follow_up:
                check_follow_up(study, analysis, problems);
                break;
        }
        check_at_latest(study, analysis, problems);
        check_order(study.analyses, index, problems);
    }
}

void check_endpoints(Study const& study, ProblemList& problems) {
    if (study.endpoints.empty()) {
        problems.add("endpoints", "must be one or more");
    }
    if (study.endpoints.size() > limits::most_endpoints) {
        problems.add("endpoints", "must be at most " + std::to_string(limits::most_endpoints) +
                                      ", each subgroup counted as one, got " +
                                      std::to_string(study.endpoints.size()));
    }
    std::set<std::string> names;
    for (Endpoint const& endpoint : study.endpoints) {
        std::string const name = name_of(endpoint);
        std::string const path = "endpoints." + name;
        check_population(study, endpoint, path, problems);
        if (!names.insert(name).second) {
            problems.add(path + ".name", "must be unique, got " + quoted(name) + " twice");
        }
        if (endpoint.deciding_test.stratified && study.factors.empty()) {
            problems.add(path + ".decides",
                         "is \"logrank_stratified\", but there are no strata; add [[strata]] or "
                         "use \"logrank\"",
                         {"strata"});
        }
        check_levels(study, endpoint, path, problems);
    }
}

}  // namespace vtrial::trials
