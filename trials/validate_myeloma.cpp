// The disease model: the range of each parameter, and what must hold between several.
#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

#include "trials/limits.hpp"
#include "trials/myeloma/lower_myeloma.hpp"
#include "trials/myeloma/myeloma_fields.hpp"
#include "trials/problem_list.hpp"

namespace vtrial::trials {
namespace {

/// Holds every field against its range.
class RangeCheck {
  public:
    RangeCheck(std::string path, ProblemList& problems)
        : path_(std::move(path)), problems_(problems) {}

    void number(char const* key, double value, Range range, Stated = {}) {
        problems_.require_range(path_of(key), value, range.low, range.high);
    }
    void integer(char const* key, int value, WholeRange range, Stated = {}) {
        problems_.require_range(path_of(key), value, range.low, range.high);
    }
    void optional_integer(char const* key, std::optional<int> const& value, WholeRange range) {
        if (value) {
            integer(key, *value, range);
        }
    }
    void optional_number(char const* key, std::optional<double> const& value, Range range) {
        if (value) {
            number(key, *value, range);
        }
    }
    template <class Numbers>
    void numbers(char const* key, Numbers const& values, Range range, Stated = {}) {
        for (double const value : values) {
            number(key, value, range);
        }
    }
    template <class Choice, class Names>
    void choice(char const*, Choice const&, Names const&) {}  // the type allows no other
    template <class Structure>
    void table(char const* key, Structure const& structure, Stated = {}) {
        RangeCheck below(path_of(key), problems_);
        visit_fields(below, structure);
    }
    template <class Structure>
    void optional_table(char const* key, std::optional<Structure> const& structure) {
        if (structure) {
            table(key, *structure);
        }
    }
    template <class Structure>
    void tables(char const* key, std::vector<Structure> const& structures) {
        for (std::size_t index = 0; index < structures.size(); ++index) {
            table((std::string(key) + "[" + std::to_string(index) + "]").c_str(),
                  structures[index]);
        }
    }
    template <class Structure>
    void choose_defaults(Structure const&) {}

  private:
    std::string path_of(std::string const& key) const { return path_ + "." + key; }

