// The built-in trials as studies.
#pragma once

#include <string>

#include "trials/study.hpp"

namespace vtrial::host {

/// The study of a built-in trial, that `builtin_names` knows.
trials::StudyFile builtin_trial(std::string const& name);

/// What to say of a name that no built-in trial has.
std::string no_builtin_trial(std::string const& name);

}  // namespace vtrial::host
