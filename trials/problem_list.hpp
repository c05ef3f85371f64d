// Collects the problems of a study, and words them alike.
#pragma once

#include <initializer_list>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "trials/validate.hpp"

namespace vtrial::trials {

/// The shortest decimal text that reads back as the same number, whatever the locale.
std::string text_of(double number);
std::string text_of(std::vector<double> const& numbers);

/// The text in double quotes.
std::string quoted(std::string_view text);

/// True if no character of the text is a control character, such as a line's end.
bool is_one_line(std::string_view text);

/// True if the text can stand as the name of something in a report.
bool is_label(std::string_view text);

/// What `is_label` accepts, to be told to the user.
inline constexpr char const* label_rule = "must be one line of 1 ... 100 bytes";

/// Texts in double quotes, with commas between.
std::string quoted(std::vector<std::string> const& texts);

/// Names of the analyses, in order.
std::vector<std::string> names_of(std::vector<Analysis> const& analyses);

std::string path_of(Analysis const& analysis, std::string const& key);
std::string path_of(Endpoint const& endpoint, std::string const& key);

/// Key of a trigger in the table of its analysis.
std::string key_of(Analysis const& analysis, CutTrigger const& trigger);

class ProblemList {
  public:
    void add(std::string path, std::string message, std::vector<std::string> rests_on = {}) {
        problems_.push_back({std::move(path), std::move(message), std::move(rests_on)});
    }

    /// "must be LOW ... HIGH, got VALUE" unless low <= value <= high; NaN is outside.
    void require_range(std::string const& path, double value, double low, double high,
                       std::string_view remedy = "");

    /// "must be above 0 and below HIGH, got VALUE" unless 0 < value < high.
    void require_between_zero_and(std::string const& path, double value, double high);

    /// "must be at least 0 and below 1, got VALUE" unless 0 <= value < 1.
    void require_probability_below_one(std::string const& path, double value);

    /// True if nothing was found wrong in these tables of the study, or below them.
    bool is_sound(std::initializer_list<std::string_view> tables) const;

    std::vector<Problem> take() { return std::move(problems_); }

  private:
    std::vector<Problem> problems_;
};

/// Told at `path` where events of the endpoint cannot be waited for: only responders have them.
void refuse_duration_of_response(EndpointKind kind, std::string const& path, ProblemList& problems);

/// Told at `path` where only the disease model has the endpoint, and the study has another model.
void require_disease_model(Study const& study, EndpointKind kind, std::string const& path,
                           ProblemList& problems);

// One function for each room of the study; validate() calls them in the order of the file.
void check_design(Study const& study, ProblemList& problems);
void check_arms(Study const& study, ProblemList& problems);
void check_strata(Study const& study, ProblemList& problems);
void check_biomarkers(Study const& study, ProblemList& problems);
void check_subgroups(Study const& study, ProblemList& problems);
void check_screening(Study const& study, ProblemList& problems);
void check_accrual(Study const& study, ProblemList& problems);
void check_dropout(Study const& study, ProblemList& problems);
void check_assessments(Study const& study, ProblemList& problems);
void check_model(Study const& study, ProblemList& problems);
void check_copula(Study const& study, ProblemList& problems);
void check_myeloma(Study const& study, ProblemList& problems);
void check_regimens(Study const& study, ProblemList& problems);
void check_crossover(Study const& study, ProblemList& problems);
void check_second_randomisation(Study const& study, ProblemList& problems);
void check_responses(Study const& study, ProblemList& problems);
void check_safety(Study const& study, ProblemList& problems);
void check_measurements(Study const& study, ProblemList& problems);
void check_analyses(Study const& study, ProblemList& problems);
void check_endpoints(Study const& study, ProblemList& problems);
/// What compares arms, where there is one.
void check_single_arm(Study const& study, ProblemList& problems);
/// The hierarchy or graph of the endpoints, and whether levels fit it.
void check_multiplicity(Study const& study, ProblemList& problems);
/// After all other checks: whether futility leaves room below efficacy.
void check_boundaries(Study const& study, ProblemList& problems);

/// One trigger of an analysis. `reachable_pfs_events`: expected at the end of the study, where
/// they have a closed form.
void check_trigger(Study const& study, Analysis const& analysis, CutTrigger const& trigger,
                   std::optional<double> reachable_pfs_events, ProblemList& problems);

/// A test; the path is that of its name or table.
void check_test(std::string const& path, Test const& test, Study const& study,
                ProblemList& problems);

/// The group-sequential design of an endpoint that has one.
void check_sequential(Study const& study, Endpoint const& endpoint, ProblemList& problems);

/// What an endpoint counts from, and whether its subgroup goes with that.
void check_from(Study const& study, Endpoint const& endpoint, ProblemList& problems);

/// The censoring rules of an endpoint; the path is theirs.
void check_rules(Study const& study, Endpoint const& endpoint, std::string const& path,
                 ProblemList& problems);

/// A hazard's own values; the path is that of its table.
void check_hazard(std::string const& path, Hazard const& hazard, ProblemList& problems);

/// The multipliers of each factor: the factor exists, one multiplier a level, each in range.
void check_multipliers(std::string const& path,
                       std::map<std::string, std::vector<double>> const& by_level,
                       std::vector<PatientFactor> const& factors, ProblemList& problems);

/// The hazards of both arms and what multiplies them; the path is that of the control's table.
void check_hazard_model(std::string const& path, TransitionModel const& transition,
                        std::vector<PatientFactor> const& factors, ProblemList& problems);

}  // namespace vtrial::trials
