// The log partial likelihood of Cox's model with several covariates, and its derivatives, in double
// precision. Ties by Efron (Journal of the American Statistical Association 72, 1977) or Breslow
// (Biometrics 30, 1974).
#pragma once

#include "kernels/core/double_precision.hpp"
#include "kernels/core/view.hpp"
#include "kernels/statistics/cox.hpp"

namespace vtrial::kernels {

/// Patients by stratum and, within a stratum, from the longest followed to the shortest.
struct CoxPatients {
    std::int32_t count;
    std::int32_t covariates;
    std::int32_t const* stratum;
    std::int32_t const* rank;   ///< of the patient's time among all times
    std::uint8_t const* event;  ///< 1: seen
    double const* covariate;    ///< [patient * covariates + covariate]

    VTRIAL_FUNCTION double const* of(std::int32_t patient) const {
        return covariate + std::int64_t{patient} * covariates;
    }
};

/// Sums over patients of w, w x and w x x', where w = exp(linear predictor). Of what is symmetric
/// only the places [row * covariates + column] with column <= row are used.
struct RiskSums {
    double weight;
    double* first;
    double* second;
};

/// At some coefficients: the logarithm, its gradient and its negative second derivatives.
struct PartialLikelihood {
    double logarithm;
    double* score;
    double* information;  ///< as RiskSums::second
};

VTRIAL_FUNCTION void clear(RiskSums& sums, std::int32_t covariates) {
    sums.weight = 0.0;
    for (std::int32_t row = 0; row < covariates; ++row) {
        sums.first[row] = 0.0;
        for (std::int32_t column = 0; column <= row; ++column) {
            sums.second[row * covariates + column] = 0.0;
        }
    }
}

VTRIAL_FUNCTION void add_patient(double weight, double const* x, std::int32_t covariates,
                                 RiskSums& sums) {
    sums.weight += weight;
    for (std::int32_t row = 0; row < covariates; ++row) {
        sums.first[row] += weight * x[row];
        for (std::int32_t column = 0; column <= row; ++column) {
            sums.second[row * covariates + column] += weight * x[row] * x[column];
        }
    }
}

/// Takes the events of one time off the likelihood. Efron: the l-th of d (from 0) sees those at
/// risk less l / d of the dying; Breslow: each sees all at risk.
VTRIAL_FUNCTION void add_risk_set(RiskSums const& at_risk, RiskSums const& dying,
                                  std::int32_t events, Ties ties, std::int32_t covariates,
                                  PartialLikelihood& likelihood) {
    for (std::int32_t l = 0; l < events; ++l) {
        double const share =
            ties == Ties::efron ? static_cast<double>(l) / static_cast<double>(events) : 0.0;
        double const weight = at_risk.weight - share * dying.weight;
        likelihood.logarithm -= log_of(weight);
        for (std::int32_t row = 0; row < covariates; ++row) {
            double const mean = (at_risk.first[row] - share * dying.first[row]) / weight;
            likelihood.score[row] -= mean;
            for (std::int32_t column = 0; column <= row; ++column) {
                double const other = (at_risk.first[column] - share * dying.first[column]) / weight;
                std::int32_t const place = row * covariates + column;
                likelihood.information[place] +=
                    (at_risk.second[place] - share * dying.second[place]) / weight - mean * other;
            }
        }
    }
}

VTRIAL_FUNCTION double linear_predictor(CoxPatients const& patients, std::int32_t patient,
                                        double const* coefficient) {
    double sum = 0.0;
    for (std::int32_t k = 0; k < patients.covariates; ++k) {
        sum += coefficient[k] * patients.of(patient)[k];
    }
    return sum;
}

/// Evaluates the likelihood. False where a patient's linear predictor is beyond +-200: no data ask
/// for such coefficients, and the weights would leave the range of a double.
VTRIAL_FUNCTION bool evaluate(CoxPatients const& patients, Ties ties, double const* coefficient,
                              RiskSums& at_risk, RiskSums& dying, PartialLikelihood& likelihood) {
    constexpr double largest_predictor = 200.0;
    std::int32_t const covariates = patients.covariates;
    RiskSums sums{0.0, likelihood.score, likelihood.information};
    clear(sums, covariates);
    likelihood.logarithm = 0.0;
    for (std::int32_t i = 0; i < patients.count;) {
        std::int32_t const first = i;
        if (i == 0 || patients.stratum[i] != patients.stratum[i - 1]) {
            clear(at_risk, covariates);
        }
        clear(dying, covariates);
        std::int32_t events = 0;
        for (; i < patients.count && patients.stratum[i] == patients.stratum[first] &&
               patients.rank[i] == patients.rank[first];
             ++i) {
            double const predictor = linear_predictor(patients, i, coefficient);
            if (predictor > largest_predictor || predictor < -largest_predictor) {
                return false;
            }
            double const weight = exp_of(predictor);
            add_patient(weight, patients.of(i), covariates, at_risk);
            if (patients.event[i] != 0) {
                add_patient(weight, patients.of(i), covariates, dying);
                likelihood.logarithm += predictor;
                for (std::int32_t k = 0; k < covariates; ++k) {
                    likelihood.score[k] += patients.of(i)[k];
                }
                ++events;
            }
        }
        add_risk_set(at_risk, dying, events, ties, covariates, likelihood);
    }
    return true;
}

}  // namespace vtrial::kernels
