// docs/MYELOMA_KEYS.md is made of the fields themselves: it tells every key, default and range.
#include <gtest/gtest.h>

#include <array>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "trials/myeloma/myeloma_fields.hpp"
#include "trials/problem_list.hpp"

namespace vtrial::trials {
namespace {

/// Writes a structure of plain numbers on one line, as a study file has it.
class LineWriter {
  public:
    void number(char const* key, double value, Range, Stated = {}) {
        line += (line.empty() ? "{ " : ", ") + std::string(key) + " = " + text_of(value);
    }
    void integer(char const* key, int value, WholeRange, Stated = {}) { number(key, value, {}); }
    void optional_number(char const* key, std::optional<double> const& value, Range range) {
        if (value) number(key, *value, range);
    }

    std::string line;
};

/// Writes a row for every key.
class TableWriter {
  public:
    void number(char const* key, double value, Range range, Stated stated = {}) {
        row(key, default_of(text_of(value), stated), text_of(range.low), text_of(range.high));
    }
    void integer(char const* key, int value, WholeRange range, Stated stated = {}) {
        row(key, default_of(text_of(value), stated), text_of(range.low),
            text_of(range.high) + ", whole");
    }
    void optional_integer(char const* key, std::optional<int> const&, WholeRange range) {
        row(key, "none", text_of(range.low), text_of(range.high) + ", whole");
    }
    void optional_number(char const* key, std::optional<double> const&, Range range) {
        row(key, "none", text_of(range.low), text_of(range.high));
    }
    template <std::size_t Count>
    void numbers(char const* key, std::array<double, Count> const& values, Range range,
                 Stated stated = {}) {
        list(key, values, range, stated, text_of(Count) + " numbers, each ");
    }
    void numbers(char const* key, std::vector<double> const& values, Range range,
                 Stated stated = {}) {
        list(key, values, range, stated, "list, each ");
    }
    template <class Choice, class Names>
    void choice(char const* key, Choice value, Names const& names) {
        std::string allowed;
        for (char const* const name : names) {
            allowed += (allowed.empty() ? "" : ", ") + quoted(name);
        }
        row(key, quoted(names.at(static_cast<std::size_t>(value))), allowed);
    }
    template <class Structure>
    void table(std::string const& key, Structure const& structure, Stated stated = {}) {
        bool const is_required = stated == Stated::always;
        if (depth_ == 0) {
            page += "\n## `[model." + key + "]`\n\n" + (is_required ? "Required.\n\n" : "") +
                    "| key | default | range |\n|---|---|---|\n";
        } else if (is_required) {
            row(key, "required", "a table");
        }
        std::string const above = path_;
        path_ += depth_++ == 0 ? "" : key + ".";
        visit_fields(*this, structure);
        path_ = above;
        --depth_;
    }
    template <class Structure>
    void optional_table(char const* key, std::optional<Structure> const&) {
        row(key, "none", "a table");
        table(key, Structure{});
    }
    template <class Structure>
    void tables(char const* key, std::vector<Structure> const& structures) {
        std::string lines;
        for (Structure const& structure : structures) {
            LineWriter writer;
            visit_fields(writer, structure);
            lines += (lines.empty() ? "" : ", ") + writer.line + " }";
        }
        row(key, "`[" + lines + "]`", "list of tables");
        table(std::string(key) + "[]", Structure{});
    }
    template <class Structure>
    void choose_defaults(Structure const&) {}

    std::string page;

  private:
    static std::string default_of(std::string const& value, Stated stated) {
        return stated == Stated::always ? "required" : value;
    }
    template <class Numbers>
    void list(char const* key, Numbers const& values, Range range, Stated stated,
              std::string const& kind) {
        row(key, default_of(text_of(std::vector<double>(values.begin(), values.end())), stated),
            kind + text_of(range.low), text_of(range.high));
    }
    void row(std::string const& key, std::string const& value, std::string const& low,
             std::string const& high = "") {
        page += "| `" + path_ + key + "` | " + value + " | " + low +
                (high.empty() ? "" : " ... " + high) + " |\n";
    }

    std::string path_;  ///< below the table of the heading
    int depth_ = 0;
};

constexpr char const* introduction =
    "# Keys of the disease model\n\n"
    "Of a study with [`model.type = \"myeloma\"`](STUDY_FILE.md#type--myeloma); equations, units "
    "and sources are in [MYELOMA.md](MYELOMA.md) and `trials/myeloma`.\n"
    "Where [configs/parameters/shipped.toml](../configs/parameters/shipped.toml) has a number for "
    "a key, that is used before the default here, unless `model.parameters` names other "
    "parameters or `\"none\"`.\n"
    "Defaults of `dose_mg` and `absorbed_share` are those of the intravenous route. A test makes "
    "this page of what the reader uses, and compares.\n";

TEST(ParameterTable, OfTheDocumentationIsCurrent) {
    TableWriter writer;
    writer.page = introduction;
    MyelomaModel const defaults;
    visit_fields(writer, defaults);
    std::ostringstream documented;
    documented << std::ifstream(std::string(VTRIAL_DOCS) + "/MYELOMA_KEYS.md").rdbuf();
    EXPECT_EQ(documented.str(), writer.page) << "docs/MYELOMA_KEYS.md should be:\n" << writer.page;
}

}  // namespace
}  // namespace vtrial::trials
