// Patients of a study with assessments under both rules, replicate by replicate.
#pragma once

#include <array>
#include <cstdint>
#include <utility>

#include "kernels/looks/assessed_cut.hpp"
#include "tests/kernels/workspace.hpp"
#include "trials/lower.hpp"

namespace vtrial::test {

inline constexpr std::array both_rules{trials::CensoringRule::fda,
                                       trials::CensoringRule::treatment_policy};

/// The study with assessments and PFS as its only endpoint, under both rules.
inline trials::Study with_rules(trials::Study study, trials::Assessments assessments) {
    study.assessments = std::move(assessments);
    study.endpoints = {trials::Endpoint{}};
    study.endpoints.front().rules = {both_rules.begin(), both_rules.end()};
    return study;
}

/// Patients of a study under both rules, one replicate after the other.
class AssessedTrials {
  public:
    explicit AssessedTrials(trials::Study const& study)
        : tables(trials::lower(study)), workspace_(tables.plan) {}

    kernels::Patients const& simulate(std::uint64_t replicate) {
        replicate_ = replicate;
        kernels::simulate_patients_on_cpu(kernels::best_instruction_level(), tables.plan, replicate,
                                          workspace_.scratch);
        return workspace_.scratch.patients;
    }

    /// What is known of PFS under rule k at a cut: 2 * day + event by patient, -1: not enrolled.
    std::int32_t const* follow_until(std::int32_t day, int k) {
        kernels::follow_assessed_until(kernels::test::Team{}, tables.plan, replicate_, day,
                                       workspace_.scratch.patients.observed[kernels::pfs_row(k)],
                                       workspace_.scratch);
        return workspace_.scratch.table.followed;
    }

    trials::PlanTables const tables;

  private:
    kernels::test::Workspace workspace_;
    std::uint64_t replicate_ = 0;
};

}  // namespace vtrial::test
