// How a patient feels, by the questionnaire: docs/MYELOMA.md, Quality of life.
#pragma once

#include <map>

#include "trials/myeloma/myeloma_trial.hpp"
#include "trials/study.hpp"
#include "validation/reference/myeloma/draws.hpp"
#include "validation/reference/myeloma/patient.hpp"

namespace vtrial::reference::myeloma {

/// The level, of 13, that is reported of a score from 0 to 100.
int score_level(double score);

/// Answers by the cycles after which they are given; 0 is baseline.
using Answers = std::map<int, int>;

/// The cycles after which the first answer at least so many points below baseline is given, the
/// levels being twelfths of 100; 0: none is.
int first_deterioration(Answers const& answers, double points);

class WellbeingProcess {
  public:
    WellbeingProcess(trials::Wellbeing const& wellbeing, trials::QualityOfLife const& asked,
                     Covariates const& covariates, PatientDraws const& draws);

    /// A cycle, counted from 1, in which or after which the patient may be asked.
    struct Cycle {
        int number = 1;
        bool is_asked = false;  ///< were it time to be
        double mean_burden = 0.0;
        double months_in_line = 0.0;  ///< at its end
        bool on_backbone = false;
        bool is_infected = false;
    };
    void pass(Cycle const& cycle);

    Answers const& answers() const { return answers_; }

  private:
    trials::Wellbeing const& wellbeing_;
    trials::QualityOfLife const& asked_;
    PatientDraws const& draws_;
    double usual_score_;
    double relief_ = 0.0;
    Answers answers_;
};

}  // namespace vtrial::reference::myeloma
