#include "validation/reference/myeloma/residual_disease.hpp"

#include <cmath>
#include <optional>

#include "validation/reference/myeloma/time.hpp"
#include "validation/reference/myeloma/treatment.hpp"

namespace vtrial::reference::myeloma {

bool ResidualDiseaseSchedule::is_due(double months, bool complete_response_now,
                                     bool complete_response_before) {
    bool scheduled = false;
    while (passed_ < plan_.scheduled_months.size() && months >= plan_.scheduled_months[passed_]) {
        scheduled = true;
        ++passed_;
    }
    if (plan_.taken == trials::MarrowTaken::in_all_patients) return scheduled;
    bool const first = complete_response_now && !complete_response_before;
    return first || (scheduled && complete_response_before);
}

ResidualDiseaseResult look_at_marrow(trials::ResidualDisease const& plan, double burden,
                                     double months, double error) {
    double const seen =
        std::log10(plan.marrow_share_at_baseline * burden) + plan.log10_error * error;
    return {months, seen, seen < std::log10(plan.threshold)};
}

double sustained_negative_months(std::vector<ResidualDiseaseResult> const& results, double months) {
    std::optional<double> negative_since;
    double const cycles = std::round(months / cycle_months);
    for (ResidualDiseaseResult const& result : results) {
        if (!result.negative) {
            negative_since.reset();
        } else if (!negative_since) {
            negative_since = result.months;
        } else if (std::round((result.months - *negative_since) / cycle_months) >= cycles) {
            return result.months;
        }
    }
    return never_months;
}

}  // namespace vtrial::reference::myeloma
