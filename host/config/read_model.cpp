// The transitions: a hazard each, and what changes it.
#include <fmt/format.h>

#include <array>

#include "host/config/read_hazard.hpp"
#include "host/config/read_parts.hpp"

namespace vtrial::host {
namespace {

using trials::Transition;

enum class ModelType : std::uint8_t { multistate, copula, myeloma };
constexpr std::array<char const*, 3> model_types{"multistate", "copula", "myeloma"};

std::size_t index_of(Transition transition) { return static_cast<std::size_t>(transition); }

void set_share(trials::TransitionModel& transition, double share) {
    transition.control.share = share;
    if (transition.experimental) {
        transition.experimental->share = share;
    }
}

/// The hazard of PFS, split into its two kinds of event.
void read_progression_free(TableReader& model, trials::MultistateModel& result) {
    auto reader = model.child("progression_free");
    for (Transition const part : {Transition::progression, Transition::death_before_progression}) {
        std::string const name = trials::transition_names[index_of(part)];
        if (model.has(name)) {
            model.error(name,
                        "contradicts progression_free, which states both progression and "
                        "death_before_progression; keep one of them");
            model.log().fail(model.path_of("progression_free"));
        }
        for (char const* const prefix : {"", ".experimental"}) {
            model.log().alias(model.path_of(name) + prefix + ".share",
                              model.path_of("progression_free.progression_share"));
        }
        model.log().alias(model.path_of(name), model.path_of("progression_free"));
    }
    if (!reader) {
        return;
    }
    reader->require({"progression_share"});
    double const share = reader->number("progression_share").value_or(0.5);
    if (!(share >= 0.0 && share <= 1.0)) {
        reader->error("progression_share", fmt::format("must be 0 ... 1, got {}", share));
    }
    auto& progression = result.transitions[index_of(Transition::progression)];
    auto& death = result.transitions[index_of(Transition::death_before_progression)];
    progression = read_transition(*reader, false);
    death = progression;
    set_share(progression, share);
    set_share(death, 1.0 - share);
    reader->finish();
}

void read_named_transition(TableReader& model, Transition transition,
                           trials::MultistateModel& result) {
    char const* const name = trials::transition_names[index_of(transition)];
    if (auto reader = model.child(name)) {
        result.transitions[index_of(transition)] = read_transition(*reader, true);
        reader->finish();
    } else {
        model.log().fail(model.path_of(name));
    }
}

void read_first_transitions(TableReader& model, trials::MultistateModel& result) {
    if (model.has("progression_free")) {
        read_progression_free(model, result);
        return;
    }
    for (Transition const transition :
         {Transition::progression, Transition::death_before_progression}) {
        std::string const name = trials::transition_names[index_of(transition)];
        model.require({name, "progression_free"},
                      model.path_of(name) + " is missing, or model.progression_free instead");
        read_named_transition(model, transition, result);
    }
}

void read_later_transitions(TableReader& model, trials::MultistateModel& result) {
    for (Transition const transition :
         {Transition::next_line_start, Transition::second_progression,
          Transition::death_on_next_line, Transition::death_after_second_progression}) {
        model.require({trials::transition_names[index_of(transition)]});
        read_named_transition(model, transition, result);
    }
    if (model.has("death_before_next_line")) {
        read_named_transition(model, Transition::death_before_next_line, result);
    } else {
        result.transitions[index_of(Transition::death_before_next_line)] =
            result.transitions[index_of(Transition::death_on_next_line)];
        model.log().alias(model.path_of("death_before_next_line"),
                          model.path_of("death_on_next_line"));
    }
}

}  // namespace

void read_model(TableReader& root, trials::Study& study) {
    root.require({"model"}, "model is missing: [model] and its tables must state the hazards");
    auto model = root.child("model");
    if (!model) {
        root.log().fail("model");
        return;
    }
    switch (static_cast<ModelType>(model->choice("type", model_types).value_or(0))) {
        case ModelType::multistate:
            study.model.frailty_sd = model->number("frailty_sd").value_or(0.0);
            read_first_transitions(*model, study.model);
            read_later_transitions(*model, study.model);
            break;
        case ModelType::copula:
            study.copula = read_copula(*model);
            break;
        case ModelType::myeloma:
            study.myeloma = read_myeloma(*model);
            break;
    }
    model->finish();
}

}  // namespace vtrial::host
