#include "trials/myeloma/lower_myeloma.hpp"

#include <cmath>
#include <stdexcept>

#include "trials/myeloma/lower_disease.hpp"
#include "trials/myeloma/lower_drug.hpp"
#include "trials/myeloma/lower_patients.hpp"
#include "trials/myeloma/lower_regimens.hpp"
#include "trials/myeloma/lower_units.hpp"
#include "trials/myeloma/lower_visits.hpp"

namespace vtrial::trials {
namespace {

double months_after_last_date(MyelomaModel const& model) {
    return (model.assessment.visits.later_every_cycles + 1) * months_per_cycle;
}

void require_room(bool fits, char const* what) {
    if (!fits) throw std::invalid_argument(what);
}

}  // namespace

int cycles_of(double months) {
    int cycles = 0;
    while (cycles * months_per_cycle < months) ++cycles;
    return cycles;
}

kernels::MyelomaPlan lower_myeloma(MyelomaModel const& model, double horizon_months,
                                   std::span<double const> sustained_months,
                                   kernels::SecondTreatmentPlan const& second) {
    require_room(sustained_months.size() <= kernels::most_sustained_spans,
                 "a study of myeloma has more durations of negative residual disease than its "
                 "tables hold");
    require_room(horizon_months <= kernels::most_myeloma_cycles * months_per_cycle,
                 "the horizon of a study of myeloma is beyond the tables of its cycles");
    require_room(model.next_lines.last_line <= kernels::most_lines,
                 "a study of myeloma has more lines of therapy than its tables hold");
    require_room(model.population.prior_lines.size() <= kernels::most_prior_line_levels,
                 "a study of myeloma has more levels of prior lines than its tables hold");
    require_room(model.assessment.residual_disease.scheduled_months.size() < 31,
                 "a study of myeloma has more scheduled months of residual disease than 30");
    kernels::MyelomaPlan plan{};
    plan.cycles = cycles_of(horizon_months);
    ImmunoglobulinTypes const& types = model.population.immunoglobulin;
    double const half_life_days[] = {types.igg_half_life_days, types.iga_half_life_days,
                                     types.light_chain_half_life_days};
    for (int type = 0; type < kernels::immunoglobulin_types; ++type) {
        plan.immunoglobulin_half_lives_per_cycle[type] =
            static_cast<float>(days_per_cycle / half_life_days[type]);
    }
    plan.covariates = lower_covariates(model.population);
    plan.disease = lower_disease(model);
    plan.daratumumab = lower_daratumumab(model.daratumumab);
    plan.immune_state = lower_immune_state(model.daratumumab.immune_kill);
    plan.regimen = lower_regimens(model, plan.cycles, second.cycle);
    for (int arm = 0; arm < kernels::myeloma_arms; ++arm) {
        plan.transplant[arm] = lower_transplant(model.regimens[static_cast<std::size_t>(arm)]);
    }
    plan.second_treatment = second;
    plan.next_lines = lower_next_lines(model);
    plan.mortality = lower_mortality(model);
    plan.visits = lower_visits(model.assessment, plan.cycles);
    for (double const months : sustained_months) {
        auto const cycles = static_cast<int>(months / months_per_cycle + 0.5);
        plan.visits.sustained_days[plan.visits.sustained_spans++] =
            static_cast<float>(cycles) * kernels::days_of_cycle;
    }
    return plan;
}

double horizon_to_know(MyelomaModel const& model, double months) {
    return months + months_after_last_date(model);
}

double longest_myeloma_study(MyelomaModel const& model) {
    double const longest =
        kernels::most_myeloma_cycles * months_per_cycle - months_after_last_date(model);
    return std::floor(longest * 10.0) / 10.0;
}

}  // namespace vtrial::trials
