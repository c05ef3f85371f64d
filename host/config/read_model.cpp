// The transitions: a hazard each, and what changes it.
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "host/config/read_parts.hpp"

namespace vtrial::host {
namespace {

using trials::Transition;

constexpr std::array<char const*, 1> model_types{"multistate"};

std::size_t index_of(Transition transition) { return static_cast<std::size_t>(transition); }

/// The ways to state a hazard that the table uses, by their first key.
std::vector<char const*> hazard_keys_in(TableReader& reader) {
    std::vector<char const*> found;
    for (char const* const key : {"median_months", "rate_per_month"}) {
        if (reader.has(key)) {
            found.push_back(key);
        }
    }
    if (reader.has("starts_months")) {
        found.push_back("starts_months");
    } else if (reader.has("rates_per_month")) {
        found.push_back("rates_per_month");
    }
    return found;
}

/// Refuses two hazards in one table, and half a piecewise one.
void check_hazard_keys(TableReader& reader) {
    auto const keys = hazard_keys_in(reader);
    reader.require({"median_months", "rate_per_month", "starts_months", "rates_per_month"},
                   reader.path() +
                       " gives no hazard; state median_months, rate_per_month, or "
                       "starts_months with rates_per_month");
    if (keys.size() > 1) {
        reader.error(keys[1], fmt::format("contradicts {}; keep one of them (an override "
                                          "replaces the whole table \"{}\")",
                                          keys[0], reader.path()));
        reader.log().fail(reader.path());
    } else if (reader.has("starts_months") || reader.has("rates_per_month")) {
        reader.require({"starts_months"});
        reader.require({"rates_per_month"});
    }
    if (reader.has("shape") && !reader.has("median_months") && !keys.empty()) {
        reader.error("shape", fmt::format("belongs to median_months, not to {}", keys[0]));
    }
}

trials::Hazard read_hazard(TableReader& reader) {
    trials::Hazard hazard;
    check_hazard_keys(reader);
    hazard.median_months = reader.number("median_months");
    hazard.shape = reader.number("shape").value_or(1.0);
    hazard.starts_months = reader.numbers("starts_months");
    hazard.rates_per_month = reader.numbers("rates_per_month");
    if (auto const rate = reader.number("rate_per_month")) {
        reader.log().alias(reader.path() + ".rates_per_month", reader.path() + ".rate_per_month");
        hazard.starts_months = {0.0};
        hazard.rates_per_month = {*rate};
    }
    hazard.cured_share = reader.number("cured_share").value_or(0.0);
    return hazard;
}

trials::Effect read_effect(TableReader& reader) {
    trials::Effect effect;
    reader.require({"hazard_ratio"});
    effect.hazard_ratio = reader.number("hazard_ratio").value_or(1.0);
    effect.delay_months = reader.number("delay_months").value_or(0.0);
    effect.waning_starts_months = reader.number("waning_starts_months");
    effect.waning_ends_months = reader.number("waning_ends_months");
    effect.modifiers_by_level = reader.lists_by_name("by_level");
    reader.finish();
    return effect;
}

/// `share_key` is empty where the share is that of the whole table.
trials::TransitionModel read_transition(TableReader& reader, bool has_own_share) {
    trials::TransitionModel transition;
    transition.control = read_hazard(reader);
    if (has_own_share) {
        transition.control.share = reader.number("share").value_or(1.0);
    }
    transition.prognosis_by_level = reader.lists_by_name("prognosis");
    if (auto effect = reader.child("effect")) {
        transition.effect = read_effect(*effect);
    }
    if (auto experimental = reader.child("experimental")) {
        transition.experimental = read_hazard(*experimental);
        if (has_own_share) {
            transition.experimental->share = experimental->number("share").value_or(1.0);
        }
        experimental->finish();
        if (reader.has("effect")) {
            reader.error("experimental", "contradicts effect; keep one of them");
        }
    }
    return transition;
}

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
    model->choice("type", model_types);
    study.model.frailty_sd = model->number("frailty_sd").value_or(0.0);
    read_first_transitions(*model, study.model);
    read_later_transitions(*model, study.model);
    model->finish();
}

}  // namespace vtrial::host
