// Numbers that are described of patients.
#include "host/config/read_parts.hpp"

namespace vtrial::host {
namespace {

trials::Measurement read_measurement(TableReader& reader) {
    trials::Measurement measurement;
    reader.require({"name"});
    reader.require({"measure"});
    measurement.name = reader.text("name").value_or("");
    if (auto const measure = reader.choice("measure", trials::measurement_names)) {
        measurement.measure = static_cast<trials::MeasurementKind>(*measure);
    } else {
        reader.log().fail(reader.path_of("measure"));
        reader.log().fail(reader.path_of("week"));
    }
    measurement.week = reader.small_integer("week");
    measurement.published = reader.texts("published");
    reader.finish();
    return measurement;
}

}  // namespace

void read_measurements(TableReader& root, trials::Study& study) {
    for (TableReader& reader : root.children("measurements", "name")) {
        study.measurements.push_back(read_measurement(reader));
    }
}

}  // namespace vtrial::host
