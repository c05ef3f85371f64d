#include "host/commands/builtin_trials.hpp"

#include <fmt/format.h>

#include <stdexcept>

#include "host/builtin/builtin_files.hpp"
#include "host/config/read_study.hpp"
#include "host/config/suggest.hpp"

namespace vtrial::host {

trials::StudyFile builtin_trial(std::string const& name) {
    Diagnostics diagnostics;
    auto const text = builtin_text(builtin_trials, name);
    auto file = read_study_text(name + ".toml", std::string(text.value_or("")), {}, diagnostics);
    if (!file) {
        throw std::logic_error("the built-in trial " + name + " is wrong: " +
                               (diagnostics.lines.empty() ? "" : diagnostics.lines[0].text));
    }
    return std::move(*file);
}

std::string no_builtin_trial(std::string const& name) {
    std::string names;
    for (std::string const& known : builtin_names(builtin_trials)) {
        names += (names.empty() ? "" : ", ") + known;
    }
    return fmt::format("no built-in trial \"{}\"{}; there are: {}", name,
                       did_you_mean(name, builtin_names(builtin_trials)), names);
}

}  // namespace vtrial::host
