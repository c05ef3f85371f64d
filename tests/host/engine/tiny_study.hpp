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
    trials::Analysis analysis;
    analysis.name = "final";
    analysis.trigger = trials::Trigger::calendar;
    analysis.months = 24.0;
    study.analyses = {analysis};
    study.endpoints.resize(1);
    study.endpoints[0].levels_one_sided = {{"final", 0.025}};
    return scenario;
}

}  // namespace vtrial::host::test
