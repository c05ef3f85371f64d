// A test, as text or as a table.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

#include "host/config/read_parts.hpp"
#include "host/config/suggest.hpp"

namespace vtrial::host {
namespace {

using trials::TestKind;

constexpr char const* test_forms =
    "\"logrank\", \"cox\", \"weighted(RHO,GAMMA)\" or \"maxcombo\", each with \"_stratified\" "
    "behind or without, \"rmst(MONTHS)\" or \"milestone(MONTHS)\"; of a response "
    "\"rate_difference\" or \"cmh\"; of a single arm \"one_sample_logrank(MONTHS)\", of its "
    "response \"exact_binomial(RATE)\"";

std::optional<trials::Test> read_named_test(TomlNode const& node, std::string const& path,
                                            ReadLog& log) {
    auto const test = trials::test_named(node.text);
    if (!test) {
        std::vector<std::string> names;
        for (char const* const name : trials::test_kind_names) {
            names.emplace_back(name);
            names.push_back(std::string(name) + "_stratified");
        }
        auto const suggestion = did_you_mean(node.text, names);
        log.error(node.where, fmt::format("{} must be {}, got \"{}\"{}", path, test_forms,
                                          node.text, suggestion));
        log.fail(path);
    }
    return test;
}

/// The keys beside `test`.
constexpr std::array test_keys{
    "rho", "gamma", "months", "stratified", "margin", "null_rate", "null_median_months"};

bool belongs_to(std::string_view key, TestKind kind) {
    bool const is_weighted = kind == TestKind::weighted;
    if (key == "months") {
        return kind == TestKind::rmst || kind == TestKind::milestone;
    }
    if (key == "stratified") {
        return has_strata(kind);
    }
    if (key == "null_rate") {
        return kind == TestKind::exact_binomial;
    }
    if (key == "null_median_months") {
        return kind == TestKind::one_sample_logrank;
    }
    bool const has_margin = !is_weighted && kind != TestKind::maxcombo &&
                            kind != TestKind::cochran_mantel_haenszel && !tests_one_arm(kind);
    return key == "margin" ? has_margin : is_weighted;
}

/// Whether a test that has the key cannot be without.
bool is_needed(std::string_view key) { return key != "stratified" && key != "margin"; }

trials::Test read_table_test(TableReader& reader) {
    trials::Test test;
    reader.require({"test"});
    auto const kind = reader.choice("test", trials::test_kind_names);
    test.kind = static_cast<TestKind>(kind.value_or(0));
    test.stratified = reader.flag("stratified").value_or(false);
    test.rho = reader.number("rho").value_or(0.0);
    test.gamma = reader.number("gamma").value_or(0.0);
    test.months = reader.number("months").value_or(0.0);
    test.margin = reader.number("margin");
    auto const null_rate = reader.number("null_rate");
    auto const null_median_months = reader.number("null_median_months");
    test.null_value = belongs_to("null_rate", test.kind) ? null_rate.value_or(0.0)
                      : belongs_to("null_median_months", test.kind)
                          ? null_median_months.value_or(0.0)
                          : 0.0;
    for (char const* const key : test_keys) {
        bool const is_allowed = belongs_to(key, test.kind);
        if (kind && !is_allowed && reader.has(key)) {
            reader.error(key, fmt::format("does not belong to the test \"{}\"; drop it",
                                          trials::test_kind_names[*kind]));
        } else if (kind && is_allowed && is_needed(key)) {
            reader.require({key});
        }
    }
    reader.finish();
    return test;
}

}  // namespace

std::optional<trials::Test> read_test(TomlNode const& node, std::string const& path, ReadLog& log) {
    if (node.kind == TomlKind::text) {
        return read_named_test(node, path, log);
    }
    if (node.kind == TomlKind::table) {
        TableReader reader(node, path, log);
        return read_table_test(reader);
    }
    log.error(node.where.line > 0 ? node.where : log.place_of(path),
              fmt::format("{} must be text in quotes or a table, got {}", path, describe(node)));
    log.fail(path);
    return std::nullopt;
}

std::vector<trials::Test> read_tests(TableReader& reader, std::string const& key) {
    std::vector<trials::Test> tests;
    TomlNode const* const list = reader.array(key);
    for (std::size_t index = 0; list != nullptr && index < list->elements.size(); ++index) {
        std::string const path = fmt::format("{}[{}]", reader.path_of(key), index);
        TomlNode const& element = list->elements[index];
        reader.log().place(path, element.where);
        if (auto const test = read_test(element, path, reader.log())) {
            tests.push_back(*test);
        } else {
            reader.log().fail(reader.path_of(key));
        }
    }
    return tests;
}

}  // namespace vtrial::host
