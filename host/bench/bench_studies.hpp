// The studies that the benchmark measures; the program carries them with it.
#pragma once

#include <string>

#include "trials/study.hpp"

namespace vtrial::host {

inline constexpr char const* textbook_path = "configs/studies/textbook.toml";
inline constexpr char const* three_looks_strata_path =
    "configs/studies/textbook_three_looks_strata.toml";
inline constexpr char const* maia_path = "configs/trials/maia.toml";

/// The first scenario of a study that is built in, by its path in the source tree.
trials::Scenario bench_scenario(std::string const& path);

/// The same study of the disease model without what stands beside the course of disease: adverse
/// events, quality of life and measurements.
trials::Scenario without_safety(trials::Scenario scenario);

}  // namespace vtrial::host
