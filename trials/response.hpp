// A binary endpoint, such as minimal residual disease not found: a rate in each arm, assessed once.
#pragma once

#include <map>
#include <string>
#include <vector>

namespace vtrial::trials {

struct Response {
    std::string name;
    double control_rate = 0.0;       ///< of all patients randomised, were none to drop out
    double experimental_rate = 0.0;  ///< likewise; in levels whose odds are multiplied by 1
    double assessed_months = 0.0;    ///< after randomisation
    /// factor name -> one multiplier of the odds, both arms, for each of its levels
    std::map<std::string, std::vector<double>> odds_by_level;
    /// of the normal variable behind the response with the one behind the patient's times; above 0
    /// those who respond live longer
    double correlation = 0.0;

    bool operator==(Response const&) const = default;
};

}  // namespace vtrial::trials
