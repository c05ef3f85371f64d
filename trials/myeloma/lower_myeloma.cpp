#include "trials/myeloma/lower_myeloma.hpp"

#include <stdexcept>

#include "trials/myeloma/lower_disease.hpp"
#include "trials/myeloma/lower_drug.hpp"
#include "trials/myeloma/lower_patients.hpp"
#include "trials/myeloma/lower_units.hpp"
#include "trials/myeloma/lower_visits.hpp"

namespace vtrial::trials {
namespace {

int cycles_of(double horizon_months) {
    int cycles = 0;
    while (cycles * months_per_cycle < horizon_months) ++cycles;
    return cycles;
}

void require_room(bool fits, char const* what) {
    if (!fits) throw std::invalid_argument(what);
}

}  // namespace

kernels::MyelomaPlan lower_myeloma(MyelomaTrial const& trial,
                                   std::span<double const> sustained_months) {
    require_room(sustained_months.size() <= kernels::most_sustained_spans,
                 "a myeloma trial has more durations of negative residual disease than its tables "
                 "hold");
    require_room(trial.follow_up.horizon_months <= kernels::most_myeloma_cycles * months_per_cycle,
                 "the horizon of a myeloma trial is beyond the tables of its cycles");
    require_room(trial.next_lines.last_line <= kernels::most_lines,
                 "a myeloma trial has more lines of therapy than its tables hold");
    require_room(trial.population.prior_lines.size() <= kernels::most_prior_line_levels,
                 "a myeloma trial has more levels of prior lines than its tables hold");
    require_room(trial.assessment.residual_disease.scheduled_months.size() < 31,
                 "a myeloma trial has more scheduled months of residual disease than 30");
    kernels::MyelomaPlan plan{};
    plan.cycles = cycles_of(trial.follow_up.horizon_months);
    plan.dropout_cycles = 1.0 / (trial.follow_up.dropout_hazard_per_month * months_per_cycle);
    ImmunoglobulinTypes const& types = trial.population.immunoglobulin;
    double const half_life_days[] = {types.igg_half_life_days, types.iga_half_life_days,
                                     types.light_chain_half_life_days};
    for (int type = 0; type < kernels::immunoglobulin_types; ++type) {
        plan.immunoglobulin_half_lives_per_cycle[type] =
            static_cast<float>(days_per_cycle / half_life_days[type]);
    }
    plan.covariates = lower_covariates(trial.population);
    plan.disease = lower_disease(trial);
    plan.daratumumab = lower_daratumumab(trial.daratumumab);
    plan.immune_state = lower_immune_state(trial.daratumumab.immune_kill);
    plan.regimen = lower_regimens(trial, plan.cycles);
    plan.next_lines = lower_next_lines(trial);
    plan.mortality = lower_mortality(trial);
    plan.visits = lower_visits(trial.assessment, plan.cycles);
    for (double const months : sustained_months) {
        auto const cycles = static_cast<int>(months / months_per_cycle + 0.5);
        plan.visits.sustained_days[plan.visits.sustained_spans++] =
            static_cast<float>(cycles) * kernels::days_of_cycle;
    }
    return plan;
}

}  // namespace vtrial::trials
