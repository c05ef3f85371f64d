// A patient's course from randomisation to death or the end of follow-up: docs/MYELOMA.md.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>
#include <vector>

#include "trials/myeloma/myeloma_trial.hpp"
#include "validation/reference/myeloma/beside.hpp"
#include "validation/reference/myeloma/draws.hpp"
#include "validation/reference/myeloma/patient.hpp"
#include "validation/reference/myeloma/residual_disease.hpp"
#include "validation/reference/myeloma/response.hpp"
#include "validation/reference/myeloma/treatment.hpp"

namespace vtrial::reference::myeloma {

/// The state at the end of a cycle.
struct CycleState {
    double months = 0.0;
    int line = 1;
    bool in_line = true;
    double exposure = 0.0;  ///< mean effect of the cycle
    double cd38 = 1.0;
    double immune_state = 0.0;
    double burden = 1.0;               ///< relative to randomisation
    double marker = 1.0;               ///< relative to randomisation
    double kill_rate_per_month = 0.0;  ///< daratumumab's
    bool backbone_is_stopped = false;  ///< by toxicity
    bool on_daratumumab = false;
};

/// When what happened, in months from randomisation; never_months where it has not by the horizon.
struct Course {
    Covariates covariates;
    double first_progression_months = never_months;
    double second_progression_months = never_months;
    double next_line_months = never_months;
    double death_months = never_months;
    double dropout_months = never_months;
    double second_months = never_months;        ///< of the second randomisation
    Response best_response = Response::stable;  ///< of the first line, as what follows
    /// when a response of this depth or a deeper one was confirmed, by Response
    std::array<double, response_count> response_months;
    /// the first of the two values that show a partial response or a better one
    double response_began_months = never_months;
    std::vector<ResidualDiseaseResult> residual_disease;
    bool had_later_daratumumab = false;
    AdverseEvents adverse_events;  ///< where asked for, as what follows
    Answers answers;               ///< of the questionnaire
    std::vector<CycleState> cycles;

    double months_to(Response response) const {
        return response_months[static_cast<std::size_t>(response)];
    }
    double progression_free_months() const {
        return std::min(first_progression_months, death_months);
    }
    double second_progression_free_months() const {
        return std::min(second_progression_months, death_months);
    }
    double treatment_free_months() const { return std::min(next_line_months, death_months); }
};

enum class KeepCycles { no, yes };

/// A second randomisation of those who are alive, without progression and respond so well.
struct SecondRandomisation {
    int cycle = 0;  ///< at whose start
    Response response = Response::not_evaluable;
    int arm = -1;  ///< of the patient; -1: would not be randomised again
};

/// `arm`: 0 control, 1 experimental. Draws are by address, so both arms share them. Nothing of what
/// is followed beside the course changes it.
Course course_of(trials::MyelomaTrial const& trial, PatientDraws const& draws, int arm,
                 KeepCycles keep = KeepCycles::no,
                 std::optional<SecondRandomisation> const& second = {}, Beside const& beside = {});

}  // namespace vtrial::reference::myeloma
