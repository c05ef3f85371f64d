#include "trials/lower_hypotheses.hpp"

#include <algorithm>
#include <map>

#include "kernels/core/double_precision.hpp"
#include "trials/multiplicity.hpp"

namespace vtrial::trials {
namespace {

/// Adds the tables of one hypothesis, one a look, for each level that it may come to have.
class HypothesisLowering {
  public:
    HypothesisLowering(Study const& study, Endpoint const& endpoint, PlanTables& tables)
        : study_(study), endpoint_(endpoint), tables_(tables) {}

    /// Number of the first look's table at a share of the study's level; -1 for no share.
    std::int32_t first_table(double share) {
        if (!(share > 0.0)) {
            return -1;
        }
        auto const found = first_by_share_.find(share);
        if (found != first_by_share_.end()) {
            return found->second;
        }
        auto const first = static_cast<std::int32_t>(tables_.bound_tables.size());
        for (Analysis const& analysis : study_.analyses) {
            auto const level = endpoint_.levels_one_sided.find(analysis.name);
            add_constant(level == endpoint_.levels_one_sided.end() ? 0.0 : level->second);
        }
        first_by_share_[share] = first;
        return first;
    }

  private:
    /// One bound, whatever the events.
    void add_constant(double level) {
        auto const axis = static_cast<std::int32_t>(tables_.bound_events.size());
        auto const bound = static_cast<std::int32_t>(tables_.bounds.size());
        tables_.bound_events.push_back(0);
        tables_.bounds.push_back(level > 0.0 ? -kernels::normal_quantile(level) : 40.0);
        tables_.bound_tables.push_back({axis, 1, axis, 1, bound, -1});
    }

    Study const& study_;
    Endpoint const& endpoint_;
    PlanTables& tables_;
    std::map<double, std::int32_t> first_by_share_;
};

std::int32_t number_of(Endpoint const& endpoint) {
    std::int32_t const made = always_made(endpoint.deciding_test);
    if (made >= 0) {
        return made;
    }
    std::vector<Test> const tests = further_tests(endpoint);
    auto const found = std::find(tests.begin(), tests.end(), endpoint.deciding_test);
    return kernels::first_further_test + static_cast<std::int32_t>(found - tests.begin());
}

bool is_tested(Endpoint const& endpoint, std::string const& analysis) {
    return endpoint.sequential ? endpoint.sequential->planned_events.contains(analysis)
                               : endpoint.levels_one_sided.contains(analysis);
}

}  // namespace

std::int32_t always_made(Test const& test) {
    bool const has_margin = test.margin && *test.margin != 1.0;
    if (has_margin || (test.kind != TestKind::logrank && test.kind != TestKind::cox)) {
        return -1;
    }
    std::int32_t const plain =
        test.kind == TestKind::logrank ? kernels::logrank_test : kernels::cox_test;
    return plain + (test.stratified ? 1 : 0);
}

std::vector<Test> further_tests(Endpoint const& endpoint) {
    std::vector<Test> tests = endpoint.further_tests;
    if (always_made(endpoint.deciding_test) < 0 &&
        std::find(tests.begin(), tests.end(), endpoint.deciding_test) == tests.end()) {
        tests.insert(tests.begin(), endpoint.deciding_test);
    }
    return tests;
}

void lower_hypotheses(Study const& study, PlanTables& tables) {
    WeightedGraph const graph = graph_of(study);
    for (std::size_t const index : decided_endpoints(study)) {
        Endpoint const& endpoint = study.endpoints[index];
        auto const h = static_cast<std::size_t>(tables.plan.hypotheses++);
        kernels::HypothesisPlan& hypothesis = tables.plan.hypothesis[h];
        hypothesis.estimand = static_cast<std::int32_t>(index);
        hypothesis.test = number_of(endpoint);
        for (std::size_t look = 0; look < study.analyses.size(); ++look) {
            hypothesis.tested[look] = is_tested(endpoint, study.analyses[look].name);
        }
        HypothesisLowering lowering(study, endpoint, tables);
        std::uint32_t const sets = 1u << graph.weights.size();
        for (std::uint32_t rejected = 0; rejected < sets; ++rejected) {
            double const share = after_rejections(graph, rejected).weights[h];
            hypothesis.first_table[rejected] = lowering.first_table(share);
        }
    }
}

}  // namespace vtrial::trials
