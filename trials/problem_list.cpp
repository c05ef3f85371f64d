#include "trials/problem_list.hpp"

#include <array>
#include <charconv>

namespace vtrial::trials {

std::string text_of(double number) {
    std::array<char, 32> buffer{};
    auto const end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), number).ptr;
    return {buffer.data(), end};
}

std::string text_of(std::vector<double> const& numbers) {
    std::string text;
    for (double const number : numbers) {
        text += (text.empty() ? "" : ", ") + text_of(number);
    }
    return "[" + text + "]";
}

std::string quoted(std::string_view text) { return '"' + std::string(text) + '"'; }

void ProblemList::require_range(std::string const& path, double value, double low, double high,
                                std::string_view remedy) {
    if (value >= low && value <= high) {
        return;
    }
    std::string message =
        "must be " + text_of(low) + " ... " + text_of(high) + ", got " + text_of(value);
    if (!remedy.empty()) {
        message += "; " + std::string(remedy);
    }
    add(path, std::move(message));
}

void ProblemList::require_between_zero_and(std::string const& path, double value, double high) {
    if (!(value > 0.0 && value < high)) {
        add(path, "must be above 0 and below " + text_of(high) + ", got " + text_of(value));
    }
}

void ProblemList::require_probability_below_one(std::string const& path, double value) {
    if (!(value >= 0.0 && value < 1.0)) {
        add(path, "must be at least 0 and below 1, got " + text_of(value));
    }
}

}  // namespace vtrial::trials
