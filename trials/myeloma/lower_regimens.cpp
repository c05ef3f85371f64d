#include "trials/myeloma/lower_regimens.hpp"

#include <algorithm>

#include "kernels/core/fixed_logarithm.hpp"
#include "trials/myeloma/lower_myeloma.hpp"
#include "trials/myeloma/lower_units.hpp"

namespace vtrial::trials {
namespace {

constexpr int never_ends = kernels::most_myeloma_cycles + 1;

bool is_in_pause(std::vector<Pause> const& pauses, int week) {
    return std::any_of(pauses.begin(), pauses.end(), [&](Pause const& pause) {
        return week >= pause.from_week && week < pause.until_week;
    });
}

bool is_dose_week(DaratumumabDosing const& dosing, int week) {
    if (dosing.last_week && week >= *dosing.last_week) return false;
    bool due = false;
    for (DosePhase const& phase : dosing.phases) {
        if (week >= phase.from_week) due = (week - phase.from_week) % phase.every_weeks == 0;
    }
    return due && !is_in_pause(dosing.pauses, week);
}

bool has_backbone(Backbone const& backbone, int week) {
    bool const is_over = backbone.last_week && week >= *backbone.last_week;
    return !is_over && !is_in_pause(backbone.pauses, week);
}

/// Tables of one regimen, which starts at a cycle of its line.
class RegimenTables {
  public:
    RegimenTables(kernels::RegimenPlan& plan, int regimen, int start, int cycles)
        : plan_(plan), regimen_(regimen), start_(start), cycles_(cycles) {}

    void lower(Regimen const& regimen) {
        lower(regimen.backbone);
        plan_.has_daratumumab[regimen_] = regimen.daratumumab ? 1 : 0;
        plan_.daratumumab_cycles[regimen_] = never_ends;
        if (regimen.daratumumab) {
            lower(*regimen.daratumumab);
        }
    }

    void lower(Backbone const& backbone) {
        plan_.immunomodulation[regimen_] = static_cast<float>(backbone.immunomodulation);
        for (int cycle = start_; cycle < cycles_; ++cycle) {
            plan_.has_backbone[row() + cycle] =
                has_backbone(backbone, (cycle - start_) * weeks_per_cycle) ? 1 : 0;
        }
        plan_.backbone_stop_per_cycle[regimen_] = backbone.stop_hazard_per_month * months_per_cycle;
        plan_.log2_stop_per_decade_over_70[regimen_] =
            backbone.stop_log_per_decade_over_70 * log2_per_ln;
        plan_.early_stop_factor[regimen_] = static_cast<float>(backbone.early_stop_factor);
        plan_.early_stop_cycles[regimen_] = start_ + cycles_of(backbone.early_stop_months);
    }

    /// A dosing without a last week goes on for good.
    void lower(DaratumumabDosing const& dosing) {
        plan_.dose_mg[regimen_] = static_cast<float>(dosing.dose_mg * dosing.absorbed_share);
        plan_.daratumumab_stop_per_cycle[regimen_] =
            static_cast<float>(dosing.stop_hazard_per_month * months_per_cycle);
        plan_.stop_share_with_backbone[regimen_] = dosing.stop_share_with_backbone;
        int last_cycle = start_ - 1;
        for (int week = 0; week < (cycles_ - start_) * weeks_per_cycle; ++week) {
            if (!is_dose_week(dosing, week)) continue;
            last_cycle = start_ + week / weeks_per_cycle;
            plan_.dose_weeks[row() + last_cycle] |= 1 << (week % weeks_per_cycle);
        }
        plan_.daratumumab_cycles[regimen_] = dosing.last_week ? last_cycle + 1 : never_ends;
    }

  private:
    int row() const { return regimen_ * kernels::most_myeloma_cycles; }

    kernels::RegimenPlan& plan_;
    int regimen_;
    int start_;
    int cycles_;
};

/// A kill of base-10 logarithms of cells as the kernels have it.
std::int32_t fixed_kill(double log10_kill) {
    return kernels::fixed_logarithm(static_cast<float>(log10_kill * log2_of(10.0)));
}

}  // namespace

kernels::RegimenPlan lower_regimens(MyelomaModel const& model, int cycles, int second_cycle) {
    kernels::RegimenPlan plan{};
    for (int arm = 0; arm < kernels::myeloma_arms; ++arm) {
        auto const index = static_cast<std::size_t>(arm);
        Regimen const& first = model.regimens[index];
        RegimenTables(plan, arm, 0, cycles).lower(first);
        plan.untreated_share[arm] = first.untreated_share;
        auto const& second = model.regimens.second[index];
        if (second && second_cycle >= 0) {
            RegimenTables(plan, kernels::second_regimen + arm, second_cycle, cycles).lower(*second);
        }
    }
    RegimenTables later(plan, kernels::later_regimen, 0, cycles);
    later.lower(Backbone{
        .immunomodulation = model.next_lines.immunomodulation, .pauses = {}, .last_week = {}});
    later.lower(model.next_lines.dosing);
    return plan;
}

kernels::TransplantPlan lower_transplant(Regimen const& regimen) {
    if (!regimen.transplant) {
        return {-1, 0.0, 0.0, 0, 0};
    }
    Transplant const& transplant = *regimen.transplant;
    return {(transplant.week + weeks_per_cycle - 1) / weeks_per_cycle, transplant.share,
            transplant.death_probability, fixed_kill(transplant.sensitive_kill_log10),
            fixed_kill(transplant.resistant_kill_log10)};
}

}  // namespace vtrial::trials
