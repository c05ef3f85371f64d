// What patients with myeloma are given.
#include <algorithm>

#include "trials/myeloma/myeloma_model.hpp"
#include "trials/problem_list.hpp"

namespace vtrial::trials {
namespace {

void check_phases(std::string const& table, DaratumumabDosing const& dosing,
                  ProblemList& problems) {
    auto const& phases = dosing.phases;
    auto const not_later = [](DosePhase const& one, DosePhase const& next) {
        return next.from_week <= one.from_week;
    };
    if (phases.empty()) {
        problems.add(table + ".phases", "must have one phase at least, got none");
    } else if (std::adjacent_find(phases.begin(), phases.end(), not_later) != phases.end()) {
        problems.add(table + ".phases", "must be in the order of from_week, each one later");
    }
}

void check_pauses(std::string const& table, std::vector<Pause> const& pauses,
                  ProblemList& problems) {
    auto const has_no_week = [](Pause const& pause) { return pause.until_week <= pause.from_week; };
    if (std::any_of(pauses.begin(), pauses.end(), has_no_week)) {
        problems.add(table + ".pauses", "must end later than they begin: until_week > from_week");
    }
}

void check_dosing(std::string const& table, DaratumumabDosing const& dosing,
                  ProblemList& problems) {
    check_phases(table, dosing, problems);
    check_pauses(table, dosing.pauses, problems);
}

void check_regimen(std::string const& table, Regimen const& regimen, ProblemList& problems) {
    check_pauses(table + ".backbone", regimen.backbone.pauses, problems);
    if (regimen.daratumumab) {
        check_dosing(table + ".daratumumab", *regimen.daratumumab, problems);
    }
}

/// What only a first line has.
void check_second(std::string const& table, Regimen const& regimen, ProblemList& problems) {
    check_regimen(table, regimen, problems);
    if (regimen.transplant) {
        problems.add(table + ".transplant",
                     "belongs to the regimen that a line begins with; drop it");
    }
    if (regimen.untreated_share != 0.0) {
        problems.add(table + ".untreated_share",
                     "belongs to the regimen that a line begins with; drop it");
    }
}

}  // namespace

void check_regimens(MyelomaModel const& model, ProblemList& problems) {
    check_regimen("model.regimens.control", model.regimens[0], problems);
    check_regimen("model.regimens.experimental", model.regimens[1], problems);
    if (model.regimens.second[0]) {
        check_second("model.regimens.second_control", *model.regimens.second[0], problems);
    }
    if (model.regimens.second[1]) {
        check_second("model.regimens.second_experimental", *model.regimens.second[1], problems);
    }
    check_dosing("model.next_lines.dosing", model.next_lines.dosing, problems);
}

}  // namespace vtrial::trials
