// What `vtrial-calibrate` is asked to do: which numbers of which trials may move, in which order,
// and which published numbers they are to meet. docs/CALIBRATION.md has the format.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "host/config/diagnostics.hpp"
#include "host/validate/published_number.hpp"

namespace vtrial::host {

/// The published rows that a stage of the fit is to meet.
enum class TargetRows : std::uint8_t { control, daratumumab, all };
inline constexpr std::array<char const*, 3> target_rows_names{"control", "daratumumab", "all"};

/// A number of the studies that the fit may change.
struct FittedParameter {
    std::string path;                 ///< in a study file, as `--set` takes it
    std::vector<std::string> also;    ///< other paths that have the same value
    std::vector<std::string> trials;  ///< whose own it is; empty: shared by all
    double low = 0.0;
    double high = 0.0;
    bool is_log = true;              ///< moves on the log scale; else on its own
    std::optional<double> start;     ///< empty: what the first of its trials states
    std::optional<double> prior_sd;  ///< about the start, on its scale; empty: only the bounds

    bool is_shared() const { return trials.empty(); }
    bool operator==(FittedParameter const&) const = default;
};

inline constexpr int most_descent_steps = 1000;

struct FitStage {
    std::string name;
    TargetRows rows = TargetRows::all;
    int descent_steps = 0;  ///< Gauss-Newton steps before CMA-ES
    int generations = 40;   ///< of CMA-ES at most
    int population = 0;     ///< of a generation; 0: 4 + 3 ln(parameters), as is usual for CMA-ES
    double step = 0.2;      ///< first step, as a share of the width between a parameter's bounds
    std::vector<FittedParameter> parameters;
};

/// Published rows that are no target: all whose quantity begins so.
struct LeftOutRows {
    std::string trial;
    std::string quantity;
    std::string reason;
};

struct FitFile {
    std::string name;  ///< of the file, without folder and suffix
    std::string title;
    std::uint64_t seed = 1;           ///< of all simulations: common random numbers
    int replicates = 16;              ///< simulated trials of each published trial, an evaluation
    std::vector<std::string> trials;  ///< built-in names or study files
    std::vector<std::string> control_trials;  ///< whose only arm is a historical control
    std::string parameters;           ///< model.parameters of its studies; empty: as they state it
    std::string published;            ///< a table of numbers; empty: the built-in one
    double unverified_weight = 0.25;  ///< of an unverified row, where a sourced one has 1
    std::vector<LeftOutRows> left_out;
    std::vector<FitStage> stages;
    std::string sha256;  ///< of the text
};

/// The fit that a text describes; empty with at least one error in `diagnostics`.
std::optional<FitFile> read_fit(std::string const& name, std::string const& text,
                                Diagnostics& diagnostics);

}  // namespace vtrial::host
