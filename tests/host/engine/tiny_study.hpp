// A study so small that tens of thousands of its replicates take no time.
#pragma once

#include "tests/host/report/simulated_result.hpp"

namespace vtrial::host::test {

/// 12 patients, one analysis after two years.
inline trials::Scenario tiny_scenario() {
    trials::Scenario scenario = small_scenario();
    trials::Study& study = scenario.study;
    study.patients = 12;
    study.accrual = {{0.0}, {12.0}};
    study.maximum_months = 30.0;
    study.analyses = {examples::after_months("final", trials::Trigger::calendar, 24.0)};
    study.endpoints.resize(1);
    study.endpoints[0].levels_one_sided = {{"final", 0.025}};
    return scenario;
}

}  // namespace vtrial::host::test
