#include "host/calibrate/fit_file.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <set>
#include <utility>

#include "host/config/parse_toml.hpp"
#include "host/config/table_reader.hpp"
#include "host/files/output_folder.hpp"

namespace vtrial::host {
namespace {

constexpr int most_replicates = 1000000;
constexpr int most_generations = 100000;
constexpr int most_population = 10000;
constexpr std::array<char const*, 2> scale_names{"log", "linear"};

/// A value that must lie between two limits, both included; the default where it is not stated.
template <class Number>
Number within(TableReader& reader, char const* key, std::optional<Number> stated, Number fallback,
              Number low, Number high) {
    if (stated && (*stated < low || *stated > high)) {
        reader.error(key, fmt::format("must be {} ... {}, got {}", low, high, *stated));
    }
    return stated.value_or(fallback);
}

void read_limits(TableReader& reader, FittedParameter& parameter) {
    reader.require({"low"});
    reader.require({"high"});
    auto const scale = reader.choice("scale", scale_names);
    parameter.is_log = scale.value_or(0) == 0;
    parameter.low = reader.number("low").value_or(0.0);
    parameter.high = reader.number("high").value_or(1.0);
    if (reader.has("low") && reader.has("high") && parameter.low >= parameter.high) {
        reader.error("high",
                     fmt::format("must be above low, {}, got {}", parameter.low, parameter.high));
    }
    if (parameter.is_log && reader.has("low") && parameter.low <= 0.0) {
        reader.error("low", fmt::format("must be above 0 on the log scale, got {}; scale = "
                                        "\"linear\" lets it be 0",
                                        parameter.low));
    }
    parameter.start = reader.number("start");
    if (parameter.start &&
        (*parameter.start < parameter.low || *parameter.start > parameter.high)) {
        reader.error("start",
                     fmt::format("must lie between low and high, got {}", *parameter.start));
    }
    parameter.prior_sd = reader.number("prior_sd");
    if (parameter.prior_sd && *parameter.prior_sd <= 0.0) {
        reader.error("prior_sd", fmt::format("must be above 0, got {}", *parameter.prior_sd));
    }
}

FittedParameter read_parameter(TableReader& reader, FitFile const& fit, TargetRows rows) {
    FittedParameter parameter;
    reader.require({"path"});
    parameter.path = reader.text("path").value_or("");
    parameter.also = reader.texts("also");
    parameter.trials = reader.texts("trials");
    for (std::string const& trial : parameter.trials) {
        if (std::find(fit.trials.begin(), fit.trials.end(), trial) == fit.trials.end()) {
            reader.error("trials", fmt::format("\"{}\" is none of the fit's trials", trial));
        }
    }
    if (!parameter.is_shared() && rows != TargetRows::control) {
        reader.error("trials",
                     "must be left out: a trial's own parameters move in stages with rows = "
                     "\"control\" only, and are then frozen");
    }
    read_limits(reader, parameter);
    reader.finish();
    return parameter;
}

FitStage read_stage(TableReader& reader, FitFile const& fit) {
    FitStage stage;
    reader.require({"name"});
    reader.require({"rows"});
    stage.name = reader.text("name").value_or("");
    stage.rows = static_cast<TargetRows>(reader.choice("rows", target_rows_names).value_or(2));
    stage.descent_steps = within(reader, "descent_steps", reader.small_integer("descent_steps"),
                                 stage.descent_steps, 0, most_descent_steps);
    stage.generations = within(reader, "generations", reader.small_integer("generations"),
                               stage.generations, 0, most_generations);
    stage.population = within(reader, "population", reader.small_integer("population"),
                              stage.population, 5, most_population);
    stage.step = within(reader, "step", reader.number("step"), stage.step, 1e-6, 1.0);
    for (TableReader& parameter : reader.children("parameters", "path")) {
        stage.parameters.push_back(read_parameter(parameter, fit, stage.rows));
    }
    if (stage.parameters.empty()) {
        reader.error("parameters", "at least one parameter must move");
    }
    reader.finish();
    return stage;
}

/// What is frozen stays frozen: a trial's own parameter moves in one stage.
void check_stages(TableReader& root, FitFile const& fit) {
    std::set<std::string> names;
    std::set<std::pair<std::string, std::string>> own;
    for (FitStage const& stage : fit.stages) {
        if (!names.insert(stage.name).second) {
            root.error("stages", fmt::format("names must be unique, got \"{}\" twice", stage.name));
        }
        std::set<std::pair<std::string, std::string>> moved;
        for (FittedParameter const& parameter : stage.parameters) {
            auto const trials =
                parameter.is_shared() ? std::vector<std::string>{""} : parameter.trials;
            for (std::string const& trial : trials) {
                bool const is_new = moved.insert({parameter.path, trial}).second &&
                                    (trial.empty() || own.insert({parameter.path, trial}).second);
                if (!is_new) {
                    root.error("stages",
                               fmt::format("{} moves twice{}", parameter.path,
                                           trial.empty() ? " in one stage"
                                                         : fmt::format(" in \"{}\"", trial)));
                }
            }
        }
    }
}

void read_left_out(TableReader& root, FitFile& fit) {
    for (TableReader& reader : root.children("left_out", "quantity")) {
        for (char const* key : {"trial", "quantity", "reason"}) {
            reader.require({key});
        }
        fit.left_out.push_back({reader.text("trial").value_or(""),
                                reader.text("quantity").value_or(""),
                                reader.text("reason").value_or("")});
        reader.finish();
    }
}

void read_document(TomlNode const& document, ReadLog& log, FitFile& fit) {
    TableReader root(document, "", log);
    auto const version = root.integer("schema_version");
    if (version.value_or(0) != 1) {
        root.error("schema_version", "must be 1");
    }
    fit.title = root.text("title").value_or(fit.name);
    fit.seed = static_cast<std::uint64_t>(
        within<std::int64_t>(root, "seed", root.integer("seed"), 1, 0, INT64_MAX));
    fit.replicates = within(root, "replicates", root.small_integer("replicates"), fit.replicates, 1,
                            most_replicates);
    root.require({"trials"});
    fit.trials = root.texts("trials");
    fit.control_trials = root.texts("control_trials");
    for (std::string const& trial : fit.control_trials) {
        if (std::find(fit.trials.begin(), fit.trials.end(), trial) == fit.trials.end()) {
            root.error("control_trials", fmt::format("\"{}\" is none of the fit's trials", trial));
        }
    }
    fit.parameters = root.text("parameters").value_or("");
    fit.published = root.text("published").value_or("");
    fit.unverified_weight = within(root, "unverified_weight", root.number("unverified_weight"),
                                   fit.unverified_weight, 0.0, 1.0);
    read_left_out(root, fit);
    for (TableReader& stage : root.children("stages", "name")) {
        fit.stages.push_back(read_stage(stage, fit));
    }
    if (fit.stages.empty()) {
        root.error("stages", "at least one stage is needed");
    }
    check_stages(root, fit);
    root.finish();
}

}  // namespace

std::optional<FitFile> read_fit(std::string const& name, std::string const& text,
                                Diagnostics& diagnostics) {
    FitFile fit;
    fit.name = std::filesystem::path(name).stem().string();
    fit.sha256 = sha256(text);
    ReadLog log;
    ParseProblem problem;
    auto const document = parse_toml(text, 0, problem);
    if (document) {
        read_document(*document, log, fit);
    } else {
        log.error(problem.where, problem.message);
    }
    FindingCollector collector;
    collector.add(log);
    collector.write({{name, text, false}}, diagnostics);
    return diagnostics.has_errors() ? std::nullopt : std::optional(std::move(fit));
}

}  // namespace vtrial::host
