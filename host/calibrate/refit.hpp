// A member of an approximate posterior: the fit made again to published numbers as another trial
// might have given them, and to a draw from the prior (randomised maximum likelihood; Oliver, He
// and Reynolds 1996; Bardsley et al. 2014). Members weigh the same, however many parameters move;
// weights of draws from one normal distribution would all but one vanish. In a linear model the
// members are an exact sample (posterior_covariance).
#pragma once

#include <Eigen/Dense>

namespace vtrial::host {

/// By how much the sum of squared residuals overstates what is known.
struct Dispersion {
    /// The fit's loss over what errors of the rows alone would leave, at least 1: the model misses
    /// some rows. Errors of rows grow by its root.
    double misfit = 1.0;
    /// What the rows tell of the parameters if their errors were independent and of their stated
    /// size, over what they tell: rows of one trial repeat each other. Composite likelihood
    /// (Chandler and Bate 2007).
    double repetition = 1.0;

    double total() const { return misfit * repetition; }
};

/// About a fit. Parameters are counted in prior standard deviations from it.
struct RefitProblem {
    Eigen::MatrixXd jacobian;    ///< rows x parameters, of the weighted residuals
    Eigen::MatrixXd error_root;  ///< rows x columns, row_errors.hpp
    Dispersion dispersion;
    Eigen::VectorXd low;  ///< bounds of the parameters
    Eigen::VectorXd high;
};

/// `loss` is that of the rows at the fit.
Dispersion dispersion_of(Eigen::MatrixXd const& jacobian, Eigen::MatrixXd const& error_root,
                         double loss);

/// Of the members where residuals are linear and no bound is near, parameters x parameters.
Eigen::MatrixXd posterior_covariance(RefitProblem const& problem);

/// Solves one member by Gauss-Newton steps with the Jacobian at the fit: each step asks for the
/// residuals at one place. Begins at the fit, where nothing need be simulated.
class Refit {
  public:
    /// `row_normals` and `prior_normals`: independent standard normal numbers, a column of the
    /// error root and a parameter each.
    Refit(RefitProblem const& problem, Eigen::VectorXd const& row_normals,
          Eigen::VectorXd const& prior_normals);

    /// Where the residuals are wanted next.
    Eigen::VectorXd const& wanted() const { return wanted_; }
    /// What they have changed there since the fit. Returns whether it is the best place so far.
    bool answer(Eigen::VectorXd const& change);
    /// There is no answer: the set there makes no study.
    void retreat();

    /// Puts it where it has come before.
    void stand_at(Eigen::VectorXd const& place, Eigen::VectorXd const& change);

    Eigen::VectorXd const& best() const { return best_; }
    /// The next step from the best place, in posterior standard deviations (root mean square over
    /// all directions): 0 at a solution.
    double unsettled() const;

  private:
    double objective(Eigen::VectorXd const& place, Eigen::VectorXd const& change) const;
    Eigen::VectorXd step_from_best() const;
    Eigen::VectorXd within_bounds(Eigen::VectorXd const& place) const;

    RefitProblem const& problem_;
    Eigen::LDLT<Eigen::MatrixXd> precision_;
    Eigen::VectorXd row_errors_;
    Eigen::VectorXd prior_;
    Eigen::VectorXd best_;
    Eigen::VectorXd best_change_;
    double best_objective_ = 0.0;
    Eigen::VectorXd wanted_;
};

}  // namespace vtrial::host
