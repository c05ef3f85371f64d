#include "trials/lower_measurements.hpp"

namespace vtrial::trials {
namespace {

kernels::MeasurementKind kind_of(MeasurementKind measure) {
    switch (measure) {
        case MeasurementKind::time_to_response:
            return kernels::MeasurementKind::time_to_response;
        case MeasurementKind::time_on_treatment:
            return kernels::MeasurementKind::time_on_treatment;
        case MeasurementKind::trough:
            break;
    }
    return kernels::MeasurementKind::trough;
}

}  // namespace

void lower_measurements(Study const& study, PlanTables& tables) {
    if (study.measurements.empty()) {
        return;
    }
    kernels::MeasurementsPlan& plan = tables.myeloma[0].measurements;
    for (Measurement const& measurement : study.measurements) {
        plan.measurement[plan.count++] = {kind_of(measurement.measure),
                                          measurement.week.value_or(0) / kernels::weeks_of_cycle};
    }
}

}  // namespace vtrial::trials
