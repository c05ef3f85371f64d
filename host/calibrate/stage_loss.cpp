#include "host/calibrate/stage_loss.hpp"

#include <chrono>
#include <utility>

namespace vtrial::host {

StageLoss::StageLoss(FitContext const& context, FitStage const& stage, std::string label,
                     std::vector<std::string> trials, std::vector<double> starts,
                     ParameterSet const& parameters)
    : context_(context),
      stage_(stage),
      label_(std::move(label)),
      trials_(std::move(trials)),
      starts_(std::move(starts)),
      parameters_(parameters) {}

ParameterSet StageLoss::set_at(std::vector<double> const& places) const {
    ParameterSet set = parameters_;
    for (std::size_t k = 0; k < stage_.parameters.size(); ++k) {
        set.set(stage_.parameters[k], value_at(stage_.parameters[k], places[k]));
    }
    return set;
}

double StageLoss::simulate(std::vector<double> const& places) {
    context_.check_stop();
    auto const start = std::chrono::steady_clock::now();
    auto const rows =
        fitted_rows(context_.fit, context_.simulator, trials_, stage_.rows, set_at(places));
    double loss = loss_of(rows);
    for (std::size_t k = 0; k < stage_.parameters.size(); ++k) {
        FittedParameter const& parameter = stage_.parameters[k];
        loss += prior_loss(parameter, starts_[k], value_at(parameter, places[k]));
    }
    rows_ = rows.size();
    ++computed_;
    seconds_ += std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    return loss;
}

double StageLoss::simulate_if_possible(std::vector<double> const& places) {
    try {
        return simulate(places);
    } catch (TrialProblem const&) {
        if (evaluations_ == 0) {
            throw;  // the start itself makes no study
        }
        return loss_without_study;
    }
}

double StageLoss::at(std::vector<double> const& places) {
    auto const known = context_.journal.find(label_, places);
    double const loss = known ? *known : simulate_if_possible(places);
    if (!known) {
        context_.journal.add(label_, places, loss);
    }
    if (evaluations_ == 0 || loss < best_loss_) {
        best_loss_ = loss;
        best_places_ = places;
    }
    sets_without_study_ += loss == loss_without_study ? 1 : 0;
    ++evaluations_;
    return loss;
}

}  // namespace vtrial::host
