// Binary endpoints and crossover.
#include "host/config/read_parts.hpp"

namespace vtrial::host {
namespace {

trials::Response read_response(TableReader& reader) {
    trials::Response response;
    for (char const* const key : {"name", "control_rate", "experimental_rate", "assessed_months"}) {
        reader.require({key});
    }
    response.name = reader.text("name").value_or("");
    if (response.name.empty() && reader.has("name")) {
        reader.error("name", "must not be empty");
    }
    response.control_rate = reader.number("control_rate").value_or(0.5);
    response.experimental_rate = reader.number("experimental_rate").value_or(0.5);
    response.assessed_months = reader.number("assessed_months").value_or(1.0);
    response.odds_by_level = reader.lists_by_name("odds_by_level");
    response.correlation = reader.number("correlation").value_or(0.0);
    reader.finish();
    return response;
}

}  // namespace

void read_responses(TableReader& root, trials::Study& study) {
    for (TableReader& reader : root.children("responses", "name")) {
        trials::Response response = read_response(reader);
        if (!response.name.empty()) {
            study.responses.push_back(std::move(response));
        }
    }
}

void read_crossover(TableReader& root, trials::Study& study) {
    auto reader = root.child("crossover");
    if (!reader) {
        return;
    }
    trials::Crossover crossover;
    reader->require({"share"});
    reader->require({"hazard_ratio_by_transition"},
                    "crossover.hazard_ratio_by_transition is missing: a share of patients crosses "
                    "over, but to what effect?");
    crossover.share = reader->number("share").value_or(0.0);
    if (auto const at = reader->choice("at", trials::crossover_at_names)) {
        crossover.at = static_cast<trials::CrossoverAt>(*at);
    }
    crossover.hazard_ratio_by_transition = reader->numbers_by_name("hazard_ratio_by_transition");
    if (!reader->has("hazard_ratio_by_transition")) {
        reader->log().fail("crossover.hazard_ratio_by_transition");
    }
    reader->finish();
    study.crossover = std::move(crossover);
}

}  // namespace vtrial::host
