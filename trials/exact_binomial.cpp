#include "trials/exact_binomial.hpp"

#include <cstddef>

#include "kernels/core/double_precision.hpp"

namespace vtrial::trials {
namespace {

constexpr double tie_tolerance = 1e-9;  ///< relative: rounding of ten thousand terms is below it
constexpr double negligible = 1e-17;    ///< of a tail: what its further terms add to it

/// log(n!) for n = 0, 1, ... most.
std::vector<double> log_factorials(std::int32_t most) {
    std::vector<double> logs{0.0};
    for (std::int32_t n = 1; n <= most; ++n) {
        logs.push_back(logs.back() + kernels::log_of(static_cast<double>(n)));
    }
    return logs;
}

class BinomialTails {
  public:
    BinomialTails(std::int32_t most_patients, double rate)
        : log_factorial_(log_factorials(most_patients)),
          log_rate_(kernels::log_of(rate)),
          log_rest_(kernels::log_of(1.0 - rate)),
          odds_(rate / (1.0 - rate)) {}

    /// P(X >= responders) of so many patients: the sum over what lies above, from its largest term
    /// on where it is the upper tail.
    double above(std::int32_t patients, std::int32_t responders) const {
        double term = probability(patients, responders);
        double tail = 0.0;
        for (std::int32_t x = responders; x <= patients; ++x) {
            tail += term;
            double const ratio = odds_ * (patients - x) / (x + 1);
            term *= ratio;
            if (ratio < 1.0 && term < negligible * tail) {
                break;
            }
        }
        return tail;
    }

  private:
    double probability(std::int32_t patients, std::int32_t responders) const {
        auto const log_of_factorial = [&](std::int32_t n) {
            return log_factorial_[static_cast<std::size_t>(n)];
        };
        return kernels::exp_of(log_of_factorial(patients) - log_of_factorial(responders) -
                               log_of_factorial(patients - responders) + responders * log_rate_ +
                               (patients - responders) * log_rest_);
    }

    std::vector<double> log_factorial_;
    double log_rate_;
    double log_rest_;
    double odds_;
};

}  // namespace

std::vector<std::int32_t> critical_responders(std::int32_t most_patients, double null_rate,
                                              double level_one_sided) {
    BinomialTails const tails(most_patients, null_rate);
    double const most_tail = level_one_sided * (1.0 + tie_tolerance);
    std::vector<std::int32_t> critical{1};
    // a patient more raises the tail of a number of responders, and lowers that of one more
    for (std::int32_t patients = 1; patients <= most_patients; ++patients) {
        std::int32_t fewest = critical.back();
        while (fewest <= patients && tails.above(patients, fewest) > most_tail) {
            ++fewest;
        }
        critical.push_back(fewest);
    }
    return critical;
}

}  // namespace vtrial::trials
