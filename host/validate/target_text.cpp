#include "host/validate/target_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>

namespace vtrial::host {
namespace {

constexpr char const* not_reached = "NR";

/// Decimals that a published number needs.
std::size_t decimals_of(std::optional<double> const& number) {
    std::string const text = number ? fmt::format("{}", *number) : "";
    std::size_t const point = text.find('.');
    return point == std::string::npos ? 0 : text.size() - point - 1;
}

int decimals_of(Measure measure) { return measure == Measure::hazard_ratio ? 3 : 1; }

}  // namespace

std::string published_text(PublishedNumber const& number) {
    std::size_t const decimals =
        std::max({decimals_of(number.value), decimals_of(number.lower), decimals_of(number.upper)});
    auto const text_of = [decimals](std::optional<double> const& value) {
        return value ? fmt::format("{:.{}f}", *value, decimals) : not_reached;
    };
    std::string text = text_of(number.value);
    if (number.has_interval()) {
        text += fmt::format(" ({}-{})", text_of(number.lower), text_of(number.upper));
    }
    return text;
}

std::string simulated_text(Target const& target) {
    SimulatedQuantity const& simulated = target.simulated;
    int const decimals = decimals_of(target.path.measure);
    auto const text_of = [decimals](std::optional<double> const& number) {
        return number ? fmt::format("{:.{}f}", *number, decimals) : not_reached;
    };
    std::string text = text_of(simulated.value);
    if (simulated.lower) {
        text += fmt::format(" [{}-{}]", text_of(simulated.lower), text_of(simulated.upper));
    }
    if (target.path.measure == Measure::median && simulated.not_reached_share > 0.0) {
        text += fmt::format(", NR in {:.0f} %", 100.0 * simulated.not_reached_share);
    }
    return text;
}

QuantityHeading heading_of(PublishedNumber const& number) {
    std::string_view quantity = number.quantity;
    constexpr std::string_view cuts = "cuts/";
    quantity.remove_prefix(quantity.starts_with(cuts) ? cuts.size() : 0);
    std::size_t const slash = quantity.find('/');
    return slash == std::string_view::npos
               ? QuantityHeading{"", std::string(quantity)}
               : QuantityHeading{std::string(quantity.substr(0, slash)),
                                 std::string(quantity.substr(slash + 1))};
}

std::string verdict_text(Target const& target) {
    char const* const verdict = target.holds ? "yes" : "no";
    bool const counts = target.published.status == PublishedStatus::sourced;
    return counts ? verdict : fmt::format("({})", verdict);
}

std::string count_text(Confrontation const& confrontation) {
    SourcedTargets const counted = sourced_targets(confrontation);
    return fmt::format("{} of {} sourced targets hold ({:.0f} %)", counted.holding, counted.all,
                       100.0 * counted.share());
}

}  // namespace vtrial::host
