#include "trials/lower_hypotheses.hpp"

#include <algorithm>
#include <map>
#include <optional>

#include "kernels/core/double_precision.hpp"
#include "trials/estimands.hpp"
#include "trials/exact_binomial.hpp"
#include "trials/multiplicity.hpp"
#include "trials/sequential_design.hpp"

namespace vtrial::trials {
namespace {

namespace gs = group_sequential;

/// The bounds of a look: tables by events, or one whatever the events.
struct LookTable {
    gs::BoundGrid grid;
    bool ignores_events;
};

/// No bound at all: the look does not test.
LookTable untested() { return {gs::constant_bound_table(kernels::no_bound), true}; }

std::vector<LookTable> nominal_tables(Study const& study, Endpoint const& endpoint) {
    std::vector<LookTable> tables(study.analyses.size(), untested());
    for (std::size_t const look : tested_analyses(study, endpoint)) {
        double const level = endpoint.levels_one_sided.at(study.analyses[look].name);
        double const bound = level > 0.0 ? -kernels::normal_quantile(level) : kernels::no_bound;
        tables[look].grid = gs::constant_bound_table(bound);
    }
    return tables;
}

/// The rates of response that reject, by the patients assessed; where no rate does, no bound.
LookTable exact_table(Study const& study, Endpoint const& endpoint, double level) {
    LookTable table{{{0}, {}, {}, {}}, false};
    std::vector<std::int32_t> const critical =
        critical_responders(study.patients, endpoint.deciding_test.null_value, level);
    for (std::int32_t patients = 1; patients <= study.patients; ++patients) {
        std::int32_t const fewest = critical[static_cast<std::size_t>(patients)];
        table.grid.new_events.push_back(patients);
        table.grid.efficacy.push_back(fewest <= patients ? static_cast<double>(fewest) / patients
                                                         : kernels::no_bound);
    }
    return table;
}

std::vector<LookTable> exact_tables(Study const& study, Endpoint const& endpoint) {
    std::vector<LookTable> tables(study.analyses.size(), untested());
    for (std::size_t const look : tested_analyses(study, endpoint)) {
        double const level = endpoint.levels_one_sided.at(study.analyses[look].name);
        tables[look] = exact_table(study, endpoint, level);
    }
    return tables;
}

/// Bounds by events; futility bounds on z, where given, are the same for all of them.
std::vector<LookTable> spending_tables(Study const& study, Endpoint const& endpoint, double level) {
    std::vector<LookTable> tables(study.analyses.size(), untested());
    gs::EventDesign const design = event_design(study, endpoint, level);
    std::vector<std::size_t> const tested = tested_analyses(study, endpoint);
    std::vector<double> const lower = planned_boundaries(study, endpoint, level).lower;
    bool const has_fixed_futility = endpoint.sequential->futility &&  //
                                    design.futility.rule == gs::FutilityRule::none;
    for (std::size_t k = 0; k < tested.size(); ++k) {
        LookTable& table = tables[tested[k]];
        table = {gs::make_bound_table(design, k, study.patients), false};
        if (has_fixed_futility) {
            table.grid.futility.assign(table.grid.efficacy.size(), lower[k]);
        }
    }
    return tables;
}

std::vector<LookTable> classical_tables(Study const& study, Endpoint const& endpoint,
                                        double level) {
    std::vector<LookTable> tables(study.analyses.size(), untested());
    std::vector<std::size_t> const tested = tested_analyses(study, endpoint);
    gs::Boundaries const bounds = planned_boundaries(study, endpoint, level);
    for (std::size_t k = 0; k < tested.size(); ++k) {
        std::optional<double> const futility =
            bounds.lower.empty() ? std::nullopt : std::optional(bounds.lower[k]);
        tables[tested[k]].grid = gs::constant_bound_table(bounds.upper[k], futility);
    }
    return tables;
}

std::vector<LookTable> bound_tables(Study const& study, Endpoint const& endpoint, double level) {
    if (endpoint.deciding_test.kind == TestKind::exact_binomial) {
        return exact_tables(study, endpoint);
    }
    if (!endpoint.sequential) {
        return nominal_tables(study, endpoint);
    }
    return spends_by_events(endpoint) ? spending_tables(study, endpoint, level)
                                      : classical_tables(study, endpoint, level);
}

template <class Value>
std::int32_t append(std::vector<Value>& all, std::vector<Value> const& values) {
    auto const first = static_cast<std::int32_t>(all.size());
    all.insert(all.end(), values.begin(), values.end());
    return first;
}

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
        for (LookTable const& table :
             bound_tables(study_, endpoint_, share * study_.alpha_one_sided)) {
            add(table);
        }
        first_by_share_[share] = first;
        return first;
    }

  private:
    void add(LookTable const& table) {
        gs::BoundGrid const& grid = table.grid;
        kernels::BoundTablePlan plan{};
        plan.ignores_events = table.ignores_events;
        plan.first_before = append(tables_.bound_events, grid.events_before);
        plan.before_count = static_cast<std::int32_t>(grid.events_before.size());
        plan.first_new = append(tables_.bound_events, grid.new_events);
        plan.new_count = static_cast<std::int32_t>(grid.new_events.size());
        plan.first_efficacy = append(tables_.bounds, grid.efficacy);
        plan.first_futility = grid.futility.empty() ? -1 : append(tables_.bounds, grid.futility);
        tables_.bound_tables.push_back(plan);
    }

    Study const& study_;
    Endpoint const& endpoint_;
    PlanTables& tables_;
    std::map<double, std::int32_t> first_by_share_;
};

/// The number of its deciding test (kernels/plan/plan.hpp).
std::int32_t number_of(Endpoint const& endpoint) {
    if (endpoint.is_response()) {
        switch (endpoint.deciding_test.kind) {
            case TestKind::exact_binomial:
                return kernels::exact_binomial_test;
            case TestKind::cochran_mantel_haenszel:
                return kernels::cmh_test;
            default:
                return kernels::rate_test;
        }
    }
    std::int32_t const made = always_made(endpoint.deciding_test);
    if (made >= 0) {
        return made;
    }
    std::vector<Test> const tests = further_tests(endpoint);
    auto const found = std::find(tests.begin(), tests.end(), endpoint.deciding_test);
    return kernels::first_further_test + static_cast<std::int32_t>(found - tests.begin());
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
        hypothesis.estimand = estimand_of(study, index);
        hypothesis.response = response_of(study, endpoint);
        hypothesis.test = number_of(endpoint);
        for (std::size_t const look : tested_analyses(study, endpoint)) {
            hypothesis.tested[look] = 1;
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
