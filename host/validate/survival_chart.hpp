// Kaplan-Meier curves of two arms as a drawing: simulated curve and band, published numbers as
// marks.
#pragma once

#include <optional>
#include <string>
#include <vector>

namespace vtrial::host {

struct ChartPoint {
    double month = 0.0;
    double survival = 1.0;        ///< share
    std::optional<double> lower;  ///< of the band
    std::optional<double> upper;
};

/// A published point on a curve: its interval lies along the months (a median) or along the
/// survival.
struct ChartMark {
    double month = 0.0;
    double survival = 0.5;
    bool is_along_months = false;
    std::optional<double> lower;  ///< of the interval: months or survival
    std::optional<double> upper;  ///< none beside a lower one: to the edge of the chart
    bool is_sourced = true;       ///< drawn filled; others are hollow
    std::string text;             ///< shown by a browser where the mouse rests on it
};

struct ChartArm {
    std::string label;
    std::vector<ChartPoint> points;  ///< ascending months
    std::vector<ChartMark> marks;
};

struct SurvivalChart {
    std::string title;
    std::string endpoint;        ///< what has not happened to the survivors
    std::vector<ChartArm> arms;  ///< at most two: the experimental one first
};

/// The drawing as SVG, the same bytes for the same numbers.
std::string survival_svg(SurvivalChart const& chart);

/// A text in which &, <, > and " are no markup.
std::string escape_markup(std::string const& text);

}  // namespace vtrial::host
