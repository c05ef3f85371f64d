#include "host/validate/target_text.hpp"

#include <fmt/format.h>

namespace vtrial::host {
namespace {

constexpr char const* not_reached = "NR";

std::string limit_text(std::optional<double> const& limit) {
    return limit ? fmt::format("{}", *limit) : not_reached;
}

int decimals_of(Measure measure) { return measure == Measure::hazard_ratio ? 3 : 1; }

}  // namespace

std::string published_text(PublishedNumber const& number) {
    std::string text = number.value ? fmt::format("{}", *number.value) : not_reached;
    if (number.has_interval()) {
        text += fmt::format(" ({}-{})", limit_text(number.lower), limit_text(number.upper));
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
