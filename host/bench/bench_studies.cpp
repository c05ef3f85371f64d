#include "host/bench/bench_studies.hpp"

#include <stdexcept>

#include "host/builtin/builtin_files.hpp"
#include "host/config/read_study.hpp"

namespace vtrial::host {

trials::Scenario bench_scenario(std::string const& path) {
    Diagnostics diagnostics;
    auto const file =
        read_study_text(path, std::string(builtin_text(path).value_or("")), {}, diagnostics);
    if (!file) {
        throw std::logic_error("the study of the benchmark is wrong: " +
                               (diagnostics.lines.empty() ? path : diagnostics.lines[0].text));
    }
    return file->scenarios.front();
}

trials::Scenario without_safety(trials::Scenario scenario) {
    trials::Study& study = scenario.study;
    study.safety.clear();
    study.measurements.clear();
    study.quality_of_life.reset();
    std::erase_if(study.endpoints, [](trials::Endpoint const& endpoint) {
        return endpoint.kind == trials::EndpointKind::TTD;  // of quality of life
    });
    return scenario;
}

}  // namespace vtrial::host
