// A study as its author means it: names, months and hazard ratios, before it is lowered to a plan.
//
// Every number keeps the unit in its name. The reader in host/config fills these structures,
// trials/validate.hpp checks what holds between them, trials/lower.hpp turns them into a plan.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "trials/analysis.hpp"
#include "trials/arm.hpp"
#include "trials/assessments.hpp"
#include "trials/crossover.hpp"
#include "trials/endpoint.hpp"
#include "trials/measurement.hpp"
#include "trials/myeloma/myeloma_model.hpp"
#include "trials/population.hpp"
#include "trials/response.hpp"
#include "trials/safety.hpp"
#include "trials/second_randomisation.hpp"

namespace vtrial::trials {

/// Days in a month, everywhere: 365.25 / 12.
inline constexpr double days_per_month = 30.4375;

/// Piecewise-constant arrival of patients for screening, or for randomisation where there is no
/// screening. The last rate continues until all patients are in.
struct Accrual {
    std::vector<double> starts_months{0.0};    ///< increasing, first is 0
    std::vector<double> patients_per_month{};  ///< one a start, >= 0

    bool operator==(Accrual const&) const = default;
};

/// The seven transitions of the illness-death model, each with its own clock.
enum class Transition : std::uint8_t {
    progression,                    ///< randomisation to first progression
    death_before_progression,       ///< randomisation to death, competing with it
    next_line_start,                ///< first progression to next-line therapy: the gap
    death_before_next_line,         ///< first progression to death within the gap
    second_progression,             ///< start of next line to second progression
    death_on_next_line,             ///< start of next line to death, competing with it
    death_after_second_progression  ///< second progression to death
};
inline constexpr std::size_t transition_count = 7;
inline constexpr std::array<char const*, transition_count> transition_names{
    "progression",
    "death_before_progression",
    "next_line_start",
    "death_before_next_line",
    "second_progression",
    "death_on_next_line",
    "death_after_second_progression"};

/// A hazard over the months since the transition's clock started.
///
/// Weibull: cumulative hazard ln 2 * (t / median)^shape. Piecewise constant: rates from each start
/// on; then `shape` is 1 and `median_months` is empty. Either is multiplied by `share`.
struct Hazard {
    std::optional<double> median_months;
    double shape = 1.0;
    std::vector<double> starts_months;    ///< increasing, first is 0
    std::vector<double> rates_per_month;  ///< one a start, >= 0
    double share = 1.0;                   ///< part of the hazard that is this transition's
    double cured_share = 0.0;             ///< patients in whom the transition never happens

    bool operator==(Hazard const&) const = default;
};

/// What the experimental treatment does to a hazard, relative to control.
///
/// The ratio is 1 before `delay_months`, then `hazard_ratio`; between the two waning times it
/// returns to 1 in equal steps of one month at most, and stays there.
struct Effect {
    double hazard_ratio = 1.0;
    double delay_months = 0.0;
    std::optional<double> waning_starts_months;
    std::optional<double> waning_ends_months;
    /// factor name -> one multiplier of `hazard_ratio` for each of its levels
    std::map<std::string, std::vector<double>> modifiers_by_level;

    bool operator==(Effect const&) const = default;
};

struct TransitionModel {
    Hazard control;
    std::optional<Hazard> experimental;  ///< given outright; then the effect is not used
    Effect effect;
    /// factor name -> one hazard multiplier, both arms, for each of its levels
    std::map<std::string, std::vector<double>> prognosis_by_level;

    bool operator==(TransitionModel const&) const = default;
};

struct MultistateModel {
    std::array<TransitionModel, transition_count> transitions;
    /// standard deviation of the log of the frailty that multiplies every hazard but the gap's;
    /// its median is 1
    double frailty_sd = 0.0;

