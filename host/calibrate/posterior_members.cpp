#include "host/calibrate/posterior_members.hpp"

#include <fmt/format.h>

#include <cmath>
#include <cstdint>
#include <utility>

#include "host/calibrate/residual_jacobian.hpp"
#include "kernels/core/double_precision.hpp"
#include "kernels/core/philox.hpp"

namespace vtrial::host {
namespace {

constexpr int simulations_of_each = 4;

/// One member on its way.
struct Making {
    int number = 0;  ///< from 1
    Refit refit;
    std::vector<FittedRow> rows;  ///< at the best place; empty: not simulated yet
    bool is_known = false;        ///< from the journal

    /// In the journal. A set is counted from the fit it was made about, which its loss names.
    std::string label(double fitted_loss) const {
        return fmt::format("posterior set {} about {:a}", number, fitted_loss);
    }
};

enum class DrawsOf : std::uint64_t { prior, rows };

/// Standard normal numbers by address, apart from those of simulated patients.
Eigen::VectorXd standard_normals(std::uint64_t seed, int member, DrawsOf purpose,
                                 Eigen::Index count) {
    constexpr std::uint64_t no_patients = std::uint64_t{1} << 63;
    std::uint64_t const stream = no_patients | static_cast<std::uint64_t>(member);
    std::uint64_t const first = static_cast<std::uint64_t>(purpose) << 32;
    Eigen::VectorXd normals(count);
    for (Eigen::Index k = 0; k < count; ++k) {
        auto const words = kernels::philox(seed, stream, first + static_cast<std::uint64_t>(k));
        normals[k] = kernels::normal_quantile(kernels::open_uniform_double(words.word[0]));
    }
    return normals;
}

ParameterSet set_at(PosteriorSampling const& sampling, Eigen::VectorXd const& place) {
    return set_at_distances(sampling.free, sampling.fitted, {place.begin(), place.end()});
}

/// The rows at a place; none where it makes no study, or not the same rows.
std::vector<FittedRow> rows_at(PosteriorSampling const& sampling, Eigen::VectorXd const& place) {
    FitContext const& context = sampling.context;
    try {
        auto rows = fitted_rows(context.fit, context.simulator, context.fit.trials, TargetRows::all,
                                set_at(sampling, place));
        bool const are_comparable =
            static_cast<Eigen::Index>(rows.size()) == sampling.residuals.size();
        return are_comparable ? rows : std::vector<FittedRow>{};
    } catch (TrialProblem const&) {
        return {};
    }
}

/// Begins the members: those that the journal has stand where they ended.
std::vector<Making> begin_members(PosteriorSampling const& sampling, int first, int count) {
    std::vector<Making> members;
    std::uint64_t const seed = sampling.context.fit.seed;
    RefitProblem const& problem = sampling.problem;
    for (int number = first; number < first + count; ++number) {
        auto const rows = standard_normals(seed, number, DrawsOf::rows, problem.error_root.cols());
        auto const prior = standard_normals(seed, number, DrawsOf::prior, problem.jacobian.cols());
        members.push_back({number, Refit(problem, rows, prior), {}, false});
        Making& member = members.back();
        if (auto const entry =
                sampling.context.journal.first_of(member.label(sampling.fitted_loss))) {
            Eigen::VectorXd const place = Eigen::Map<Eigen::VectorXd const>(
                entry->places.data(), static_cast<Eigen::Index>(entry->places.size()));
            member.rows = rows_at(sampling, place);
            member.is_known = !member.rows.empty();
            if (member.is_known) {
                member.refit.stand_at(place, weighted_residuals(member.rows) - sampling.residuals);
            }
        }
    }
    return members;
}

/// Simulates the members side by side, for rows_at to find.
void simulate_wanted(PosteriorSampling const& sampling, std::vector<Making> const& members) {
    sampling.context.check_stop();
    std::vector<ParameterSet> sets;
    for (Making const& member : members) {
        if (!member.is_known) {
            sets.push_back(set_at(sampling, member.refit.wanted()));
        }
    }
    try {
        sampling.context.simulator.prepare(sampling.context.fit.trials, sets);
    } catch (TrialProblem const&) {
        return;  // one of them makes no study; rows_at simulates the others by themselves
    }
}

void advance(PosteriorSampling const& sampling, Making& member) {
    auto rows = rows_at(sampling, member.refit.wanted());
    if (rows.empty()) {
        member.refit.retreat();
    } else if (member.refit.answer(weighted_residuals(rows) - sampling.residuals)) {
        member.rows = std::move(rows);
    }
}

PosteriorMember finished(PosteriorSampling const& sampling, Making const& making) {
    PosteriorMember member;
    for (std::size_t k = 0; k < sampling.free.size(); ++k) {
        member.values.push_back(
            sampling.free[k].value_at_distance(making.refit.best()[static_cast<Eigen::Index>(k)]));
    }
    for (FittedRow const& row : making.rows) {
        member.residuals.push_back(row.residual);
        member.simulated.push_back(row.target.simulated.value.value_or(std::nan("")));
    }
    member.loss = loss_of(making.rows);
    member.unsettled = making.refit.unsettled();
    return member;
}

}  // namespace

std::vector<PosteriorMember> make_members(PosteriorSampling const& sampling, int first, int count) {
    auto members = begin_members(sampling, first, count);
    std::vector<PosteriorMember> made;
    for (int simulation = 0; simulation < simulations_of_each; ++simulation) {
        simulate_wanted(sampling, members);
        for (Making& member : members) {
            if (!member.is_known) {
                advance(sampling, member);
            }
        }
    }
    for (Making& member : members) {
        if (member.rows.empty()) {  // nowhere better than at the fit
            member.rows = rows_at(sampling, member.refit.best());
        }
        if (!member.is_known) {
            auto const& best = member.refit.best();
            sampling.context.journal.add(member.label(sampling.fitted_loss),
                                         {best.begin(), best.end()}, loss_of(member.rows));
        }
        made.push_back(finished(sampling, member));
    }
    return made;
}

}  // namespace vtrial::host
