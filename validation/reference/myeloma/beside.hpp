// What happens beside a patient's course: adverse events, and how the patient feels.
#pragma once

#include <optional>

#include "trials/myeloma/myeloma_trial.hpp"
#include "validation/reference/myeloma/safety.hpp"
#include "validation/reference/myeloma/treatment.hpp"
#include "validation/reference/myeloma/wellbeing.hpp"

namespace vtrial::reference::myeloma {

/// What is followed.
struct Beside {
    bool has_safety = false;
    std::optional<trials::QualityOfLife> quality_of_life{};  ///< goes with safety
};

/// A cycle of the course, as far as it is known before toxicity stops drugs.
struct CycleOfCourse {
    int cycle = 0;  ///< from 0
    trials::Regimen const* regimen = nullptr;
    double drug_effect = 0.0;
    double mean_burden = 0.0;
    int infusions = 0;
};

struct CauseOfDeath {
    double months = 0.0;           ///< from randomisation
    double treatment_share = 0.0;  ///< of its hazard
    bool is_of_transplant = false;
};

/// The calls of a cycle are in the order of these functions.
class BesideCourse {
  public:
    BesideCourse(trials::MyelomaTrial const& trial, Covariates const& covariates,
                 PatientDraws const& draws, Beside const& followed);

    /// A later line has just started.
    void start_line(Treatment const& treatment, double months);

    /// The concentration at the start of a cycle that begins with a dose of the first line.
    void take_blood(int cycle, double mg_per_litre);

    void die(Treatment const& treatment, int cycle, CauseOfDeath const& cause);

    /// The adverse events of a cycle on the study's treatment: a backbone, or daratumumab of which
    /// the last dose is less than two cycles ago.
    void suffer(Treatment const& treatment, CycleOfCourse const& now);

    /// What has stopped of the first line by the end of the cycle, and how the patient feels.
    void end_cycle(Treatment const& treatment, bool progresses);

    AdverseEvents const& events() const { return events_; }
    Answers answers() const { return wellbeing_ ? wellbeing_->answers() : Answers{}; }

  private:
    static bool is_treated_in(Treatment const& treatment, int cycle);
    void note_stops(Treatment const& treatment, bool progresses);

    std::optional<SafetyProcess> safety_;
    std::optional<WellbeingProcess> wellbeing_;
    bool is_asked_on_;  ///< after progression
    AdverseEvents events_;
    // of the cycle
    CycleOfCourse now_;
    bool is_on_backbone_ = false;
    bool is_treated_ = false;
    bool is_infected_ = false;
};

}  // namespace vtrial::reference::myeloma
