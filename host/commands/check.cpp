#include <fmt/format.h>

#include "host/commands/commands.hpp"
#include "host/commands/load_study.hpp"
#include "host/config/resolved.hpp"
#include "trials/closed_form.hpp"
#include "trials/lower.hpp"
#include "trials/screening.hpp"

namespace vtrial::host {
namespace {

std::string describe_screening(trials::Scenario const& scenario) {
    trials::Study const& study = scenario.study;
    double const months =
        trials::planned_accrual_months(trials::randomisation_accrual(study), study.patients);
    return fmt::format(
        "# {}: {:.1f} patients screened, on average, for {} randomised ({:.4g} of them); accrual "
        "is full in month {:.2f}\n",
        scenario.name, trials::expected_screened(study), study.patients,
        trials::enrolled_share(study), months);
}

/// What the design comes to, as TOML comments, so that the whole output reads back as a study.
std::string describe(trials::StudyFile const& file) {
    trials::Study const& study = file.scenarios.front().study;
    trials::PlanTables const tables = trials::lower(study);
    std::string text =
        fmt::format("# {} patients, {} strata, {} scenarios, {} replicates each\n", study.patients,
                    tables.plan.strata, file.scenarios.size(), file.replicates);
    for (trials::Endpoint const& endpoint : study.endpoints) {
        auto const kind = static_cast<std::size_t>(endpoint.kind);
        for (std::size_t look = 0; look < study.analyses.size(); ++look) {
            auto const level = endpoint.levels_one_sided.find(study.analyses[look].name);
            if (level != endpoint.levels_one_sided.end()) {
                text += fmt::format("# {} at {}: one-sided level {}, rejected where -z >= {:.4f}\n",
                                    trials::endpoint_names[kind], level->first, level->second,
                                    tables.plan.decision[kind].bound[look]);
            }
        }
    }
    for (trials::Scenario const& scenario : file.scenarios) {
        if (scenario.study.screening != trials::Screening{}) {
            text += describe_screening(scenario);
        }
        for (trials::Analysis const& analysis : scenario.study.analyses) {
            if (auto const closed = trials::closed_form(scenario.study, analysis)) {
                text += fmt::format(
                    "# {} at {}, closed form: power {:.4f} (Schoenfeld, hazard ratio {:.4g}), "
                    "{} events expected in month {:.2f}\n",
                    scenario.name, analysis.name, closed->power, closed->hazard_ratio,
                    analysis.events, closed->months);
            }
        }
    }
    return text;
}

}  // namespace

ExitCode check_command(std::vector<std::string> const& words) {
    RunOptions const options = parse_run_options("check", words);
    if (options.help) {
        print_result(help_of("check"));
        return ExitCode::done;
    }
    auto const [file, code] = load_study(options);
    if (!file) {
        return code;
    }
    print_result(describe(*file) + resolved_toml(*file));
    return ExitCode::done;
}

}  // namespace vtrial::host
