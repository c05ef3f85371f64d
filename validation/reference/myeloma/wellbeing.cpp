#include "validation/reference/myeloma/wellbeing.hpp"

#include <algorithm>
#include <cmath>

#include "validation/reference/myeloma/time.hpp"

namespace vtrial::reference::myeloma {

int score_level(double score) {
    return static_cast<int>(std::floor(std::clamp(score, 0.0, 100.0) * 12.0 / 100.0 + 0.5));
}

int first_deterioration(Answers const& answers, double points) {
    int const baseline = answers.at(0);
    for (auto const& [cycles, level] : answers) {
        bool const is_worse = (baseline - level) * 100.0 / 12.0 >= points - 1e-9;
        if (cycles > 0 && is_worse) return cycles;
    }
    return 0;
}

WellbeingProcess::WellbeingProcess(trials::Wellbeing const& wellbeing,
                                   trials::QualityOfLife const& asked, Covariates const& covariates,
                                   PatientDraws const& draws)
    : wellbeing_(wellbeing), asked_(asked), draws_(draws) {
    usual_score_ = wellbeing.mean_score +
                   wellbeing.points_per_decade_over_70 * covariates.decades_over_70() +
                   wellbeing.points_per_performance_grade * covariates.grades_over_reference() +
                   wellbeing.sd_between_patients * draws.normal(address::quality_of_life(0, 0));
    answers_[0] = score_level(usual_score_ + wellbeing.sd_within_patient *
                                                 draws.normal(address::quality_of_life(0, 1)));
}

void WellbeingProcess::pass(Cycle const& cycle) {
    double const target = std::max(-1.0, 1.0 - cycle.mean_burden);
    relief_ = target + (relief_ - target) * std::exp(-cycle_months / wellbeing_.recovery_months);
    if (!cycle.is_asked || cycle.number % asked_.every_cycles != 0) return;
    double const noise =
        draws_.normal(address::quality_of_life(static_cast<std::uint32_t>(cycle.number), 0));
    double score =
        usual_score_ + wellbeing_.recovery_points * relief_ + wellbeing_.sd_within_patient * noise;
    if (cycle.on_backbone) {
        score -= wellbeing_.backbone_points *
                 std::exp(-cycle.months_in_line / wellbeing_.backbone_months);
    }
    if (cycle.is_infected) score -= wellbeing_.infection_points;
    answers_[cycle.number] = score_level(score);
}

}  // namespace vtrial::reference::myeloma
