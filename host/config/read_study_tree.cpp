#include <fmt/format.h>

#include <charconv>
#include <string_view>

#include "host/config/read_parts.hpp"
#include "trials/sequential_design.hpp"

namespace vtrial::host {
namespace {

/// `0x` and hexadecimal digits, or decimal digits.
std::optional<std::uint64_t> parse_seed(std::string_view text) {
    int base = 10;
    if (text.starts_with("0x")) {
        base = 16;
        text.remove_prefix(2);
    }
    std::uint64_t value = 0;
    auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), value, base);
    bool const is_whole = error == std::errc() && end == text.data() + text.size();
    return is_whole ? std::optional(value) : std::nullopt;
}

constexpr char const* seed_rule =
    "must be an integer 0 ... 9223372036854775807, or as text up to \"18446744073709551615\" or "
    "\"0xffffffffffffffff\", got ";

}  // namespace

std::optional<std::uint64_t> read_seed(TableReader& reader) {
    TomlNode const* const node = reader.has("seed") ? reader.node().find("seed") : nullptr;
    if (node == nullptr) {
        return std::nullopt;
    }
    if (node->kind == TomlKind::integer && node->integer >= 0) {
        return static_cast<std::uint64_t>(node->integer);
    }
    if (node->kind == TomlKind::text) {
        if (auto const seed = parse_seed(node->text)) {
            return seed;
        }
    }
    reader.error("seed", seed_rule + describe(*node));
    return std::nullopt;
}

trials::Study read_study_tree(TomlNode const& document, std::string const& default_title,
                              ReadLog& log) {
    trials::Study study;
    TableReader root(document, "", log);
    for (char const* const key :
         {"schema_version", "replicates", "summary_over_scenarios", "scenarios"}) {
        root.has(key);  // read once for all scenarios
    }
    study.title = root.text("title").value_or(default_title);
    study.published_trial = root.text("published_trial").value_or("");
    study.seed = read_seed(root).value_or(study.seed);
    read_arms(root, study);
    read_second_randomisation(root, study);
    read_strata(root, study);
    read_biomarkers(root, study);
    read_screening(root, study);
    read_responses(root, study);
    read_subgroups(root, study);
    read_safety(root, study);
    read_quality_of_life(root, study);
    read_measurements(root, study);
    read_design(root, study);
    read_accrual(root, study);
    read_dropout(root, study);
    read_assessments(root, study);
    read_model(root, study);
    read_crossover(root, study);
    read_analyses(root, study);
    read_endpoints(root, study);
    root.finish();
    set_planned_events(study);
    return study;
}

}  // namespace vtrial::host