    std::string path_;
    ProblemList& problems_;
};

/// Told at `path` unless the numbers, at the paths beside it, do not decrease.
void require_order(std::string const& table, std::array<char const*, 3> const& keys,
                   std::array<double, 3> const& values, ProblemList& problems) {
    if (values[0] <= values[1] && values[1] <= values[2]) {
        return;
    }
    problems.add(table + "." + keys[1],
                 "must lie between " + std::string(keys[0]) + " and " + keys[2] + ", " +
                     text_of(values[0]) + " ... " + text_of(values[2]) + ", got " +
                     text_of(values[1]),
                 {table + "." + keys[0], table + "." + keys[2]});
}

void require_sum_of_one(std::string const& path, double sum, ProblemList& problems) {
    if (!(std::fabs(sum - 1.0) <= limits::prevalence_sum_tolerance)) {
        problems.add(path, "must sum to 1, got " + text_of(sum));
    }
}

void require_at_most_one(std::string const& table, std::array<char const*, 2> const& keys,
                         double sum, ProblemList& problems) {
    if (!(sum <= 1.0 + limits::prevalence_sum_tolerance)) {
        problems.add(table + "." + keys[1],
                     "must sum to at most 1 with " + std::string(keys[0]) + ", got " + text_of(sum),
                     {table + "." + keys[0]});
    }
}

void check_prior_lines(std::vector<PriorLinesShare> const& entries, ProblemList& problems) {
    std::string const path = "model.population.prior_lines";
    double sum = 0.0;
    for (auto entry = entries.begin(); entry != entries.end(); ++entry) {
        sum += entry->share;
        if (std::any_of(entries.begin(), entry,
                        [&](auto const& before) { return before.lines == entry->lines; })) {
            problems.add(path, "must state each number of lines once, got " +
                                   std::to_string(entry->lines) + " twice");
        }
    }
    require_sum_of_one(path, sum, problems);
}

void check_baseline(std::string const& key, BaselineMarker const& marker, ProblemList& problems) {
    require_order("model.population.measurable." + key, {"smallest", "median", "largest"},
                  {marker.smallest, marker.median, marker.largest}, problems);
}

/// Who is enrolled must not be a tail so thin that its ages are all the same.
void check_age(AgeDistribution const& age, ProblemList& problems) {
    constexpr double least_share = 0.001;
    std::string const table = "model.population.age.";
    if (!(age.youngest_years < age.oldest_years)) {
        problems.add(table + "youngest_years",
                     "must be below oldest_years, " + text_of(age.oldest_years) + ", got " +
                         text_of(age.youngest_years),
                     {table + "oldest_years"});
    } else if (!(share_enrolled(age) >= least_share)) {
        problems.add(
            table + "mean_years",
            "and sd_years must leave at least 0.1 % of patients between youngest_years and "
            "oldest_years, " +
                text_of(age.youngest_years) + " ... " + text_of(age.oldest_years) + ", got " +
                text_of(age.mean_years),
            {table + "youngest_years", table + "oldest_years", table + "sd_years"});
    }
}

void check_patients(MyelomaPopulation const& population, ProblemList& problems) {
    std::string const table = "model.population";
    AgeDistribution const& age = population.age;
    check_age(age, problems);
    auto const sum = [](auto const& shares) {
        return std::accumulate(shares.begin(), shares.end(), 0.0);
    };
    require_sum_of_one(table + ".stage_shares", sum(population.stage_shares), problems);
    require_sum_of_one(table + ".performance_shares", sum(population.performance_shares), problems);
    check_prior_lines(population.prior_lines, problems);
    ImmunoglobulinTypes const& types = population.immunoglobulin;
    require_at_most_one(table + ".immunoglobulin", {"igg_share", "iga_share"},
                        types.igg_share + types.iga_share, problems);
    MeasurableDisease const& measurable = population.measurable;
    require_at_most_one(
        table + ".measurable",
        {"urine_share_of_light_chain", "free_light_chain_share_of_light_chain"},
        measurable.urine_share_of_light_chain + measurable.free_light_chain_share_of_light_chain,
        problems);
    check_baseline("serum_g_per_dl", measurable.serum_g_per_dl, problems);
    check_baseline("urine_mg_per_day", measurable.urine_mg_per_day, problems);
    check_baseline("free_light_chain_mg_per_litre", measurable.free_light_chain_mg_per_litre,
                   problems);
}

void check_response(std::string const& key, Marker const& marker, ProblemList& problems) {
    require_order("model.assessment.response." + key,
                  {"very_good_response_share", "partial_response_share", "minimal_response_share"},
                  {marker.very_good_response_share, marker.partial_response_share,
                   marker.minimal_response_share},
                  problems);
}

void check_residual_disease(ResidualDisease const& residual, ProblemList& problems) {
    auto const& months = residual.scheduled_months;
    if (std::adjacent_find(months.begin(), months.end(), std::greater_equal<>()) != months.end()) {
        problems.add("model.assessment.residual_disease.scheduled_months",
                     "must increase, got " + text_of(months));
    }
}

/// What the disease model says itself; a study would say it twice.
void refuse_crossover(Study const& study, ProblemList& problems) {
    if (study.crossover) {
        problems.add("crossover",
                     "does not go with model.type = \"myeloma\", where "
                     "model.next_lines.daratumumab_if_sensitive says who has daratumumab later; "
                     "drop it");
    }
}

/// A study's own visits say when a progression is seen; the model's then say only when it can be.
void check_own_visits(Study const& study, ProblemList& problems) {
    double const width = study.myeloma->assessment.visits.phase_width_cycles;
    if (!study.assessments) {
        return;
    }
    if (width != 0.0) {
        problems.add(
            "model.assessment.visits.phase_width_cycles",
            "must be 0 with [assessments], whose visits date progressions, got " + text_of(width),
            {"assessments"});
    }
    for (Endpoint const& endpoint : study.endpoints) {
        if (endpoint.kind == EndpointKind::DOR) {
            problems.add("endpoints.DOR.name",
                         "is DOR, which does not go with [assessments]: it ends with PFS as the "
                         "disease model itself sees it; drop one of them",
                         {"assessments"});
        }
    }
}

}  // namespace

void check_myeloma(Study const& study, ProblemList& problems) {
    MyelomaModel const& model = *study.myeloma;
    RangeCheck ranges("model", problems);
    visit_fields(ranges, model);
    check_patients(model.population, problems);
    ResistantClone const& clone = model.disease.resistant_clone;
    require_order("model.disease.resistant_clone", {"smallest_share", "largest_share", "1"},
                  {clone.smallest_share, clone.largest_share, 1.0}, problems);
    check_regimens(study, problems);
    check_response("serum", model.assessment.response.serum, problems);
    check_response("urine", model.assessment.response.urine, problems);
    check_response("free_light_chain", model.assessment.response.free_light_chain, problems);
    check_residual_disease(model.assessment.residual_disease, problems);
    double const longest = longest_myeloma_study(model);
    if (study.maximum_months > longest) {
        problems.add("design.maximum_months",
                     "must be at most " + text_of(longest) +
                         " with model.type = \"myeloma\", got " + text_of(study.maximum_months),
                     {"model.assessment.visits.later_every_cycles"});
    }
    refuse_crossover(study, problems);
    check_own_visits(study, problems);
}

}  // namespace vtrial::trials
