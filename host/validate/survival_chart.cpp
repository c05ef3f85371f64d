#include "host/validate/survival_chart.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>

#include "host/config/diagnostics.hpp"

namespace vtrial::host {
namespace {

constexpr int width = 720;
constexpr int height = 420;
constexpr double plot_left = 62.0;
constexpr double plot_right = 700.0;
constexpr double plot_top = 44.0;
constexpr double plot_bottom = 360.0;
constexpr double mark_radius = 4.0;
constexpr double cap = 4.0;  ///< half the length of the bar that ends an interval
constexpr double shortest_axis_months = 12.0;
constexpr double longest_axis_of_yearly_ticks = 120.0;
constexpr std::array<char const*, 2> colours{"#1b6ca8", "#c2571a"};

/// Draws one chart.
class Drawing {
  public:
    explicit Drawing(SurvivalChart const& chart) : chart_(chart) {
        double last = shortest_axis_months;
        for (ChartArm const& arm : chart.arms) {
            for (ChartPoint const& point : arm.points) {
                last = std::max(last, point.month);
            }
        }
        tick_months_ = last > longest_axis_of_yearly_ticks ? 24.0 : 12.0;
        end_month_ = std::ceil(last / tick_months_) * tick_months_;
    }

    std::string svg() {
        text_ = fmt::format(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {0} {1}\" width=\"{0}\" "
            "height=\"{1}\" font-family=\"sans-serif\" font-size=\"13\" fill=\"#222\">\n"
            "<rect width=\"{0}\" height=\"{1}\" fill=\"#fff\"/>\n"
            "<text x=\"{2}\" y=\"24\" font-size=\"15\" font-weight=\"bold\">{3}</text>\n",
            width, height, plot_left, escape_markup(chart_.title));
        draw_axes();
        for (std::size_t index = 0; index < chart_.arms.size(); ++index) {
            draw_band(chart_.arms[index], colours[index]);
        }
        for (std::size_t index = 0; index < chart_.arms.size(); ++index) {
            draw_curve(chart_.arms[index], colours[index]);
            for (ChartMark const& mark : chart_.arms[index].marks) {
                draw_mark(mark, colours[index]);
            }
            draw_label(chart_.arms[index].label, index);
        }
        return text_ + "</svg>\n";
    }

  private:
    double x(double month) const {
        return plot_left + (plot_right - plot_left) * std::min(month, end_month_) / end_month_;
    }
    static double y(double survival) {
        return plot_bottom - (plot_bottom - plot_top) * std::clamp(survival, 0.0, 1.0);
    }

    void line(double x1, double y1, double x2, double y2, char const* stroke) {
        text_ += fmt::format(
            "<line x1=\"{:.1f}\" y1=\"{:.1f}\" x2=\"{:.1f}\" y2=\"{:.1f}\" stroke=\"{}\"/>\n", x1,
            y1, x2, y2, stroke);
    }

    void draw_axes() {
        for (int tenths = 0; tenths <= 10; tenths += 2) {
            double const at = y(tenths / 10.0);
            line(plot_left, at, plot_right, at, tenths == 0 ? "#222" : "#ddd");
            text_ += fmt::format("<text x=\"{:.1f}\" y=\"{:.1f}\" text-anchor=\"end\">{}</text>\n",
                                 plot_left - 8.0, at + 4.0, 10 * tenths);
        }
        for (double month = 0.0; month <= end_month_; month += tick_months_) {
            line(x(month), plot_bottom, x(month), plot_bottom + 5.0, "#222");
            text_ +=
                fmt::format("<text x=\"{:.1f}\" y=\"{:.1f}\" text-anchor=\"middle\">{}</text>\n",
                            x(month), plot_bottom + 20.0, month);
        }
        text_ += fmt::format(
            "<text x=\"{:.1f}\" y=\"{:.1f}\" text-anchor=\"middle\">months since "
            "randomisation</text>\n"
            "<text transform=\"translate(18 {:.1f}) rotate(-90)\" text-anchor=\"middle\">{}, per "
            "cent</text>\n",
            (plot_left + plot_right) / 2.0, plot_bottom + 42.0, (plot_top + plot_bottom) / 2.0,
            escape_markup(chart_.endpoint));
    }

    void draw_band(ChartArm const& arm, char const* colour) {
        std::string there;
        std::string back;
        for (ChartPoint const& point : arm.points) {
            if (point.lower && point.upper) {
                there += fmt::format("{:.1f},{:.1f} ", x(point.month), y(*point.upper));
                back = fmt::format("{:.1f},{:.1f} ", x(point.month), y(*point.lower)) + back;
            }
        }
        if (!there.empty()) {
            back.pop_back();
            text_ += fmt::format("<polygon points=\"{}{}\" fill=\"{}\" fill-opacity=\"0.16\"/>\n",
                                 there, back, colour);
        }
    }

    void draw_curve(ChartArm const& arm, char const* colour) {
        std::string points;
        for (ChartPoint const& point : arm.points) {
            points += fmt::format("{}{:.1f},{:.1f}", points.empty() ? "" : " ", x(point.month),
                                  y(point.survival));
        }
        text_ += fmt::format(
            "<polyline points=\"{}\" fill=\"none\" stroke=\"{}\" stroke-width=\"2\"/>\n", points,
            colour);
    }

    void draw_mark(ChartMark const& mark, char const* colour) {
        double const at_x = x(mark.month);
        double const at_y = y(mark.survival);
        text_ += fmt::format("<g><title>{}</title>\n", escape_markup(mark.text));
        if (mark.lower && mark.is_along_months) {
            double const from = x(*mark.lower);
            double const to = mark.upper ? x(*mark.upper) : plot_right;
            line(from, at_y, to, at_y, colour);
            line(from, at_y - cap, from, at_y + cap, colour);
            if (mark.upper) {
                line(to, at_y - cap, to, at_y + cap, colour);
            }
        } else if (mark.lower && mark.upper) {
            double const from = y(*mark.lower);
            double const to = y(*mark.upper);
            line(at_x, from, at_x, to, colour);
            line(at_x - cap, from, at_x + cap, from, colour);
            line(at_x - cap, to, at_x + cap, to, colour);
        }
        text_ += fmt::format(
            "<circle cx=\"{:.1f}\" cy=\"{:.1f}\" r=\"{}\" fill=\"{}\" stroke=\"{}\" "
            "stroke-width=\"1.5\"/></g>\n",
            at_x, at_y, mark_radius, mark.is_sourced ? colour : "#fff", colour);
    }

    void draw_label(std::string const& label, std::size_t index) {
        double const at = plot_top + 14.0 + 18.0 * static_cast<double>(index);
        text_ += fmt::format(
            "<text x=\"{:.1f}\" y=\"{:.1f}\" text-anchor=\"end\" fill=\"{}\" "
            "font-weight=\"bold\">{}</text>\n",
            plot_right - 6.0, at, colours[index], escape_markup(label));
    }

    SurvivalChart const& chart_;
    double tick_months_ = 12.0;
    double end_month_ = 12.0;
    std::string text_;
};

}  // namespace

std::string escape_markup(std::string const& text) {
    std::string escaped;
    for (char const character : printable(text)) {
        switch (character) {
            case '&':
                escaped += "&amp;";
                break;
            case '<':
                escaped += "&lt;";
                break;
            case '>':
                escaped += "&gt;";
                break;
            case '"':
                escaped += "&quot;";
                break;
            default:
                escaped += character;
        }
    }
    return escaped;
}

std::string survival_svg(SurvivalChart const& chart) { return Drawing(chart).svg(); }

}  // namespace vtrial::host
