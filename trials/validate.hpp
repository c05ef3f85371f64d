// Whether a study can be simulated as its author means it: ranges, and what must hold between
// several values. Types and spelling are the reader's business.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "trials/study.hpp"

namespace vtrial::trials {

/// One value that cannot stand. `path` followed by `message` reads as a sentence.
struct Problem {
    std::string path;     ///< key as in docs/STUDY_FILE.md, such as `analyses.final.events`
    std::string message;  ///< what is allowed, the value, what to do
    /// other keys that the judgement rests on; where one of them is unknown, it is void
    std::vector<std::string> rests_on{};
};

/// Everything that is wrong with the study, in the order of the study file; empty if it can run.
std::vector<Problem> validate(Study const& study);

/// True if the name can stand in a file name and in a key without quotes.
bool is_safe_name(std::string_view name);

/// What `is_safe_name` accepts, to be told to the user.
inline constexpr char const* safe_name_rule =
    "must have 1 ... 100 letters, digits, \"_\", \"-\" or \".\", must not begin with \".\" or "
    "\"-\", and must not be a device name such as \"con\"";

/// True if no scenario effect is left: both arms have the control arm's hazards.
bool has_no_effect(Study const& study);

}  // namespace vtrial::trials
