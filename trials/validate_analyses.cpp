// When the data are cut.
#include <algorithm>
#include <set>

#include "trials/closed_form.hpp"
#include "trials/limits.hpp"
#include "trials/problem_list.hpp"
#include "trials/screening.hpp"

namespace vtrial::trials {
namespace {

bool is_of_same_kind(CutTrigger const& left, CutTrigger const& right) {
    return left.kind == right.kind &&
           (left.kind != Trigger::events || left.events_of == right.events_of);
}

double value_of(CutTrigger const& trigger) {
    return trigger.kind == Trigger::events ? trigger.events : trigger.months;
}

/// Against the latest earlier analysis with a trigger of the same kind; triggers of different kinds
/// have no order. Beside other triggers, one may repeat the earlier analysis.
void check_order(std::vector<Analysis> const& analyses, std::size_t index, CutTrigger const& later,
                 ProblemList& problems) {
    for (std::size_t before = index; before-- > 0;) {
        Analysis const& earlier = analyses[before];
        auto const found = std::find_if(
            earlier.triggers.begin(), earlier.triggers.end(),
            [&](CutTrigger const& trigger) { return is_of_same_kind(trigger, later); });
        if (found == earlier.triggers.end()) {
            continue;
        }
        bool const may_repeat = analyses[index].triggers.size() > 1 || earlier.triggers.size() > 1;
        double const value = value_of(later);
        double const earlier_value = value_of(*found);
        if (!(value > earlier_value || (may_repeat && value == earlier_value))) {
            problems.add(path_of(analyses[index], key_of(analyses[index], later)),
                         std::string(may_repeat ? "must not be below" : "must exceed") +
                             " that of the earlier analysis " + quoted(earlier.name) + ", " +
                             text_of(earlier_value) + ", got " + text_of(value),
                         {path_of(earlier, key_of(earlier, *found))});
        }
        return;
    }
}

void check_at_latest(Study const& study, Analysis const& analysis, ProblemList& problems) {
    if (!analysis.at_latest_months) {
        return;
    }
    double const latest = *analysis.at_latest_months;
    std::string const path = path_of(analysis, "at_latest_months");
    if (!(latest > 0.0 && latest <= study.maximum_months)) {
        problems.add(path,
                     "must be above 0 and at most design.maximum_months, " +
                         text_of(study.maximum_months) + ", got " + text_of(latest),
                     {"design.maximum_months"});
        return;
    }
    for (CutTrigger const& trigger : analysis.triggers) {
        if (trigger.kind == Trigger::calendar && latest < trigger.months) {
            problems.add(path,
                         "must not be before calendar_months, " + text_of(trigger.months) +
                             ", got " + text_of(latest),
                         {path_of(analysis, "calendar_months")});
        }
    }
}

/// `latest` is the latest month of the analysis before this checkpoint, and is moved by it.
void check_checkpoint(Study const& study, Checkpoint const& checkpoint, std::string const& path,
                      double& latest, ProblemList& problems) {
    if (!(checkpoint.calendar_months > 0.0 && checkpoint.calendar_months <= latest)) {
        problems.add(path + ".calendar_months",
                     "must be above 0 and at most the latest month of the analysis by then, " +
                         text_of(latest) + ", got " + text_of(checkpoint.calendar_months));
    }
    require_disease_model(study, checkpoint.events_of, path + ".endpoint", problems);
    refuse_duration_of_response(checkpoint.events_of, path + ".endpoint", problems);
    problems.require_range(path + ".fewer_than_events", checkpoint.fewer_than_events, 1,
                           std::max(study.patients, 1));
    double const then = checkpoint.then_at_latest_months;
    if (!(then > latest && then <= study.maximum_months)) {
        problems.add(path + ".then_at_latest_months",
                     "must be above the latest month so far, " + text_of(latest) +
                         ", and at most design.maximum_months, " + text_of(study.maximum_months) +
                         ", got " + text_of(then),
                     {"design.maximum_months"});
    } else {
        latest = then;
    }
}

void check_checkpoints(Study const& study, Analysis const& analysis, ProblemList& problems) {
    std::string const path = path_of(analysis, "checkpoints");
    if (analysis.checkpoints.size() > limits::most_checkpoints) {
        problems.add(path, "must be at most " + std::to_string(limits::most_checkpoints) +
                               ", got " + std::to_string(analysis.checkpoints.size()));
    }
    if (!analysis.checkpoints.empty() && !analysis.at_latest_months) {
        problems.add(path, "let the analysis wait longer than at_latest_months; state it",
                     {path_of(analysis, "at_latest_months")});
        return;
    }
    double latest = analysis.at_latest_months.value_or(0.0);
    for (std::size_t index = 0; index < analysis.checkpoints.size(); ++index) {
        check_checkpoint(study, analysis.checkpoints[index],
                         path + "[" + std::to_string(index) + "]", latest, problems);
    }
}

void check_waiting(Study const& study, std::size_t index, ProblemList& problems) {
    Analysis const& analysis = study.analyses[index];
    std::string const gap = path_of(analysis, "minimum_gap_months");
    problems.require_range(gap, analysis.minimum_gap_months, 0.0, study.maximum_months);
    if (index == 0 && analysis.minimum_gap_months > 0.0) {
        problems.add(gap, "has no analysis before it to keep away from; drop it");
    }
    problems.require_range(path_of(analysis, "cleaning_days"), analysis.cleaning_days, 0,
                           limits::longest_cleaning_days);
}

void check_name(Analysis const& analysis, std::set<std::string>& names, ProblemList& problems) {
    if (!is_safe_name(analysis.name)) {
        problems.add(path_of(analysis, "name"),
                     std::string(safe_name_rule) + ", got " + quoted(analysis.name));
    }
    if (!names.insert(analysis.name).second) {
        problems.add(path_of(analysis, "name"),
                     "must be unique, got " + quoted(analysis.name) + " twice");
    }
}

}  // namespace

void check_analyses(Study const& study, ProblemList& problems) {
    if (study.analyses.empty() || study.analyses.size() > limits::most_analyses) {
        problems.add("analyses", "must be 1 ... " + std::to_string(limits::most_analyses) +
                                     ", got " + std::to_string(study.analyses.size()));
    }
    std::optional<double> reachable_pfs_events;
    if (problems.is_sound({"design", "arms", "strata", "accrual", "dropout", "model"})) {
        reachable_pfs_events = expected_pfs_events(study, study.maximum_months);
    }
    std::set<std::string> names;
    for (std::size_t index = 0; index < study.analyses.size(); ++index) {
        Analysis const& analysis = study.analyses[index];
        check_name(analysis, names, problems);
        if (analysis.triggers.empty() || analysis.triggers.size() > limits::most_triggers) {
            problems.add("analyses." + analysis.name,
                         "must have 1 ... " + std::to_string(limits::most_triggers) +
                             " triggers, got " + std::to_string(analysis.triggers.size()));
        }
        for (CutTrigger const& trigger : analysis.triggers) {
            check_trigger(study, analysis, trigger, reachable_pfs_events, problems);
        }
        check_waiting(study, index, problems);
        check_at_latest(study, analysis, problems);
        check_checkpoints(study, analysis, problems);
        for (CutTrigger const& trigger : analysis.triggers) {
            check_order(study.analyses, index, trigger, problems);
        }
    }
}

}  // namespace vtrial::trials