    bool operator==(MultistateModel const&) const = default;
};

enum class CopulaFamily : std::uint8_t { clayton, gumbel, gaussian };
inline constexpr std::array<char const*, 3> copula_family_names{"clayton", "gumbel", "gaussian"};

/// Whether the margins' times are the endpoints, or those of first progression, second progression
/// and death, of which the first that comes ends an endpoint.
enum class CopulaOrder : std::uint8_t { as_given, natural };
inline constexpr std::array<char const*, 2> copula_order_names{"as_given", "natural"};

/// Three times with hazards of their own, their survival functions joined by an exchangeable
/// copula.
struct CopulaModel {
    CopulaFamily family = CopulaFamily::gumbel;
    double kendall_tau = 0.0;  ///< of each two of the times
    CopulaOrder order = CopulaOrder::as_given;
    std::array<TransitionModel, 3> margins;  ///< PFS, PFS2, OS

    bool operator==(CopulaModel const&) const = default;
};

struct Dropout {
    double control_per_year = 0.0;       ///< probability to drop out within a year
    double experimental_per_year = 0.0;  ///< constant hazard -ln(1 - p) / 12 a month

    bool operator==(Dropout const&) const = default;
};

/// One set of assumptions about the truth: a complete study, all overrides applied.
struct Study {
    std::string title;
    std::string published_trial{};  ///< whose published numbers it is to reproduce; empty: none
    /// [0] control, [1] experimental, whatever their order in the file; of a single-arm study the
    /// control has ratio 0 and no label
    std::array<Arm, 2> arms;
    std::vector<PatientFactor> factors;     ///< of stratification; strata are all combinations
    std::vector<PatientFactor> biomarkers;  ///< neither randomised nor tested by
    std::vector<Subgroup> subgroups;
    int block_size = 4;  ///< permuted blocks within strata
    int patients = 0;
    Accrual accrual;
    Screening screening;
    Dropout dropout;
    std::optional<Assessments> assessments;  ///< empty: progression is seen when it comes
    MultistateModel model;
    std::optional<CopulaModel> copula;    ///< instead of the multistate model
    std::optional<MyelomaModel> myeloma;  ///< likewise
    std::optional<Crossover> crossover;
    std::optional<SecondRandomisation> second_randomisation;
    std::vector<Response> responses;
    std::vector<SafetyEntry> safety{};               ///< of the disease model
    std::optional<QualityOfLife> quality_of_life{};  ///< likewise
    std::vector<Measurement> measurements{};         ///< likewise
    std::vector<Endpoint> endpoints;
    std::vector<Analysis> analyses;
    std::vector<std::string> hierarchy;      ///< endpoint names: each waits for the one before
    std::optional<MultiplicityGraph> graph;  ///< instead of a hierarchy
    double alpha_one_sided = 0.025;  ///< level of the study, and of every test that decides nothing
    double maximum_months = 0.0;     ///< calendar month at which the study ends at the latest
    std::uint64_t seed = 1;

    bool operator==(Study const&) const = default;
};

/// Whether a study has but one arm, the experimental one.
inline bool is_single_arm(Study const& study) { return study.arms[0].ratio == 0; }

/// The hazards that the study's model is made of: the transitions' or the margins'. The disease
/// model states none.
inline std::span<TransitionModel const> hazard_models(Study const& study) {
    if (study.myeloma) {
        return {};
    }
    if (study.copula) {
        return study.copula->margins;
    }
    return study.model.transitions;
}
inline std::span<TransitionModel> hazard_models(Study& study) {
    if (study.myeloma) {
        return {};
    }
    if (study.copula) {
        return study.copula->margins;
    }
    return study.model.transitions;
}

struct Scenario {
    std::string name;
    std::string description;
    Study study;

    bool operator==(Scenario const&) const = default;
};

/// A study file: its scenarios in order, and how long to simulate.
struct StudyFile {
    std::string name;  ///< of the file, without folder and suffix
    std::string title;
    std::vector<Scenario> scenarios;
    std::int64_t replicates = 10000;
    /// Scenarios are a sample, all of the same weight: the results have their means, too.
    bool has_summary_over_scenarios = false;

    bool operator==(StudyFile const&) const = default;
};

}  // namespace vtrial::trials
