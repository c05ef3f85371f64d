// Study texts that are right, and how to spoil one line of them.
#pragma once

#include <gtest/gtest.h>

#include <cstddef>
#include <optional>
#include <ostream>
#include <string>

#include "host/config/read_study.hpp"

namespace vtrial::host::test {

/// A short study; tests spoil its lines by number, so keep them where they are.
inline std::string const plain_study =
    R"(schema_version = 1
title = "Test"
replicates = 1000
seed = 7

[design]
patients = 300
block_size = 4
alpha_one_sided = 0.025
maximum_months = 100

[accrual]
months = 20

[model.progression]
median_months = 20
effect = { hazard_ratio = 0.7 }
[model.death_before_progression]
rate_per_month = 0.002
[model.next_line_start]
median_months = 1.5
[model.second_progression]
median_months = 12
[model.death_on_next_line]
rate_per_month = 0.01
[model.death_after_second_progression]
median_months = 15

[[analyses]]
name = "final"
events = 200
endpoint = "PFS"

[[endpoints]]
name = "PFS"
levels_one_sided = { final = 0.025 }

[[scenarios]]
name = "planned"
[[scenarios]]
name = "null"
no_effect = true
)";

/// A study that uses every key of arms, strata, accrual, drop-out and model.
std::string rich_study();

/// A study that uses every key of analyses, endpoints and multiplicity.
std::string sequential_study();

/// plain_study with the disease model, from line 15 on: what differs from trial to trial.
std::string myeloma_study();

/// The study with one line (from 1) replaced; the new text may have several lines.
std::string with_line(std::size_t line, std::string const& text,
                      std::string const& study = plain_study);

struct Reading {
    std::optional<trials::StudyFile> file;
    Diagnostics diagnostics;

    /// All messages, each with its source line and caret.
    std::string text() const;
    /// The first lines of the messages of one severity.
    std::vector<std::string> messages(Severity severity) const;
};

Reading read(std::string const& text, ReadOptions const& options = {});

/// A text that must be refused, and the first line of the only error it gives.
struct BadInput {
    std::string id;  ///< number in the list of bad inputs, and a word
    std::string text;
    std::string error;
};

inline std::ostream& operator<<(std::ostream& stream, BadInput const& input) {
    return stream << input.id;
}

inline std::string name_of_bad_input(testing::TestParamInfo<BadInput> const& info) {
    return info.param.id;
}

/// A study that is read, resolved and read again is the same, and so is its text.
void expect_round_trip(std::string const& text, ReadOptions const& options = {});

/// The study is refused with exactly this error.
void expect_refused(BadInput const& input, ReadOptions const& options = {});

}  // namespace vtrial::host::test
