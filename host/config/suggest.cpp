#include "host/config/suggest.hpp"

#include <algorithm>
#include <cctype>
#include <cstddef>

namespace vtrial::host {
namespace {

constexpr std::size_t longest_word = 100;  // a longer one is no slip of the pen

char lower(char letter) {
    return static_cast<char>(std::tolower(static_cast<unsigned char>(letter)));
}

/// Insertions, deletions, replacements and swaps of neighbours (Damerau), ignoring case.
std::size_t edit_distance(std::string_view left, std::string_view right) {
    std::vector<std::size_t> before(right.size() + 1);
    std::vector<std::size_t> previous(right.size() + 1);
    std::vector<std::size_t> current(right.size() + 1);
    for (std::size_t column = 0; column <= right.size(); ++column) {
        previous[column] = column;
    }
    for (std::size_t row = 1; row <= left.size(); ++row) {
        current[0] = row;
        for (std::size_t column = 1; column <= right.size(); ++column) {
            bool const same = lower(left[row - 1]) == lower(right[column - 1]);
            current[column] = std::min({previous[column] + 1, current[column - 1] + 1,
                                        previous[column - 1] + (same ? 0U : 1U)});
            if (row > 1 && column > 1 && left[row - 1] == right[column - 2] &&
                left[row - 2] == right[column - 1]) {
                current[column] = std::min(current[column], before[column - 2] + 1);
            }
        }
        before.swap(previous);
        previous.swap(current);
    }
    return previous[right.size()];
}

}  // namespace

std::optional<std::string> suggest(std::string_view word,
                                   std::vector<std::string> const& candidates) {
    if (word.empty() || word.size() > longest_word) {
        return std::nullopt;
    }
    std::optional<std::string> best;
    std::size_t best_distance = std::max<std::size_t>(2, word.size() / 3) + 1;
    for (std::string const& candidate : candidates) {
        std::size_t const distance = edit_distance(word, candidate);
        if (distance < best_distance && distance < candidate.size()) {
            best = candidate;
            best_distance = distance;
        }
    }
    // `alpha` for `alpha_one_sided`, `months` for `calendar_months`
    for (auto candidate = candidates.begin(); !best && candidate != candidates.end(); ++candidate) {
        bool const begins_or_ends = candidate->starts_with(std::string(word) + "_") ||
                                    candidate->ends_with("_" + std::string(word));
        if (word.size() >= 3 && begins_or_ends) {
            best = *candidate;
        }
    }
    return best;
}

std::string did_you_mean(std::string_view word, std::vector<std::string> const& candidates) {
    auto const suggestion = suggest(word, candidates);
    return suggestion ? "; did you mean \"" + *suggestion + "\"?" : std::string();
}

}  // namespace vtrial::host
