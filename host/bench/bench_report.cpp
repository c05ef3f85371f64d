#include "host/bench/bench_report.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

#include "host/engine/progress.hpp"
#include "host/files/build_info.hpp"

namespace vtrial::host {
namespace {

constexpr int schema_version = 1;

/// Three digits at least, as many as there are before the point.
std::string digits(double value) {
    if (std::fabs(value) >= 1000.0) {
        return with_commas(std::llround(value));
    }
    return fmt::format("{:.{}f}", value,
                       std::fabs(value) >= 100.0 ? 0 : (std::fabs(value) >= 10.0 ? 1 : 2));
}

std::string target_text(BenchRow const& row) {
    if (!row.target) {
        return "-";
    }
    char const* const side = row.target->side == BenchTarget::Side::at_most ? "<=" : ">=";
    double const value = row.target->value;
    bool const is_whole = value == std::floor(value);
    return fmt::format("{} {}", side,
                       is_whole ? with_commas(std::llround(value)) : fmt::format("{:.1f}", value));
}

/// draws_share 0.183 -> draws share 18.3 %
std::string figure_text(BenchFigure const& figure) {
    std::string name = figure.name;
    std::replace(name.begin(), name.end(), '_', ' ');
    if (figure.name.ends_with("_share")) {
        return fmt::format("{} {:.1f} %", name, 100.0 * figure.value);
    }
    bool const is_whole = figure.value == std::floor(figure.value);
    if (is_whole) {
        return fmt::format("{} {}", name, with_commas(std::llround(figure.value)));
    }
    return fmt::format(
        "{} {}", name,
        std::fabs(figure.value) < 1.0 ? fmt::format("{:.4f}", figure.value) : digits(figure.value));
}

/// The study or the command, without the folders of studies.
std::string short_name(std::string text) {
    for (std::string const folder : {"configs/studies/", "configs/trials/"}) {
        if (auto const at = text.find(folder); at != std::string::npos) {
            text.erase(at, folder.size());
        }
    }
    return text;
}

/// The note and the figures, some a line.
std::string below(BenchRow const& row) {
    constexpr std::size_t widest = 98;
    std::vector<std::string> parts;
    if (!row.note.empty()) {
        parts.push_back(row.note);
    }
    for (BenchFigure const& figure : row.figures) {
        parts.push_back(figure_text(figure));
    }
    std::string text;
    std::string line;
    for (std::string const& part : parts) {
        if (!line.empty() && line.size() + part.size() + 6 > widest) {
            text += "    " + line + ",\n";
            line.clear();
        }
        line += line.empty() ? part : ", " + part;
    }
    return line.empty() ? text : text + "    " + line + "\n";
}

std::string head(BenchReport const& report) {
    std::vector<std::string> levels;
    for (std::string const& level : report.instructions) {
        levels.push_back("x86-64-" + level);
    }
    std::string text = fmt::format(
        "processor     {}, {} thread{}\n"
        "instructions  {}\n"
        "compiler      {}, {}\n"
        "commit        {}, vtrial {}\n",
        processor_name(), report.scale.threads, report.scale.threads == 1 ? "" : "s",
        fmt::join(levels, " and "), compiler(), build_type(), commit(), version());
    for (kernels::CudaDevice const& device : report.devices.usable) {
        text += fmt::format("GPU {}         {}, {} multiprocessors, CUDA {}\n", device.number,
                            device.name, device.multiprocessors, cuda_version());
    }
    if (!report.devices.problem.empty()) {
        text += "GPU           none: " + report.devices.problem + "\n";
    }
    return text;
}

nlohmann::ordered_json json_of(BenchRow const& row) {
    nlohmann::ordered_json json;
    json["name"] = row.name;
    json["what"] = row.what;
    json["backend"] = row.backend;
    json["instructions"] = nullptr;
    if (!row.instructions.empty()) {
        json["instructions"] = row.instructions;
    }
    json["measured"] = row.measured;
    json["unit"] = row.unit;
    json["target"] = nullptr;
    json["target_is"] = nullptr;
    if (row.target) {
        json["target"] = row.target->value;
        json["target_is"] = row.target->side == BenchTarget::Side::at_most ? "at_most" : "at_least";
    }
    json["verdict"] = verdict_on(row);
    json["of"] = row.of;
    json["note"] = row.note;
    json["figures"] = nlohmann::ordered_json::object();
    for (BenchFigure const& figure : row.figures) {
        json["figures"][figure.name] = figure.value;
    }
    return json;
}

}  // namespace

std::string bench_text(BenchReport const& report) {
    constexpr char const* columns = "{:<36}{:>12} {:>14} {:<6} {}\n";
    std::string text = head(report) + "\n";
    text += fmt::format(columns, "what", "measured", "target", "", "of");
    text += std::string(102, '-') + "\n";
    for (BenchRow const& row : report.rows) {
        text += fmt::format(columns, row.what, digits(row.measured), target_text(row),
                            verdict_on(row), short_name(row.of));
        text += below(row);
    }
    return text;
}

std::string bench_json(BenchReport const& report) {
    nlohmann::ordered_json json;
    json["schema_version"] = schema_version;
    json["program"] = {{"version", version()},
                       {"commit", commit()},
                       {"compiler", compiler()},
                       {"build_type", build_type()},
                       {"cuda", cuda_version()}};
    json["machine"] = {{"processor", processor_name()},
                       {"threads", report.scale.threads},
                       {"instructions", report.instructions},
                       {"gpus", nlohmann::ordered_json::array()}};
    for (kernels::CudaDevice const& device : report.devices.usable) {
        json["machine"]["gpus"].push_back(device.name);
    }
    json["machine"]["why_no_gpu"] = report.devices.problem;
    json["replicates"] = report.scale.replicates;
    json["rows"] = nlohmann::ordered_json::array();
    for (BenchRow const& row : report.rows) {
        json["rows"].push_back(json_of(row));
    }
    return json.dump(2) + "\n";
}

}  // namespace vtrial::host
