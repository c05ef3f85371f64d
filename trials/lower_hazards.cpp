#include "trials/lower_hazards.hpp"

#include <algorithm>

#include "kernels/core/double_precision.hpp"
#include "trials/hazard_steps.hpp"
#include "trials/profiles.hpp"

namespace vtrial::trials {
namespace {

using kernels::HazardCell;
using kernels::HazardForm;

constexpr double ln_2 = 0.6931471805599453;

double log2_of(double x) { return kernels::log_of(x) / ln_2; }

/// The least general form that serves a hazard.
HazardForm form_of(SteppedHazard const& hazard) {
    if (hazard.steps.size() > 1) {
        return HazardForm::piecewise;
    }
    return hazard.shape != 1.0 ? HazardForm::weibull : HazardForm::exponential;
}

/// Operational time of a step: (t / scale)^shape, or ticks where no power is to be taken.
double operational_time(SteppedHazard const& hazard, double months, bool has_shape) {
    if (!has_shape) {
        return months * ticks_per_month;
    }
    double const ratio = months / hazard.scale_months;
    return ratio > 0.0 ? kernels::exp_of(hazard.shape * kernels::log_of(ratio)) : 0.0;
}

void append_pieces(SteppedHazard const& hazard, bool has_shape,
                   std::vector<kernels::HazardPiece>& pieces) {
    // a step's factor is the slope against (t / scale)^shape; in ticks the slope is per tick
    double const unit = has_shape ? 1.0 : 1.0 / (hazard.scale_months * ticks_per_month);
    double cumulative = 0.0;
    for (std::size_t i = 0; i < hazard.steps.size(); ++i) {
        double const start = operational_time(hazard, hazard.steps[i].start_months, has_shape);
        if (i > 0) {
            double const before =
                operational_time(hazard, hazard.steps[i - 1].start_months, has_shape);
            cumulative += (start - before) * hazard.steps[i - 1].factor * unit;
        }
        double const rate = hazard.steps[i].factor * unit;
        pieces.push_back({static_cast<float>(cumulative), static_cast<float>(start),
                          static_cast<float>(rate > 0.0 ? 1.0 / rate : never)});
    }
}

HazardCell make_cell(SteppedHazard const& hazard, HazardForm form, bool has_shape,
                     std::vector<kernels::HazardPiece>& pieces) {
    HazardCell cell{};
    double const log2_scale = log2_of(hazard.scale_months * ticks_per_month);
    double const factor = hazard.steps.front().factor;
    cell.cured_share = static_cast<float>(hazard.cured_share);
    cell.hazard_per_log2 = static_cast<float>(ln_2);
    cell.inverse_shape = 1.0 / hazard.shape;
    if (form == HazardForm::piecewise) {
        cell.log2_scale_ticks = log2_scale;
        cell.first_piece = static_cast<std::int32_t>(pieces.size());
        cell.piece_count = static_cast<std::int32_t>(hazard.steps.size());
        append_pieces(hazard, has_shape, pieces);
        return cell;
    }
    cell.ticks_per_log2 = static_cast<float>(
        factor > 0.0 ? ln_2 * hazard.scale_months * ticks_per_month / factor : never);
    cell.log2_scale_ticks =
        factor > 0.0 ? log2_scale + cell.inverse_shape * log2_of(ln_2 / factor) : 100.0;
    return cell;
}

bool are_alike(HazardCell const& a, HazardCell const& b) {
    return a.ticks_per_log2 == b.ticks_per_log2 && a.hazard_per_log2 == b.hazard_per_log2 &&
           a.inverse_shape == b.inverse_shape && a.log2_scale_ticks == b.log2_scale_ticks &&
           a.first_piece == b.first_piece && a.piece_count == b.piece_count &&
           a.cured_share == b.cured_share;
}

/// Whether some profile's cell differs from the first one's of its arm.
bool varies_by_profile(std::vector<HazardCell> const& cells, std::size_t profiles) {
    for (std::size_t k = 0; k < cells.size(); ++k) {
        if (!are_alike(cells[k], cells[k - k % profiles])) {
            return true;
        }
    }
    return false;
}

}  // namespace

void lower_transition(Study const& study, std::size_t index, PlanTables& tables) {
    TransitionModel const& model = hazard_models(study)[index];
    std::vector<double> const prognosis = multipliers_by_profile(study, model.prognosis_by_level);
    std::vector<double> const modifier =
        multipliers_by_profile(study, model.effect.modifiers_by_level);
    std::vector<SteppedHazard> hazards;
    for (ArmRole const arm : {ArmRole::control, ArmRole::experimental}) {
        for (std::size_t profile = 0; profile < prognosis.size(); ++profile) {
            hazards.push_back(stepped_hazard(model, arm, prognosis[profile], modifier[profile]));
        }
    }
    kernels::TransitionPlan& plan = tables.plan.transitions[index];
    plan = {};
    plan.form = HazardForm::exponential;
    for (SteppedHazard const& hazard : hazards) {
        plan.form = std::max(plan.form, form_of(hazard));
        plan.most_pieces =
            std::max(plan.most_pieces, static_cast<std::int32_t>(hazard.steps.size()));
        plan.has_shape |= hazard.shape != 1.0 ? 1 : 0;
        plan.has_cure |= hazard.cured_share > 0.0 ? 1 : 0;
    }
    bool const is_gap = index == static_cast<std::size_t>(Transition::next_line_start);
    bool const has_frailty = !study.copula && study.model.frailty_sd > 0.0;
    plan.has_frailty = has_frailty && !is_gap ? 1 : 0;
    for (SteppedHazard const& hazard : hazards) {
        tables.cells[index].push_back(
            make_cell(hazard, plan.form, plan.has_shape != 0, tables.pieces));
    }
    // cells of a piecewise hazard have pieces of their own
    plan.varies_by_profile = plan.form == HazardForm::piecewise ||
                                     varies_by_profile(tables.cells[index], prognosis.size())
                                 ? 1
                                 : 0;
}

}  // namespace vtrial::trials
