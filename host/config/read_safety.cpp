// Adverse events and quality of life.
#include "host/config/read_parts.hpp"

namespace vtrial::host {
namespace {

trials::SafetyEntry read_entry(TableReader& reader) {
    trials::SafetyEntry entry;
    reader.require({"name"});
    reader.require({"event"});
    entry.name = reader.text("name").value_or("");
    if (auto const event = reader.choice("event", trials::safety_event_names)) {
        entry.event = static_cast<trials::SafetyEvent>(*event);
    }
    entry.population = reader.text("population").value_or("");
    entry.published = reader.texts("published");
    entry.published_analysis = reader.text("published_analysis").value_or("");
    reader.finish();
    return entry;
}

}  // namespace

void read_safety(TableReader& root, trials::Study& study) {
    for (TableReader& reader : root.children("safety", "name")) {
        study.safety.push_back(read_entry(reader));
    }
}

void read_quality_of_life(TableReader& root, trials::Study& study) {
    auto reader = root.child("quality_of_life");
    if (!reader) {
        return;
    }
    trials::QualityOfLife quality;
    quality.months = reader->numbers("months");
    quality.every_cycles = reader->small_integer("every_cycles").value_or(quality.every_cycles);
    quality.goes_on_after_progression =
        reader->flag("goes_on_after_progression").value_or(quality.goes_on_after_progression);
    quality.deterioration_points =
        reader->number("deterioration_points").value_or(quality.deterioration_points);
    quality.death_is_deterioration =
        reader->flag("death_is_deterioration").value_or(quality.death_is_deterioration);
    reader->finish();
    study.quality_of_life = std::move(quality);
}

}  // namespace vtrial::host
