// The disease model in a study: what is judged of it, and what other parts make of such a study.
#include <gtest/gtest.h>

#include <set>
#include <string>

#include "tests/support/example_studies.hpp"
#include "trials/closed_form.hpp"
#include "trials/lower.hpp"
#include "trials/myeloma/lower_myeloma.hpp"
#include "trials/myeloma/maia.hpp"
#include "trials/myeloma/myeloma_fields.hpp"
#include "trials/true_hazard_ratio.hpp"
#include "trials/validate.hpp"

namespace vtrial::trials {
namespace {

/// A study without faults.
Study good_study() {
    Study study = examples::biomarker_study();
    study.biomarkers.clear();
    study.subgroups.clear();
    study.screening = {};
    study.model = {};
    study.myeloma = maia();
    Analysis analysis;
    analysis.name = "final";
    analysis.triggers.front().months = 60.0;
    study.analyses = {analysis};
    study.endpoints = {Endpoint{}};
    return study;
}

/// Sets every number below its range, and counts them.
class Spoiler {
  public:
    void number(char const*, double& field, Range range, Stated = {}) {
        field = range.low - 1.0;
        ++count;
    }
    void integer(char const*, int& field, WholeRange range, Stated = {}) {
        field = range.low - 1;
        ++count;
    }
    template <class Field>
    void optional_integer(char const* key, Field& field, WholeRange range) {
        integer(key, field.emplace(), range);
    }
    template <class Field>
    void optional_number(char const* key, Field& field, Range range) {
        number(key, field.emplace(), range);
    }
    template <class Field>
    void numbers(char const* key, Field& field, Range range, Stated = {}) {
        number(key, field[0], range);
    }
    template <class Field, class Names>
    void choice(char const*, Field&, Names const&) {}
    template <class Structure>
    void table(char const*, Structure& structure, Stated = {}) {
        visit_fields(*this, structure);
    }
    template <class Structure>
    void optional_table(char const*, std::optional<Structure>& structure) {
        visit_fields(*this, structure.emplace());
    }
    template <class Structure>
    void tables(char const*, std::vector<Structure>& structures) {
        structures.resize(1);
        visit_fields(*this, structures[0]);
    }
    template <class Structure>
    void choose_defaults(Structure const&) {}

    std::size_t count = 0;
};

TEST(ValidateMyeloma, PassesABuiltInTrial) { EXPECT_TRUE(validate(good_study()).empty()); }

TEST(ValidateMyeloma, HoldsEveryNumberAgainstItsRange) {
    Study study = good_study();
    Spoiler spoiler;
    visit_fields(spoiler, *study.myeloma);
    std::set<std::string> out_of_range;
    for (Problem const& problem : validate(study)) {
        if (problem.path.starts_with("model.") &&
            problem.message.find(" ... ") != problem.message.npos &&
            problem.message.starts_with("must be ")) {
            out_of_range.insert(problem.path);
        }
    }
    EXPECT_EQ(out_of_range.size(), spoiler.count);
    EXPECT_GT(spoiler.count, 150U);
    EXPECT_TRUE(out_of_range.contains("model.population.prior_lines[0].share"));
    EXPECT_TRUE(out_of_range.contains("model.regimens.control.daratumumab.phases[0].every_weeks"));
}

TEST(ValidateMyeloma, ResponsesFollowFromTheModel) {
    Study study = good_study();
    Response& response = study.responses.emplace_back();
    response.name = "MRD";
    response.control_rate = 0.1;
    response.experimental_rate = 0.3;
    response.assessed_months = 12.0;
    auto const problems = validate(study);
    ASSERT_EQ(problems.size(), 1U);
    EXPECT_EQ(problems[0].path, "responses.MRD.measure");
    study.responses = {{.name = "MRD", .measure = ResponseMeasure::mrd_negative}};
    EXPECT_TRUE(validate(study).empty());
}

TEST(ValidateMyeloma, EndsBeforeTheTablesOfItsCyclesDo) {
    Study study = good_study();
    // 160 cycles, less the visit after the last one and half a cycle, rounded up
    study.maximum_months = longest_myeloma_study(*study.myeloma);
    EXPECT_NEAR(study.maximum_months, 157 * 28 / days_per_month, 0.1);
    EXPECT_TRUE(validate(study).empty());
    EXPECT_EQ(lower(study).plan.myeloma[0].cycles, kernels::most_myeloma_cycles);
    study.maximum_months += 0.1;
    auto const problems = validate(study);
    ASSERT_EQ(problems.size(), 1U);
    EXPECT_EQ(problems[0].path, "design.maximum_months");
}

TEST(ValidateMyeloma, TimeToNextTreatmentNeedsTheModel) {
    Study study = good_study();
    study.endpoints.front().kind = EndpointKind::TTNT;
    Analysis& analysis = study.analyses.emplace_back(study.analyses.front());
    analysis.name = "events";
    analysis.triggers = {{Trigger::events, EndpointKind::TTNT, 100, 0.0}};
    EXPECT_TRUE(validate(study).empty());
    EXPECT_EQ(lower(study).plan.estimand[0].endpoint, kernels::Endpoint::TTNT);
    study.myeloma.reset();
    study.model = examples::rich_study().model;
    std::set<std::string> paths;
    for (Problem const& problem : validate(study)) {
        paths.insert(problem.path);
    }
    EXPECT_EQ(paths, (std::set<std::string>{"analyses.events.events", "endpoints.TTNT.name"}));
}

TEST(ValidateMyeloma, VisitsOfTheStudyDateProgressionsOnce) {
    Study study = good_study();
    study.assessments = Assessments{{{28, std::nullopt}}, 0.0, 0.0, 0.0, 0.0};
    study.endpoints.front().rules = {CensoringRule::fda, CensoringRule::treatment_policy};
    auto const paths_of = [&] {
        std::set<std::string> paths;
        for (Problem const& problem : validate(study)) {
            paths.insert(problem.path);
        }
        return paths;
    };
    EXPECT_EQ(paths_of(), std::set<std::string>{"model.assessment.visits.phase_width_cycles"});
    study.myeloma->assessment.visits.phase_width_cycles = 0.0;
    EXPECT_EQ(paths_of(), std::set<std::string>{});
    study.endpoints.emplace_back().kind = EndpointKind::DOR;
    EXPECT_EQ(paths_of(), std::set<std::string>{"endpoints.DOR.name"});
}

TEST(ValidateMyeloma, SuchAStudyHasNoClosedForm) {
    Study study = good_study();
    EXPECT_FALSE(constant_pfs_hazard_per_month(study, ArmRole::control));
    EXPECT_FALSE(true_log_hazard_ratio(study, Endpoint{}));
    EXPECT_FALSE(has_no_effect(study));
    study.myeloma->regimens[1] = study.myeloma->regimens[0];
    EXPECT_EQ(true_log_hazard_ratio(study, Endpoint{}), 0.0);
    EXPECT_TRUE(has_no_effect(study));
}

}  // namespace
}  // namespace vtrial::trials
