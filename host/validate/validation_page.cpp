#include "host/validate/validation_page.hpp"

#include <fmt/format.h>

#include <string_view>

#include "host/validate/target_text.hpp"
#include "host/validate/validation_charts.hpp"
#include "host/validate/validation_table.hpp"

namespace vtrial::host {
namespace {

constexpr char const* introduction =
    "# Simulated trials against published numbers\n\n"
    "Made by `vtrial validate --out`; do not edit. Published: with the 95 % confidence interval. "
    "Simulated: mean over trials (of a median their median, of a hazard ratio the geometric mean), "
    "in brackets the range of 90 % of single trials. "
    "A target holds if the simulated value lies in the published interval or, where there is none, "
    "within 10 % of a median, 4 points of a rate, 0.08 of a hazard ratio. "
    "Verdicts in brackets are of numbers that are not sourced, and do not count. NR: not "
    "reached.\n\n"
    "In the charts the line is the Kaplan-Meier curve of all simulated trials pooled, the band "
    "holds the curves of 90 % of single trials, and the marks are published medians and "
    "survival rates with their intervals; hollow marks are not sourced.\n";

/// A name that is safe in a file name and in a link.
std::string file_part(std::string_view name) {
    std::string part;
    for (char const character : name) {
        bool const is_plain = (character >= 'a' && character <= 'z') ||
                              (character >= 'A' && character <= 'Z') ||
                              (character >= '0' && character <= '9') || character == '-';
        part += is_plain ? character : '_';
    }
    return part;
}

std::string table_of_targets(std::vector<Target> const& targets) {
    std::string text;
    std::string group;
    for (Target const& target : targets) {
        QuantityHeading const heading = heading_of(target.published);
        if (text.empty() || heading.group != group) {
            group = heading.group;
            text += fmt::format(
                "\n### {}\n\n| quantity | published | simulated | holds |\n|---|---|---|---|\n",
                escape_markdown(group));
        }
        text += fmt::format("| {} | {} | {} | {} |\n", escape_markdown(heading.quantity),
                            published_text(target.published),
                            escape_markdown(simulated_text(target)), verdict_text(target));
    }
    return text;
}

std::string list_of_left_out(std::vector<LeftOut> const& left_out) {
    std::string text = left_out.empty() ? "" : "\n### Not compared\n\n";
    for (auto const& [reason, quantities] : reasons_of(left_out)) {
        text += fmt::format("- {} ({}):", escape_markdown(reason), quantities.size());
        char const* separator = " ";
        for (std::string const& quantity : quantities) {
            text += separator + escape_markdown(quantity);
            separator = ", ";
        }
        text += "\n";
    }
    return text;
}

}  // namespace

std::string escape_markdown(std::string const& text) {
    std::string escaped;
    for (char const character : escape_markup(text)) {
        if (std::string_view("\\`*_{}[]|#~!").find(character) != std::string_view::npos) {
            escaped += '\\';
        }
        escaped += character;
    }
    return escaped;
}

std::vector<PageFile> validation_page(std::vector<ValidatedTrial> const& trials) {
    std::vector<PageFile> files{{"index.md", introduction}};
    for (ValidatedTrial const& trial : trials) {
        std::string text = fmt::format(
            "\n## {}\n\nStudy `{}`, scenario `{}`, {} simulated trials, seed {}. {}.\n\n",
            escape_markdown(trial.title), file_part(trial.study_name), file_part(trial.scenario),
            trial.replicates, trial.study.seed, count_text(trial.confrontation));
        for (EndpointChart const& chart : validation_charts(trial)) {
            std::string const name =
                file_part(trial.study_name) + "_" + file_part(chart.endpoint) + ".svg";
            text += fmt::format("![{}]({})\n", escape_markdown(chart.chart.title), name);
            files.push_back({name, survival_svg(chart.chart)});
        }
        text += table_of_targets(trial.confrontation.targets);
        text += list_of_left_out(trial.confrontation.left_out);
        files.front().text += text;
    }
    return files;
}

}  // namespace vtrial::host
