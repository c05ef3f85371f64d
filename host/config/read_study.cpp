#include "host/config/read_study.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "host/config/design_warnings.hpp"
#include "host/config/overrides.hpp"
#include "host/config/parameter_files.hpp"
#include "host/config/parse_toml.hpp"
#include "host/config/read_file.hpp"
#include "host/config/read_parts.hpp"
#include "host/config/read_scenarios.hpp"
#include "host/config/regimen_files.hpp"
#include "host/config/single_arm.hpp"
#include "trials/limits.hpp"
#include "trials/validate.hpp"

namespace vtrial::host {
namespace {

constexpr std::int64_t newest_schema_version = 1;

/// One reading: the document with the options applied, and what it makes of it.
class StudyReading {
  public:
    StudyReading(SourceText file, ReadOptions const& options)
        : texts_{std::move(file)}, options_(options) {}

    std::optional<trials::StudyFile> run(Diagnostics& diagnostics) {
        if (parse()) {
            read_common();
            for (ScenarioEntry const& entry : entries_) {
                read_scenario(entry);
            }
            warn_of_no_null_scenario();
        }
        collector_.add(file_log_);
        collector_.write(texts_, diagnostics);
        return diagnostics.has_errors() ? std::nullopt : std::optional(std::move(result_));
    }

  private:
    bool parse() {
        ParseProblem problem;
        auto document = parse_toml(texts_[0].text, 0, problem);
        if (!document) {
            file_log_.error(problem.where, problem.message);
            return false;
        }
        if (document->members.empty()) {
            file_log_.error({0, 1, 1},
                            "the file is empty; docs/STUDY_FILE.md tells what a study "
                            "must state");
            return false;
        }
        document_ = std::move(*document);
        fill_in_default_elements(document_);
        for (std::size_t index = 0; index < options_.overrides.size(); ++index) {
            std::string const& option = options_.overrides[index];
            texts_.push_back({"--set " + option, option, true});
            if (auto const change = parse_override(option, index + 1, file_log_)) {
                apply_override(document_, *change, file_log_);
            }
        }
        return true;
    }

    /// What all scenarios have in common.
    void read_common() {
        TableReader root(document_, "", file_log_);
        auto const version = root.integer("schema_version");
        if (!root.has("schema_version")) {
            root.error("schema_version", "is missing; this program reads version 1");
        } else if (version && *version != newest_schema_version) {
            root.error("schema_version",
                       fmt::format("must be 1, got {}{}", *version,
                                   *version > 1 ? "; the file needs a newer program" : ""));
        }
        std::string const file_name = texts_[0].name.substr(texts_[0].name.rfind('/') + 1);
        result_.name = std::filesystem::path(file_name).stem().string();
        result_.title = root.text("title").value_or(result_.name);
        result_.replicates = root.integer("replicates").value_or(result_.replicates);
        result_.has_summary_over_scenarios = root.flag("summary_over_scenarios").value_or(false);
        std::int64_t const fewest = options_.allow_small ? 1 : trials::limits::fewest_replicates;
        if (result_.replicates < fewest || result_.replicates > trials::limits::most_replicates) {
            root.error("replicates",
                       fmt::format("must be {} ... {}, got {}{}", fewest,
                                   trials::limits::most_replicates, result_.replicates,
                                   result_.replicates > 0 && result_.replicates < fewest
                                       ? "; --allow-small lets fewer pass"
                                       : ""));
        }
        entries_ = read_scenarios(document_, file_log_);
    }

    void read_scenario(ScenarioEntry const& entry) {
        ReadLog log;
        TomlNode changed = document_;
        for (Override const& change : entry.changes) {
            apply_override(changed, change, log);
        }
        parameters_.expand(changed, log);
        regimens_.expand(changed, log);
        fill_in_control_regimen(changed, log);
        trials::Study study = read_study_tree(changed, result_.name, log);
        auto const problems = trials::validate(study);
        log.judge(problems);
        if (entry.no_effect) {
            remove_effect(study);
        }
        study.seed = entry.seed.value_or(study.seed);
        if (problems.empty()) {
            warn_of_design(study, log);
        }
        collector_.add(log, entry.name);
        result_.scenarios.push_back({entry.name, entry.description, std::move(study)});
    }

    void warn_of_no_null_scenario() {
        bool const has_null =
            std::any_of(result_.scenarios.begin(), result_.scenarios.end(),
                        [](auto const& scenario) { return trials::has_no_effect(scenario.study); });
        if (!has_null && !result_.scenarios.empty()) {
            TomlNode const* const scenarios = document_.find("scenarios");
            file_log_.warn(scenarios != nullptr ? scenarios->where : Position{},
                           "no scenario is without effect, so the error rate is not simulated; "
                           "add a scenario with no_effect = true");
        }
    }

    std::vector<SourceText> texts_;
    ParameterFiles parameters_{texts_};
    RegimenFiles regimens_{texts_};
    ReadOptions const& options_;
    TomlNode document_;
    ReadLog file_log_;
    FindingCollector collector_;
    std::vector<ScenarioEntry> entries_;
    trials::StudyFile result_;
};

}  // namespace

std::optional<trials::StudyFile> read_study_text(std::string const& name, std::string const& text,
                                                 ReadOptions const& options,
                                                 Diagnostics& diagnostics) {
    return StudyReading({name, text, false}, options).run(diagnostics);
}

std::optional<trials::StudyFile> read_study(std::filesystem::path const& path,
                                            ReadOptions const& options, Diagnostics& diagnostics) {
    std::string reason;
    auto const text = read_file(path, reason);
    if (!text) {
        diagnostics.unreadable = true;
        diagnostics.lines.push_back(
            {Severity::error, fmt::format("{}: error: {}", printable(path.string()), reason)});
        return std::nullopt;
    }
    return read_study_text(path.string(), *text, options, diagnostics);
}

}  // namespace vtrial::host
