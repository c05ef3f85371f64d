// An endpoint of a study: how it is tested, when it is rejected, when it is given up.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "trials/assessments.hpp"

namespace vtrial::trials {

/// A time from randomisation on, or one of the study's responses.
enum class EndpointKind : std::uint8_t { PFS, PFS2, OS, TTNT, DOR, TTD, response };
/// The times. TTNT, time to next treatment, ends with the start of the next line of therapy or
/// death before it. DOR, duration of response, goes from a patient's first response of at least PR
/// to progression or death; only responders have it, and no event of it triggers an analysis. TTD,
/// time to deterioration, ends with the first answer so far below the one at baseline.
inline constexpr std::array<char const*, 6> endpoint_names{"PFS",  "PFS2", "OS",
                                                           "TTNT", "DOR",  "TTD"};
inline constexpr std::size_t usual_endpoints = 3;  ///< the first of them, which every model has

/// Whether only the disease model tells when it comes.
constexpr bool needs_disease_model(EndpointKind kind) {
    return kind >= EndpointKind::TTNT && kind <= EndpointKind::TTD;
}

/// A test of the experimental against the control arm; of a single arm (tests_one_arm) against
/// what is known of other patients.
enum class TestKind : std::uint8_t {
    logrank,
    cox,
    weighted,
    maxcombo,
    rmst,
    milestone,
    one_sample_logrank,
    rate_difference,  ///< this and the following: of responses, the others of times
    cochran_mantel_haenszel,
    exact_binomial
};
inline constexpr std::array<char const*, 10> test_kind_names{
    "logrank", "cox",           "weighted",           "maxcombo",
    "rmst",    "milestone",     "one_sample_logrank", "rate_difference",
    "cmh",     "exact_binomial"};

/// Whether a test is of a response, not of a time.
constexpr bool tests_rates(TestKind kind) { return kind >= TestKind::rate_difference; }
/// Whether a test is of the patients of a single-arm study.
constexpr bool tests_one_arm(TestKind kind) {
    return kind == TestKind::one_sample_logrank || kind == TestKind::exact_binomial;
}
/// Whether there is a plain and a stratified test of a kind.
constexpr bool has_strata(TestKind kind) { return kind < TestKind::rmst; }

struct Test {
    TestKind kind = TestKind::logrank;
    bool stratified = false;  ///< where has_strata(kind); cmh always is
    double rho = 0.0;         ///< weighted: S^rho (1 - S)^gamma, S the pooled Kaplan-Meier
    double gamma = 0.0;       ///< weighted
    double months = 0.0;      ///< rmst: the horizon; milestone: when survival is compared
    /// The null hypothesis: the hazard ratio is at least this (logrank, cox; empty: 1), or the
    /// difference of RMST in months, of survival or of rates is at most minus this (empty: 0).
    std::optional<double> margin;
    /// exact_binomial: no more than this share respond; one_sample_logrank: the median in months of
    /// the exponential distribution that the time has
    double null_value = 0.0;

    bool operator==(Test const&) const = default;
};

/// Its name in result files: kind, parameters, `_stratified`, such as `weighted(0,1)_stratified`.
std::string name_of(Test const& test);

/// The test of this name; empty if no test has it. Its numbers may be out of range.
std::optional<Test> test_named(std::string_view name);

/// How the one-sided level of an endpoint, or the error of a futility rule, is spread over its
/// analyses.
enum class SpendingKind : std::uint8_t {
    lan_demets_obrien_fleming,
    lan_demets_pocock,
    hwang_shih_decani,  ///< parameter: gamma
    power,              ///< parameter: rho
    user,               ///< cumulative shares, one an analysis
    obrien_fleming,     ///< the three classics have bounds of given shape, not spending functions
    pocock,
    wang_tsiatis  ///< parameter: delta
};
inline constexpr std::array<char const*, 8> spending_kind_names{"lan_demets_obrien_fleming",
                                                                "lan_demets_pocock",
                                                                "hwang_shih_decani",
                                                                "power",
                                                                "user",
                                                                "obrien_fleming",
                                                                "pocock",
                                                                "wang_tsiatis"};
/// What the parameter of each kind is called; null where there is none.
inline constexpr std::array<char const*, 8> spending_parameter_names{
    nullptr, nullptr, "gamma", "rho", nullptr, nullptr, nullptr, "delta"};

/// Whether bounds have a given shape: they cannot follow the events that a trial happens to have.
constexpr bool is_classical(SpendingKind kind) {
    return kind == SpendingKind::obrien_fleming || kind == SpendingKind::pocock ||
           kind == SpendingKind::wang_tsiatis;
}

struct Spending {
    SpendingKind kind = SpendingKind::lan_demets_obrien_fleming;
    double parameter = 0.0;
    std::vector<double> cumulative{};  ///< user: levels spent by each analysis, the last the total

