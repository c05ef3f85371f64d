// Studies with a second randomisation, and with a single arm.
#pragma once

#include "tests/support/example_studies.hpp"

namespace vtrial::examples {

/// A second randomisation of a study, after so many months and to this effect; endpoints of PFS and
/// OS count from it, PFS also in the first experimental arm alone.
inline void randomise_again(trials::Study& study, double months,
                            std::map<std::string, double> hazard_ratio_by_transition) {
    trials::SecondRandomisation second;
    second.name = "maintenance";
    second.months = months;
    second.consent_share = 0.8;
    second.arms = {trials::Arm{"observation", trials::ArmRole::control, 1},
                   trials::Arm{"maintenance", trials::ArmRole::experimental, 2}};
    second.hazard_ratio_by_transition = std::move(hazard_ratio_by_transition);
    study.second_randomisation = std::move(second);
    trials::Subgroup first_arm;
    first_arm.name = "first_experimental";
    first_arm.arm = study.arms[1].label;
    study.subgroups.push_back(first_arm);
    trials::Endpoint pfs;
    pfs.from = "maintenance";
    trials::Endpoint os = pfs;
    os.kind = trials::EndpointKind::OS;
    trials::Endpoint in_first_arm = pfs;
    in_first_arm.population = first_arm.name;
    study.endpoints.insert(study.endpoints.end(), {pfs, os, in_first_arm});
}

/// A study with its experimental arm alone, of the hazards that were the control's.
inline trials::Study with_single_arm(trials::Study study) {
    study.arms[0] = {"", trials::ArmRole::control, 0};
    study.arms[1].ratio = 1;
    study.dropout.control_per_year = study.dropout.experimental_per_year;
    for (trials::TransitionModel& model : study.model.transitions) {
        model.effect = {};
        model.experimental.reset();
    }
    for (trials::Endpoint& endpoint : study.endpoints) {
        trials::Endpoint described;
        described.kind = endpoint.kind;
        described.population = endpoint.population;
        endpoint = described;
    }
    return study;
}

}  // namespace vtrial::examples
