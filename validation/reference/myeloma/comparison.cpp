#include "validation/reference/myeloma/comparison.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <fstream>
#include <map>
#include <sstream>
#include <stdexcept>

#include "trials/myeloma/maia.hpp"
#include "trials/myeloma/pollux.hpp"

namespace vtrial::reference::myeloma {
namespace {

/// Both arms of a trial.
struct SimulatedTrial {
    trials::MyelomaTrial trial;
    std::array<std::vector<EnrolledPatient>, 2> arms;
};

trials::MyelomaTrial trial_named(std::string const& name) {
    for (trials::MyelomaTrial const& trial : {trials::maia(), trials::pollux()}) {
        if (trial.name == name) return trial;
    }
    throw std::invalid_argument("no trial " + name);
}

MyelomaEndpoint endpoint_named(std::string const& name) {
    static std::map<std::string, MyelomaEndpoint> const endpoints{
        {"pfs", MyelomaEndpoint::pfs},
        {"pfs2", MyelomaEndpoint::pfs2},
        {"next_treatment", MyelomaEndpoint::next_treatment},
        {"os", MyelomaEndpoint::os}};
    return endpoints.at(name);
}

Response response_named(std::string const& name) {
    static std::map<std::string, Response> const responses{
        {"partial", Response::partial},
        {"very_good_partial", Response::very_good_partial},
        {"complete", Response::complete}};
    return responses.at(name);
}

Estimate in_per_cent(Estimate const& share) {
    return {100.0 * share.value, 100.0 * share.standard_error};
}

Estimate estimate(SimulatedTrial const& simulated, TrialNumber const& number) {
    trials::MyelomaTrial const& trial = simulated.trial;
    auto const& patients = simulated.arms[number.arm == "experimental" ? 1 : 0];
    if (number.quantity == "median") {
        return median_survival(follow(trial, patients, endpoint_named(number.of)));
    }
    if (number.quantity == "survival") {
        auto const times = follow(trial, patients, endpoint_named(number.of));
        return in_per_cent(survival_at(times, std::stod(number.months)));
    }
    if (number.quantity == "hazard_ratio") {
        auto const cut = [&](std::vector<EnrolledPatient> const& arm) {
            return follow_to_cut(trial, arm, endpoint_named(number.of), std::stod(number.months));
        };
        return hazard_ratio(cut(simulated.arms[0]), cut(simulated.arms[1]));
    }
    if (number.quantity == "response") {
        return in_per_cent(response_share(patients, response_named(number.of)));
    }
    if (number.quantity == "mrd_negative") {
        double const before = number.months.empty() ? never_months : std::stod(number.months);
        return in_per_cent(residual_disease_negative_share(patients, before));
    }
    if (number.quantity == "later_daratumumab") {
        return in_per_cent(later_daratumumab_share(patients));
    }
    throw std::invalid_argument("no quantity " + number.quantity);
}

std::vector<std::string> fields_of(std::string const& line) {
    std::vector<std::string> fields;
    std::istringstream stream(line);
    for (std::string field; std::getline(stream, field, ',');) fields.push_back(field);
    return fields;
}

}  // namespace

std::vector<TrialNumber> read_trial_numbers(std::string const& path) {
    std::ifstream stream(path);
    if (!stream) throw std::runtime_error("cannot read " + path);
    std::vector<TrialNumber> numbers;
    std::string line;
    std::getline(stream, line);  // the header
    while (std::getline(stream, line)) {
        auto const field = fields_of(line);
        numbers.push_back({field.at(0), field.at(1), field.at(2), field.at(3), field.at(4),
                           field.at(5), field.at(6), std::stod(field.at(7))});
    }
    return numbers;
}

double ComparedNumber::standard_errors_apart() const {
    double const difference = std::fabs(simulated.value - number.prototype);
    return std::max(0.0, difference - half_unit) / (std::sqrt(2.0) * simulated.standard_error);
}

std::vector<ComparedNumber> compare(std::vector<TrialNumber> const& numbers, Draws const& draws,
                                    std::uint32_t patients) {
    std::map<std::string, SimulatedTrial> trials_by_name;
    std::vector<ComparedNumber> compared;
    for (TrialNumber const& number : numbers) {
        auto const [entry, is_new] = trials_by_name.try_emplace(number.trial);
        SimulatedTrial& simulated = entry->second;
        if (is_new) {
            simulated.trial = trial_named(number.trial);
            for (int arm = 0; arm < 2; ++arm) {
                simulated.arms[static_cast<std::size_t>(arm)] =
                    simulate_arm(simulated.trial, draws, patients, arm);
            }
        }
        double const half_unit = number.quantity == "hazard_ratio" ? 0.0005 : 0.05;
        compared.push_back({number, estimate(simulated, number), half_unit});
    }
    return compared;
}

}  // namespace vtrial::reference::myeloma
