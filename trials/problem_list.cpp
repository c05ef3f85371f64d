#include "trials/problem_list.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

#include "trials/limits.hpp"

namespace vtrial::trials {

std::string text_of(double number) {
    std::array<char, 32> buffer{};
    char* const first = buffer.data();
    char* const last = first + buffer.size();
    // two million as 2000000, not as 2e+06, which is shorter
    bool const is_count = std::floor(number) == number && std::fabs(number) < 1e15;
    auto const end = is_count ? std::to_chars(first, last, number, std::chars_format::fixed).ptr
                              : std::to_chars(first, last, number).ptr;
    return {first, end};
}

std::string text_of(std::vector<double> const& numbers) {
    std::string text;
    for (double const number : numbers) {
        text += (text.empty() ? "" : ", ") + text_of(number);
    }
    return "[" + text + "]";
}

std::string quoted(std::string_view text) { return '"' + std::string(text) + '"'; }

std::string quoted(std::vector<std::string> const& texts) {
    std::string list;
    for (std::string const& text : texts) {
        list += (list.empty() ? "" : ", ") + quoted(text);
    }
    return list;
}

bool is_one_line(std::string_view text) {
    return std::none_of(text.begin(), text.end(), [](unsigned char character) {
        return character < 0x20 || character == 0x7f;
    });
}

bool is_label(std::string_view text) {
    return !text.empty() && text.size() <= limits::most_name_bytes && is_one_line(text);
}

std::vector<std::string> names_of(std::vector<Analysis> const& analyses) {
    std::vector<std::string> names;
    for (Analysis const& analysis : analyses) {
        names.push_back(analysis.name);
    }
    return names;
}

std::string path_of(Analysis const& analysis, std::string const& key) {
    return "analyses." + analysis.name + "." + key;
}

std::string path_of(Endpoint const& endpoint, std::string const& key) {
    return "endpoints." + name_of(endpoint) + "." + key;
}

std::string key_of(Analysis const& analysis, CutTrigger const& trigger) {
    switch (trigger.kind) {
        case Trigger::calendar:
            return "calendar_months";
        case Trigger::minimum_follow_up:
            return "minimum_follow_up_months";
        case Trigger::events:
            break;
    }
    auto const counted = std::count_if(
        analysis.triggers.begin(), analysis.triggers.end(),
        [](CutTrigger const& candidate) { return candidate.kind == Trigger::events; });
    char const* const endpoint = endpoint_names[static_cast<std::size_t>(trigger.events_of)];
    return counted > 1 ? std::string("events_by_endpoint.") + endpoint : "events";
}

bool ProblemList::is_sound(std::initializer_list<std::string_view> tables) const {
    return std::none_of(problems_.begin(), problems_.end(), [&](Problem const& problem) {
        std::string_view const table =
            std::string_view(problem.path).substr(0, problem.path.find_first_of(".["));
        return std::find(tables.begin(), tables.end(), table) != tables.end();
    });
}

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

void refuse_duration_of_response(EndpointKind kind, std::string const& path,
                                 ProblemList& problems) {
    if (kind == EndpointKind::DOR) {
        problems.add(path, "is DOR, which only responders have; wait for events of PFS instead");
    } else if (kind == EndpointKind::TTD) {
        problems.add(path,
                     "is TTD, which ends with a patient's last answer; wait for events of PFS "
                     "instead");
    }
}

void require_disease_model(Study const& study, EndpointKind kind, std::string const& path,
                           ProblemList& problems) {
    if (needs_disease_model(kind) && !study.myeloma) {
        problems.add(path,
                     std::string("is ") + endpoint_names[static_cast<std::size_t>(kind)] +
                         ", which follows from the disease model alone; it needs model.type = "
                         "\"myeloma\"",
                     {"model"});
    }
}

}  // namespace vtrial::trials
