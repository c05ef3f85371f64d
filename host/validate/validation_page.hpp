// The page of a validation: Markdown, with drawings beside it, which any viewer of a repository
// shows without a script.
#pragma once

#include <string>
#include <vector>

#include "host/validate/validated_trial.hpp"

namespace vtrial::host {

struct PageFile {
    std::string name;
    std::string text;
};

/// `index.md`, and a drawing STUDY_ENDPOINT.svg for each endpoint of each trial. The same bytes for
/// the same studies, numbers and replicates.
std::vector<PageFile> validation_page(std::vector<ValidatedTrial> const& trials);

/// A text in which nothing is markup, within a cell of a table.
std::string escape_markdown(std::string const& text);

}  // namespace vtrial::host
