// Binary endpoints and crossover.
#include "host/config/read_parts.hpp"

namespace vtrial::host {
namespace {

/// Whether responses follow from the course of patients; the model is read later, since it does not
/// say who else is named.
bool has_disease_model(TomlNode const& document) {
    TomlNode const* const model = document.find("model");
    TomlNode const* const type = model != nullptr ? model->find("type") : nullptr;
    return type != nullptr && type->text == "myeloma";
}

/// The keys of a response of the disease model, which draws none.
void read_measured(TableReader& reader, trials::Response& response) {
    reader.require({"measure"}, reader.path_of("measure") +
                                    " is missing: with model.type = \"myeloma\" response follows "
                                    "from the course of patients");
    if (auto const measure = reader.choice("measure", trials::response_measure_names)) {
        response.measure = static_cast<trials::ResponseMeasure>(*measure);
    } else {
        response.measure = trials::ResponseMeasure::mrd_negative;  // goes with all other keys
        reader.log().fail(reader.path_of("measure"));
    }
    response.sustained_months = reader.number("sustained_months");
    response.within_months = reader.number("within_months");
    response.population = reader.text("population").value_or("");
    response.from = reader.text("from").value_or("");
    response.published = reader.texts("published");
    response.published_analysis = reader.text("published_analysis").value_or("");
    for (char const* const key :
         {"control_rate", "experimental_rate", "assessed_months", "odds_by_level", "correlation"}) {
        if (reader.has(key)) {
            reader.error(key,
                         "does not go with measure, which follows from the course of "
                         "patients; drop it");
        }
    }
}

/// A single-arm study states the rate of its arm only.
void read_rates(TableReader& reader, bool has_control, trials::Response& response) {
    reader.require({"experimental_rate"});
    response.experimental_rate = reader.number("experimental_rate").value_or(0.5);
    response.control_rate = reader.number("control_rate").value_or(response.experimental_rate);
    if (has_control) {
        reader.require({"control_rate"});
    } else if (reader.has("control_rate")) {
        reader.error("control_rate",
                     "is of a control arm, which a single-arm study has not; drop it");
    }
}

void read_drawn(TableReader& reader, bool has_control, trials::Response& response) {
    read_rates(reader, has_control, response);
    reader.require({"assessed_months"});
    response.assessed_months = reader.number("assessed_months").value_or(1.0);
    response.odds_by_level = reader.lists_by_name("odds_by_level");
    response.correlation = reader.number("correlation").value_or(0.0);
}

trials::Response read_response(TableReader& reader, bool has_disease_model, bool has_control) {
    trials::Response response;
    reader.require({"name"});
    response.name = reader.text("name").value_or("");
    if (response.name.empty() && reader.has("name")) {
        reader.error("name", "must not be empty");
    }
    if (has_disease_model || reader.has("measure")) {
        read_measured(reader, response);
    } else {
        read_drawn(reader, has_control, response);
    }
    reader.finish();
    return response;
}

}  // namespace

void read_responses(TableReader& root, trials::Study& study) {
    for (TableReader& reader : root.children("responses", "name")) {
        trials::Response response =
            read_response(reader, has_disease_model(root.node()), !is_single_arm(study));
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
