#include "validation/reference/myeloma/treatment.hpp"

#include <cmath>

#include "validation/reference/myeloma/exposure.hpp"
#include "validation/reference/myeloma/time.hpp"

namespace vtrial::reference::myeloma {

Treatment::Treatment(trials::MyelomaTrial const& trial, Covariates const& covariates,
                     PatientConstants const& constants, PatientDraws const& draws,
                     trials::Regimen const& first_line)
    : trial_(trial),
      covariates_(covariates),
      constants_(constants),
      draws_(draws),
      first_line_(first_line),
      backbone_kill_rate_(constants.backbone_kill_rate) {
    start(first_line);
    if (draws.is_below(first_line.untreated_share, address::untreated)) {
        backbone_stopped_ = true;
        on_daratumumab_ = false;
    }
}

void Treatment::start(trials::Regimen const& regimen) {
    cycles_in_regimen_ = 0;
    backbone_ = regimen.backbone;
    backbone_stopped_ = backbone_stop_hazard_ > draws_.exponential(address::backbone_stop);
    dosing_ = regimen.daratumumab.value_or(trials::DaratumumabDosing{});
    on_daratumumab_ = regimen.daratumumab.has_value() && !daratumumab_is_stopped();
}

void Treatment::change_regimen(trials::Regimen const& regimen) { start(regimen); }

trials::Transplant const* Treatment::transplant() const {
    if (line_ != 1 || !in_line_ || !first_line_.transplant) return nullptr;
    trials::Transplant const& transplant = *first_line_.transplant;
    int const weeks = cycles_in_line_ * trials::weeks_per_cycle;
    bool const is_due =
        weeks >= transplant.week && weeks - transplant.week < trials::weeks_per_cycle;
    bool const has_it = draws_.is_below(transplant.share, address::has_transplant);
    return is_due && has_it ? &transplant : nullptr;
}

double Treatment::months_in_line() const { return cycles_in_line_ * cycle_months; }

bool Treatment::on_backbone() const {
    int const week = cycles_in_regimen_ * trials::weeks_per_cycle;
    bool const is_over = backbone_.last_week && week >= *backbone_.last_week;
    return in_line_ && !backbone_stopped_ && !is_over && !is_in_pause(backbone_.pauses, week);
}

double Treatment::immunomodulation() const {
    return on_backbone() ? backbone_.immunomodulation : 0.0;
}

double Treatment::backbone_kill_rate() const { return on_backbone() ? backbone_kill_rate_ : 0.0; }

double Treatment::growth_factor() const {
    trials::Disease const& disease = trial_.disease;
    double const cytostasis =
        line_ == 1 ? disease.cytostasis.growth_share_lost * immunomodulation() : 0.0;
    double const log_growth = disease.growth.log_per_later_line * (line_ - 1) +
                              (refractory_ ? trial_.daratumumab.refractoriness.log_growth : 0.0);
    return std::exp(log_growth) * (1.0 - cytostasis);
}

double Treatment::effect_left() const {
    trials::DaratumumabRefractoriness const& rule = trial_.daratumumab.refractoriness;
    if (!refractory_) return 1.0;
    bool lost = true;
    switch (rule.loss) {
        case trials::LossAfterProgression::when_reused:
            lost = on_daratumumab_;
            break;
        case trials::LossAfterProgression::in_later_lines:
            lost = in_line_;
            break;
        case trials::LossAfterProgression::at_once:
            break;
    }
    return lost ? rule.effect_when_lost : 1.0;
}

std::array<double, trials::weeks_per_cycle> Treatment::doses_mg(double months) {
    std::array<double, trials::weeks_per_cycle> doses{};
    for (int week = 0; week < trials::weeks_per_cycle && on_daratumumab_; ++week) {
        if (!is_dose_week(dosing_, cycles_in_regimen_ * trials::weeks_per_cycle + week)) continue;
        doses[static_cast<std::size_t>(week)] = dosing_.dose_mg * dosing_.absorbed_share;
        last_dose_months_ = months + week * week_months;
    }
    return doses;
}

bool Treatment::has_later_dose() const {
    if (!dosing_.last_week) return true;
    for (int week = cycles_in_regimen_ * trials::weeks_per_cycle; week < *dosing_.last_week;
         ++week) {
        if (is_dose_week(dosing_, week)) return true;
    }
    return false;
}

void Treatment::pass_cycle() {
    if (!in_line_) return;
    double const decline = trial_.disease.backbone_kill.decline_per_month;
    if (line_ == 1 && on_backbone()) {
        double const early = cycles_in_regimen_ * cycle_months < backbone_.early_stop_months
                                 ? backbone_.early_stop_factor
                                 : 1.0;
        backbone_stop_hazard_ +=
            backbone_.stop_hazard_per_month * early * cycle_months *
            std::exp(backbone_.stop_log_per_decade_over_70 * covariates_.decades_over_70());
        backbone_stopped_ = backbone_stop_hazard_ > draws_.exponential(address::backbone_stop);
        stopped_together_ =
            backbone_stopped_ && on_daratumumab_ &&
            draws_.is_below(dosing_.stop_share_with_backbone, address::stops_together);
        on_daratumumab_ = on_daratumumab_ && !stopped_together_;
    } else if (line_ == 1 && on_daratumumab_) {
        daratumumab_stop_hazard_ += dosing_.stop_hazard_per_month * cycle_months;
        on_daratumumab_ = daratumumab_stop_hazard_ <= draws_.exponential(address::daratumumab_stop);
    }
    backbone_kill_rate_ *= std::exp(-decline * cycle_months);
    ++cycles_in_line_;
    ++cycles_in_regimen_;
    on_daratumumab_ = on_daratumumab_ && has_later_dose();
}

bool Treatment::is_untreatable() const {
    trials::NoFurtherTreatment const& rule = trial_.next_lines.no_further_treatment;
    double const decades_over_72 = (covariates_.age_years - 72.0) / 10.0;
    double const lines = line_ - 1 + rule.prior_line_weight * covariates_.prior_lines;
    double const probability =
        rule.share * (1.0 + rule.per_line * lines) *
        std::exp(rule.log_per_decade_over_72 * decades_over_72 +
                 rule.log_per_performance_grade * covariates_.grades_over_reference());
    return draws_.is_below(probability,
                           address::no_further_treatment(static_cast<std::uint32_t>(line_)));
}

void Treatment::fail(double months) {
    trials::NextLines const& next = trial_.next_lines;
    double const since_last_dose = months - last_dose_months_;
    bool const recent = since_last_dose < trial_.daratumumab.refractoriness.months_after_last_dose;
    refractory_ = refractory_ || on_daratumumab_ || recent;
    ++failed_lines_;
    in_line_ = false;
    on_daratumumab_ = false;
    if (line_ >= next.last_line || is_untreatable()) return;
    double const gap = next.shortest_gap_months +
                       (next.mean_gap_months - next.shortest_gap_months) *
                           draws_.exponential(address::gap(static_cast<std::uint32_t>(line_)));
    next_line_months_ = months + gap;
}

double Treatment::later_resistant_share(bool with_daratumumab) const {
    trials::LaterDepth const& depth = trial_.next_lines.depth;
    double const correlation = depth.correlation_with_first_depth;
    double const own = draws_.normal(address::later_depth(static_cast<std::uint32_t>(line_)));
    double const spread =
        correlation * constants_.depth_normal + std::sqrt(1.0 - correlation * correlation) * own;
    double const lines = line_ - 2 + depth.prior_line_weight * covariates_.prior_lines;
    double const lost_when_refractory = trial_.daratumumab.refractoriness.log_loss_of_next_depth;
    double const log_factor = depth.log_sd * spread - depth.log_loss_per_line * lines -
                              trial_.disease.prognosis.on_log_depth * constants_.log_prognosis -
                              (refractory_ ? lost_when_refractory : 0.0);
    double const median =
        with_daratumumab ? depth.with_daratumumab_log10 : depth.without_daratumumab_log10;
    return resistant_share(trial_.disease.resistant_clone, median * std::exp(log_factor));
}

std::optional<double> Treatment::start_next_line(double months) {
    if (in_line_ || months < next_line_months_) return {};
    trials::NextLines const& next = trial_.next_lines;
    ++line_;
    in_line_ = true;
    next_line_months_ = never_months;
    cycles_in_line_ = 0;
    cycles_in_regimen_ = 0;
    auto const line = static_cast<std::uint32_t>(line_);
    trials::LaterDaratumumab const& offer =
        refractory_ ? next.daratumumab_if_refractory : next.daratumumab_if_sensitive;
    on_daratumumab_ = draws_.is_below(line_ == 2 ? offer.second_line : offer.further_lines,
                                      address::later_daratumumab(line));
    had_later_daratumumab_ = had_later_daratumumab_ || on_daratumumab_;
    dosing_ = next.dosing;
    backbone_ = {.immunomodulation = next.immunomodulation, .pauses = {}, .last_week = {}};
    backbone_stopped_ = false;
    backbone_kill_rate_ =
        next.backbone_kill_per_month * std::exp(trial_.disease.backbone_kill.log_sd *
                                                draws_.normal(address::later_backbone_kill(line)));
    return later_resistant_share(on_daratumumab_);
}

}  // namespace vtrial::reference::myeloma
