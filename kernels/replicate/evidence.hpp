// Evidence: what the data of a look say of a hypothesis, whether it is about a time or a response.
#pragma once

#include "kernels/replicate/outcome.hpp"

namespace vtrial::kernels {

/// Responders of those assessed, the same number wherever it is worked out; 0 of none.
VTRIAL_FUNCTION double response_rate(std::int32_t responders, std::int32_t patients) {
    return patients > 0 ? static_cast<double>(responders) / static_cast<double>(patients) : 0.0;
}

/// Whether the test of a hypothesis on an estimand is stratified, so that Cox's estimate beside it
/// is.
VTRIAL_FUNCTION std::int32_t stratification_of(Plan const& plan, HypothesisPlan const& hypothesis) {
    std::int32_t const further = hypothesis.test - first_further_test;
    return further < 0 ? hypothesis.test % 2
                       : plan.estimand[hypothesis.estimand].further[further].stratified;
}

/// z of a test of an estimand, by its number (plan.hpp); negative favours the experimental arm.
VTRIAL_FUNCTION double z_of(EstimandOutcome const& outcome, std::int32_t test) {
    if (test >= first_further_test) {
        return outcome.further[test - first_further_test].z;
    }
    TestOutcome const& made = outcome.test[test % stratification_count];
    if (test < cox_test) {
        return made.z;
    }
    return made.hr_exists != 0 ? made.log_hr / made.standard_error : 0.0;  // Wald's
}

/// z of the test of a hypothesis at a look; negative favours the experimental arm. Of the exact
/// binomial test minus the rate of response, which its bounds are made of too.
VTRIAL_FUNCTION double z_of(LookOutcome const& look, HypothesisPlan const& hypothesis) {
    if (hypothesis.response >= 0) {
        ResponseOutcome const& response = look.response[hypothesis.response];
        if (hypothesis.test == exact_binomial_test) {
            return -response_rate(response.responders[1], response.patients[1]);
        }
        return hypothesis.test == rate_test ? response.difference.z : response.stratified.z;
    }
    return z_of(look.estimand[hypothesis.estimand], hypothesis.test);
}

/// What is estimated beside the test of a hypothesis: the log hazard ratio by Cox, or the
/// difference of the rates.
struct EffectEstimate {
    double value;
    double standard_error;
    std::int32_t exists;
};

VTRIAL_FUNCTION EffectEstimate effect_of(Plan const& plan, LookOutcome const& look,
                                         HypothesisPlan const& hypothesis) {
    if (hypothesis.response >= 0) {
        FurtherTestOutcome const& difference = look.response[hypothesis.response].difference;
        return {difference.estimate, difference.standard_error, difference.exists};
    }
    TestOutcome const& fit =
        look.estimand[hypothesis.estimand].test[stratification_of(plan, hypothesis)];
    return {fit.log_hr, fit.standard_error, fit.hr_exists};
}

/// The information of a hypothesis at a look: events, or patients assessed for a response.
VTRIAL_FUNCTION std::int32_t information_of(LookOutcome const& look,
                                            HypothesisPlan const& hypothesis) {
    if (hypothesis.response >= 0) {
        ResponseOutcome const& response = look.response[hypothesis.response];
        return response.patients[0] + response.patients[1];
    }
    EstimandOutcome const& estimand = look.estimand[hypothesis.estimand];
    return estimand.events[0] + estimand.events[1];
}

}  // namespace vtrial::kernels
