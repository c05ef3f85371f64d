#include "host/commands/observed_looks.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <iterator>

#include "host/commands/exit_codes.hpp"
#include "host/config/suggest.hpp"
#include "trials/problem_list.hpp"

namespace vtrial::host {
namespace {

/// Beyond it a probability has some 200 zeros, and z is a slip.
constexpr double largest_z = 30.0;

/// A word of --observed, its parts read.
struct ObservedWord {
    std::string text;
    std::string endpoint;
    std::string analysis;
    trials::ObservedLook seen;
};

/// The looks of one hypothesis, as far as they are told.
struct ObservedLooks {
    trials::HypothesisSummary const* hypothesis;
    std::vector<trials::ObservedLook> seen;
};

[[noreturn]] void refuse(ObservedWord const& word, std::string const& why) {
    throw CommandLineError(fmt::format("--observed {}: {}", word.text, why));
}

template <class Number>
bool is_number(std::string_view text, Number& value) {
    auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    return error == std::errc{} && end == text.data() + text.size();
}

std::vector<std::string> parts_of(std::string const& text) {
    std::vector<std::string> parts(1);
    for (char const letter : text) {
        if (letter == ':') {
            parts.emplace_back();
        } else {
            parts.back() += letter;
        }
    }
    return parts;
}

ObservedWord read_word(std::string const& text, int patients) {
    std::vector<std::string> const parts = parts_of(text);
    if (parts.size() != 4) {
        throw CommandLineError(
            fmt::format("--observed must be ENDPOINT:ANALYSIS:EVENTS:Z, such as "
                        "PFS:interim:197:-1.2, got '{}'",
                        text));
    }
    ObservedWord word{text, parts[0], parts[1], {}};
    if (!is_number(parts[2], word.seen.events) || word.seen.events < 1 ||
        word.seen.events > patients) {
        refuse(word, fmt::format("events must be a whole number from 1 to the {} patients, got "
                                 "'{}'",
                                 patients, parts[2]));
    }
    // NaN is within nothing
    if (!is_number(parts[3], word.seen.z) || !(std::fabs(word.seen.z) <= largest_z)) {
        refuse(word, fmt::format("z must be a number from {} to {}, below 0 where the experimental "
                                 "arm is better, got '{}'",
                                 -largest_z, largest_z, parts[3]));
    }
    return word;
}

/// The first of the hypotheses, or of their looks, that has a name; null: none.
template <class Named, class NameOf>
Named const* find_named(std::vector<Named> const& all, std::string const& name,
                        NameOf const& name_of) {
    auto const found = std::find_if(all.begin(), all.end(),
                                    [&](Named const& each) { return name_of(each) == name; });
    return found == all.end() ? nullptr : &*found;
}

template <class Named, class NameOf>
std::vector<std::string> names_of(std::vector<Named> const& all, NameOf const& name_of) {
    std::vector<std::string> names;
    std::transform(all.begin(), all.end(), std::back_inserter(names), name_of);
    return names;
}

std::string endpoint_name(trials::HypothesisSummary const& hypothesis) {
    return hypothesis.endpoint;
}

std::string analysis_name(trials::LookSummary const& look) { return look.analysis; }

trials::HypothesisSummary const& hypothesis_of(
    ObservedWord const& word, trials::Study const& study,
    std::vector<trials::HypothesisSummary> const& hypotheses) {
    auto const* const endpoint = find_named(study.endpoints, word.endpoint,
                                            [](auto const& each) { return trials::name_of(each); });
    if (auto const* const found = find_named(hypotheses, word.endpoint, endpoint_name)) {
        if (endpoint->deciding_test.kind == trials::TestKind::exact_binomial) {
            refuse(word, fmt::format("{} is decided by an exact test, which has no z: vtrial check "
                                     "prints how many responders reject",
                                     word.endpoint));
        }
        return *found;
    }
    bool const is_described = endpoint != nullptr;
    std::vector<std::string> const decided = names_of(hypotheses, endpoint_name);
    refuse(word, fmt::format("{}; endpoints that are decided: {}{}",
                             is_described ? word.endpoint + " is described only, it has no bounds"
                                          : "no endpoint '" + word.endpoint + "'",
                             decided.empty() ? "none" : fmt::format("{}", fmt::join(decided, ", ")),
                             is_described ? "" : did_you_mean(word.endpoint, decided)));
}

/// Adds a look to those of its hypothesis, which come in the study's order and leave none out.
void add_look(ObservedWord const& word, trials::Study const& study, ObservedLooks& looks) {
    auto const& tested = looks.hypothesis->looks;
    std::vector<std::string> const names = names_of(tested, analysis_name);
    auto const place = static_cast<std::size_t>(
        std::find(names.begin(), names.end(), word.analysis) - names.begin());
    std::size_t const next = looks.seen.size();
    if (place == names.size()) {
        std::vector<std::string> const all = trials::names_of(study.analyses);
        bool const exists = std::find(all.begin(), all.end(), word.analysis) != all.end();
        refuse(word, fmt::format("{}; {} is tested at: {}{}",
                                 exists ? word.analysis + " does not test " + word.endpoint
                                        : "no analysis '" + word.analysis + "'",
                                 word.endpoint, fmt::join(names, ", "),
                                 exists ? "" : did_you_mean(word.analysis, names)));
    }
    if (place < next) {
        refuse(word, fmt::format("{} is told already; looks come once each, in this order: {}",
                                 word.analysis, fmt::join(names, ", ")));
    }
    if (place > next) {
        refuse(word, fmt::format("{} comes before it and is missing; all looks so far are needed, "
                                 "in this order: {}",
                                 names[next], fmt::join(names, ", ")));
    }
    if (next > 0 && word.seen.events <= looks.seen.back().events) {
        refuse(word, fmt::format("events must exceed the {} of {}, got {}",
                                 looks.seen.back().events, names[next - 1], word.seen.events));
    }
    looks.seen.push_back(word.seen);
}

/// No look comes after one that ended the trial.
void check_ends(trials::ObservedSummary const& summary) {
    for (std::size_t k = 0; k + 1 < summary.looks.size(); ++k) {
        trials::ObservedLookSummary const& look = summary.looks[k];
        if (look.ends_trial) {
            bool const is_rejected = look.decision == trials::LookDecision::rejected;
            throw CommandLineError(fmt::format(
                "--observed: {0} is {1} at {2}, where -z = {3:.4f} and the bound is {4:.4f}, so "
                "that {2} is its last look; leave {5} out",
                summary.endpoint, is_rejected ? "rejected" : "given up", look.analysis,
                -look.seen.z, is_rejected ? look.efficacy.z : look.futility->z,
                summary.looks[k + 1].analysis));
        }
    }
}

}  // namespace

std::vector<trials::ObservedSummary> observe(
    std::vector<std::string> const& words, trials::Study const& study,
    std::vector<trials::HypothesisSummary> const& hypotheses) {
    std::vector<ObservedLooks> all;
    for (std::string const& text : words) {
        ObservedWord const word = read_word(text, study.patients);
        auto const* const hypothesis = &hypothesis_of(word, study, hypotheses);
        auto found = std::find_if(all.begin(), all.end(), [&](ObservedLooks const& looks) {
            return looks.hypothesis == hypothesis;
        });
        if (found == all.end()) {
            found = all.insert(all.end(), ObservedLooks{hypothesis, {}});
        }
        add_look(word, study, *found);
    }
    std::vector<trials::ObservedSummary> summaries;
    for (ObservedLooks const& looks : all) {
        summaries.push_back(trials::summarise_observed(study, *looks.hypothesis, looks.seen));
        check_ends(summaries.back());
    }
    return summaries;
}

}  // namespace vtrial::host
