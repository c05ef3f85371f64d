#include "host/validate/path_words.hpp"

#include <array>
#include <charconv>

namespace vtrial::host {
namespace {

/// A response and no deeper one: as published, at least as deep, and the next deeper.
struct ExactResponse {
    std::string_view name;
    char const* at_least;
    char const* deeper;
};
constexpr std::array<ExactResponse, 5> exact_responses{{{"MR", "ge_MR", "ge_PR"},
                                                        {"PR", "ge_PR", "ge_VGPR"},
                                                        {"VGPR", "ge_VGPR", "ge_CR"},
                                                        {"CR", "ge_CR", "sCR"},
                                                        {"sCR", "sCR", ""}}};

bool read_exact_response(std::string_view name, QuantityPath& path) {
    for (ExactResponse const& exact : exact_responses) {
        if (exact.name == name) {
            path.endpoint = exact.at_least;
            path.less = exact.deeper;
            return true;
        }
    }
    return false;
}

/// Event-free survival is PFS by another name.
std::string time_named(std::string_view name) { return std::string(name == "EFS" ? "PFS" : name); }

bool read_time(std::string_view word, QuantityPath& path) {
    std::size_t const place = word.find('_');
    if (place == word.npos) {
        return false;
    }
    std::string_view const name = word.substr(0, place);
    if (name != "PFS" && name != "OS" && name != "DOR" && name != "EFS") {
        return false;
    }
    std::string_view const statistic = word.substr(place + 1);
    path.endpoint = time_named(name);
    path.at_months = number_between(statistic, "", "m");
    path.measure = path.at_months ? Measure::survival : Measure::median;
    return path.at_months || statistic == "median";
}

}  // namespace

PathParts split_path(std::string_view text, char separator) {
    PathParts parts{""};
    int depth = 0;
    for (char const character : text) {
        depth += (character == '(' ? 1 : 0) - (character == ')' ? 1 : 0);
        if (character == separator && depth <= 0) {
            parts.emplace_back();
        } else {
            parts.back() += character;
        }
    }
    return parts;
}

std::optional<double> number_between(std::string_view text, std::string_view prefix,
                                     std::string_view suffix) {
    if (text.size() < prefix.size() + suffix.size() || !text.starts_with(prefix) ||
        !text.ends_with(suffix)) {
        return std::nullopt;
    }
    text = text.substr(prefix.size(), text.size() - prefix.size() - suffix.size());
    double number = 0.0;
    auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    return error == std::errc{} && end == text.data() + text.size() ? std::optional(number)
                                                                    : std::nullopt;
}

bool read_short_form(std::string const& word, QuantityPath& path) {
    path.measure = Measure::response_per_cent;
    if (word.starts_with("ge_")) {
        path.endpoint = word;
        return true;
    }
    if (word.starts_with("n_")) {
        path.measure = Measure::response_patients;
        return read_exact_response(std::string_view(word).substr(2), path);
    }
    return read_exact_response(word, path) || read_time(word, path);
}

}  // namespace vtrial::host
