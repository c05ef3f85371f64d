#include "host/config/read_hazard.hpp"

#include <fmt/format.h>

namespace vtrial::host {
namespace {

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

}  // namespace

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

}  // namespace vtrial::host
