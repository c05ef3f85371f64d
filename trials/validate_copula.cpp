// The copula model.
#include "trials/limits.hpp"
#include "trials/problem_list.hpp"
#include "trials/profiles.hpp"

namespace vtrial::trials {

void check_copula(Study const& study, ProblemList& problems) {
    double const tau = study.copula->kendall_tau;
    if (!(tau == 0.0 ||
          (tau >= limits::smallest_kendall_tau && tau <= limits::largest_kendall_tau))) {
        problems.add("model.kendall_tau", "must be 0, which is independence, or " +
                                              text_of(limits::smallest_kendall_tau) + " ... " +
                                              text_of(limits::largest_kendall_tau) + ", got " +
                                              text_of(tau));
    }
    std::vector<PatientFactor> const factors = patient_factors(study);
    for (std::size_t index = 0; index < study.copula->margins.size(); ++index) {
        check_hazard_model(std::string("model.") + endpoint_names[index],
                           study.copula->margins[index], factors, problems);
    }
}

}  // namespace vtrial::trials
