#include "host/calibrate/descent.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "host/calibrate/residual_jacobian.hpp"

namespace vtrial::host {
namespace {

constexpr double damping = 0.3;       // added to the information on each parameter
constexpr double longest_step = 2.0;  // prior standard deviations, of one parameter
constexpr std::array step_shares{1.0, 0.5, 0.25, 0.1};

std::vector<FreeParameter> standing_at(FitStage const& stage, std::vector<double> const& starts,
                                       std::vector<double> const& places) {
    std::vector<FreeParameter> free;
    for (std::size_t k = 0; k < places.size(); ++k) {
        FittedParameter const& parameter = stage.parameters[k];
        free.push_back({parameter, stage.name, starts[k], value_at(parameter, places[k])});
    }
    return free;
}

/// The damped Gauss-Newton step in prior standard deviations.
Eigen::VectorXd step_of(Eigen::MatrixXd const& jacobian, Eigen::VectorXd const& residuals,
                        std::vector<FreeParameter> const& free) {
    Eigen::MatrixXd information = jacobian.transpose() * jacobian;
    Eigen::VectorXd slope = jacobian.transpose() * residuals;
    for (std::size_t k = 0; k < free.size(); ++k) {
        auto const index = static_cast<Eigen::Index>(k);
        information(index, index) += damping;
        if (free[k].parameter.prior_sd) {
            information(index, index) += 1.0;
            slope[index] -= free[k].distance_of(free[k].start);
        }
    }
    Eigen::VectorXd const step = -information.ldlt().solve(slope);
    double const longest = step.cwiseAbs().maxCoeff();
    return longest > longest_step ? Eigen::VectorXd(step * (longest_step / longest)) : step;
}

std::vector<double> moved(std::vector<FreeParameter> const& free, Eigen::VectorXd const& step,
                          double share) {
    std::vector<double> places;
    for (std::size_t k = 0; k < free.size(); ++k) {
        double const value = free[k].value_at_distance(share * step[static_cast<Eigen::Index>(k)]);
        places.push_back(std::clamp(place_of(free[k].parameter, value), 0.0, 1.0));
    }
    return places;
}

}  // namespace

std::vector<double> descend(FitContext const& context, FitStage const& stage,
                            std::vector<std::string> const& trials,
                            std::vector<double> const& starts, std::vector<double> places,
                            StageLoss& loss) {
    double least = loss.at(places);
    for (int number = 1; number <= stage.descent_steps; ++number) {
        std::string const label = fmt::format("{} (descent {})", loss.label(), number);
        auto known = context.journal.first_of(label);
        if (!known) {
            auto const free = standing_at(stage, starts, places);
            RowChoice const choice{trials, stage.rows};
            ParameterSet const set = loss.set_at(places);
            auto const jacobian = residual_jacobian(context, choice, free, set, descent_difference);
            auto const residuals = weighted_residuals(context, choice, set);
            Eigen::VectorXd const step = step_of(jacobian, residuals, free);
            known = JournalEntry{places, least};
            for (double const share : step_shares) {
                auto const tried = moved(free, step, share);
                double const tried_loss = loss.at(tried);
                if (tried_loss < least) {
                    known = JournalEntry{tried, tried_loss};
                    break;
                }
            }
            context.journal.add(label, known->places, known->loss);
        }
        bool const has_fallen = loss.at(known->places) < least;
        places = known->places;
        least = loss.at(places);
        context.on_descent(loss.label(), number, least);
        if (!has_fallen) {
            break;
        }
    }
    return places;
}

}  // namespace vtrial::host