    bool operator==(Spending const&) const = default;
};

/// When an endpoint is given up: -z falls below a bound.
struct Futility {
    bool is_binding = false;  ///< efficacy bounds count on it
    /// beta spending, with the error to spend; empty: `bounds_z`
    std::optional<Spending> spending;
    double beta = 0.1;
    /// true where the error is spent; empty: where the design has power 1 - beta
    std::optional<double> hazard_ratio;
    /// analysis name -> bound on -z
    std::map<std::string, double> bounds_z;

    bool operator==(Futility const&) const = default;
};

/// A group-sequential design of one endpoint.
struct SequentialDesign {
    Spending spending;
    /// events, or of a response the patients assessed, that are planned at each analysis that tests
    /// the endpoint; information is counted in them
    std::map<std::string, int> planned_events;
    std::optional<Futility> futility;

    bool operator==(SequentialDesign const&) const = default;
};

struct Endpoint {
    EndpointKind kind = EndpointKind::PFS;
    std::string population;  ///< name of the subgroup whose patients are analysed; empty: all
    Test deciding_test;
    std::vector<Test> further_tests;  ///< beside log-rank and Cox, which are always made
    /// analysis name -> nominal one-sided level
    std::map<std::string, double> levels_one_sided;
    /// instead of levels; with neither, the endpoint is described, not decided
    std::optional<SequentialDesign> sequential;
    /// its level, where there is neither hierarchy nor graph
    std::optional<double> alpha_one_sided;
    /// of PFS where there are assessments: the first decides, all are described; empty: fda
    std::vector<CensoringRule> rules{};
    std::string response{};  ///< its name, of that kind
    /// name of the second randomisation, from which it counts and whose arms it compares; empty:
    /// the first
    std::string from{};

    bool is_from_second() const { return !from.empty(); }
    constexpr bool is_response() const { return kind == EndpointKind::response; }

    /// Whether its null hypothesis can be rejected.
    bool is_decided() const { return sequential || !levels_one_sided.empty(); }

    bool operator==(Endpoint const&) const = default;
};

/// The key of a study file that plans what its information is counted in.
constexpr char const* planned_key(Endpoint const& endpoint) {
    return endpoint.is_response() ? "planned_patients" : "planned_events";
}

/// What is measured: `PFS`, `PFS_from_maintenance`, or the name of the response.
std::string measure_of(Endpoint const& endpoint);

/// Its name within a study, such as `PFS`, or `PFS in high_risk` where not all patients are
/// analysed.
std::string name_of(Endpoint const& endpoint);

/// A graph of endpoints that pass their level on (Bretz, Maurer, Brannath and Posch, Statistics in
/// Medicine 28 (2009) 586-604). A hierarchy is one whose first has all the weight.
struct MultiplicityGraph {
    std::map<std::string, double> weights;  ///< endpoint name -> share of the design's level
    /// endpoint name -> to whom its level goes when it is rejected, in shares
    std::map<std::string, std::map<std::string, double>> transitions;

    bool operator==(MultiplicityGraph const&) const = default;
};

}  // namespace vtrial::trials
