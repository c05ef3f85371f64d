#include "validation/reference/myeloma/safety.hpp"

#include <algorithm>
#include <cmath>

#include "validation/reference/myeloma/time.hpp"
#include "validation/reference/myeloma/treatment.hpp"

namespace vtrial::reference::myeloma {
namespace {

using trials::SafetyEvent;

double early_factor(double excess, double months, double early_months) {
    return 1.0 + excess * std::exp(-months / early_months);
}

DrawAddress word_of_cycle(int cycle, std::size_t word) {
    return address::safety(static_cast<std::uint32_t>(cycle) + 1, word);
}

}  // namespace

AdverseEvents::AdverseEvents() { first_months.fill(never_months); }

void AdverseEvents::note(SafetyEvent event, double months) {
    double& first = first_months[static_cast<std::size_t>(event)];
    first = std::min(first, months);
}

SafetyProcess::SafetyProcess(trials::MyelomaTrial const& trial, Covariates const& covariates,
                             PatientDraws const& draws)
    : safety_(trial.safety), draws_(draws) {
    trials::Neutropenia const& neutropenia = safety_.neutropenia;
    trials::Infection const& infection = safety_.infection;
    double const decades = covariates.decades_over_70();
    double const frail = is_frail(covariates) ? 1.0 : 0.0;
    neutropenia_factor_ =
        std::exp(neutropenia.log_sd * draws.normal(address::safety(0, 0)) +
                 neutropenia.log_per_decade_over_70 * decades + neutropenia.log_if_frail * frail +
                 neutropenia.log_per_prior_line * covariates.prior_lines);
    neutropenia_factor_with_daratumumab_ =
        std::exp(neutropenia.log_if_frail_with_daratumumab * frail);
    infection_factor_ =
        std::exp(infection.log_sd * draws.normal(address::safety(0, 1)) +
                 infection.log_per_decade_over_70 * decades + infection.log_if_frail * frail +
                 infection.log_per_prior_line * covariates.prior_lines);
}

bool SafetyProcess::suffer(TreatedCycle const& now, AdverseEvents& events) {
    double const end_months = (now.cycle + 1) * cycle_months;
    auto const happens = [&](SafetyEvent event) {
        events.note(event, end_months);
        events.cycles_with[static_cast<std::size_t>(event)].push_back(now.cycle);
    };
    events.treated_cycles.push_back(now.cycle);
    trials::Backbone const& backbone = now.regimen->backbone;
    trials::Neutropenia const& neutropenia = safety_.neutropenia;
    double const of_backbone =
        backbone.neutropenia_hazard_per_month *
        early_factor(neutropenia.early_excess, now.months_in_line, neutropenia.early_months) *
        std::pow(
            backbone.neutropenia_factor_with_daratumumab * neutropenia_factor_with_daratumumab_,
            now.drug_effect);
    double const neutropenia_hazard =
        neutropenia_factor_ * (now.on_backbone ? of_backbone : neutropenia.alone_hazard_per_month);
    bool const is_neutropenic = draws_.is_below(-std::expm1(-neutropenia_hazard * cycle_months),
                                                word_of_cycle(now.cycle, 0));
    if (is_neutropenic) happens(SafetyEvent::neutropenia_grade_3);

    trials::Infection const& infection = safety_.infection;
    double const infection_of_backbone =
        backbone.infection_hazard_per_month *
        early_factor(infection.early_excess, now.months_in_line, infection.early_months) *
        std::pow(infection.factor_with_daratumumab, now.drug_effect);
    double const infection_hazard =
        infection_factor_ *
        (now.on_backbone ? infection_of_backbone : infection.alone_hazard_per_month) *
        (1.0 + infection.excess_at_full_burden * std::min(1.0, now.mean_burden)) *
        (is_neutropenic ? infection.factor_if_neutropenic : 1.0);
    double const probability = -std::expm1(-infection_hazard * cycle_months);
    bool const is_infected = draws_.is_below(probability, word_of_cycle(now.cycle, 1));
    if (is_infected) happens(SafetyEvent::infection_grade_3);
    if (draws_.is_below(infection.pneumonia_share * probability, word_of_cycle(now.cycle, 1))) {
        happens(SafetyEvent::pneumonia_grade_3);
    }
    if (now.infusions > 0) infuse(now, end_months, events);
    return is_infected;
}

void SafetyProcess::infuse(TreatedCycle const& now, double end_months, AdverseEvents& events) {
    trials::InfusionReactions const& plan = safety_.infusion_reactions;
    bool const by_vein = now.regimen->daratumumab->route == trials::Route::intravenous;
    double const first = by_vein ? plan.first_intravenous : plan.first_subcutaneous;
    double const later = by_vein ? plan.later_intravenous : plan.later_subcutaneous;
    double const at_first = has_been_infused_ ? 0.0 : first;
    int const later_infusions = now.infusions - (has_been_infused_ ? 0 : 1);
    double const at_later = 1.0 - std::pow(1.0 - later, later_infusions);
    has_been_infused_ = true;
    auto const note = [&](SafetyEvent event, double probability, std::size_t word) {
        if (!draws_.is_below(probability, word_of_cycle(now.cycle, word))) return;
        events.note(event, end_months);
        events.note(SafetyEvent::infusion_reaction, end_months);
        if (draws_.is_below(probability * plan.grade_3_share, word_of_cycle(now.cycle, word))) {
            events.note(SafetyEvent::infusion_reaction_grade_3, end_months);
        }
    };
    note(SafetyEvent::first_infusion_reaction, at_first, 2);
    note(SafetyEvent::later_infusion_reaction, at_later, 3);
}

bool SafetyProcess::dies_of_treatment(int cycle, double share, bool on_backbone) const {
    trials::RelatedDeaths const& related = safety_.related_deaths;
    return draws_.is_below(share * (on_backbone ? related.share : related.share_alone),
                           word_of_cycle(cycle, 3));
}

}  // namespace vtrial::reference::myeloma
