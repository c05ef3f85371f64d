// "Did you mean": the nearest of a few words.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace vtrial::host {

/// The candidate that the word was probably meant to be, if one is near enough.
std::optional<std::string> suggest(std::string_view word,
                                   std::vector<std::string> const& candidates);

/// ` ; did you mean "..."?` ready to append, or nothing.
std::string did_you_mean(std::string_view word, std::vector<std::string> const& candidates);

}  // namespace vtrial::host
