// What patients with myeloma are given.
#include <algorithm>

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

/// A second randomisation and the regimens of its arms go together.
void check_second_arm(Study const& study, std::size_t arm, ProblemList& problems) {
    std::string const table =
        std::string("model.regimens.") + (arm == 0 ? "second_control" : "second_experimental");
    auto const& regimen = study.myeloma->regimens.second[arm];
    if (regimen) {
        check_second(table, *regimen, problems);
    }
    if (regimen.has_value() != study.second_randomisation.has_value()) {
        problems.add(table,
                     regimen ? "belongs to [second_randomisation], which is missing"
                             : "is missing: what do patients of [second_randomisation] have then?",
                     {"second_randomisation"});
    }
}

/// Only a depth of response can be asked for.
void check_second_response(Study const& study, ProblemList& problems) {
    for (Response const& response : study.responses) {
        if (study.second_randomisation && study.second_randomisation->response == response.name &&
            response.measure && *response.measure > ResponseMeasure::stringent_complete) {
            problems.add(
                "second_randomisation.response",
                "must be of a depth, response_mr to response_scr, got " +
                    quoted(response_measure_names[static_cast<std::size_t>(*response.measure)]),
                {"responses"});
        }
    }
}

}  // namespace

void check_regimens(Study const& study, ProblemList& problems) {
    MyelomaModel const& model = *study.myeloma;
    check_regimen("model.regimens.control", model.regimens[0], problems);
    check_regimen("model.regimens.experimental", model.regimens[1], problems);
    check_second_arm(study, 0, problems);
    check_second_arm(study, 1, problems);
    check_second_response(study, problems);
    check_dosing("model.next_lines.dosing", model.next_lines.dosing, problems);
}

}  // namespace vtrial::trials
