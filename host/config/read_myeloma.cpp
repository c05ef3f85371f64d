// The disease model, read field by field.
#include <fmt/format.h>

#include <algorithm>

#include "host/config/read_parts.hpp"
#include "trials/myeloma/myeloma_fields.hpp"

namespace vtrial::host {
namespace {

/// Reads every field that the table has. What it lacks keeps its default, or is told as missing;
/// so are the fields of tables that are not there at all.
class FieldReader {
  public:
    explicit FieldReader(TableReader& table) : table_(table) {}

    void number(char const* key, double& value, trials::Range, trials::Stated stated = {}) {
        require(key, stated);
        value = table_.number(key).value_or(value);
    }
    void integer(char const* key, int& value, trials::WholeRange, trials::Stated stated = {}) {
        require(key, stated);
        value = table_.small_integer(key).value_or(value);
    }
    void optional_integer(char const* key, std::optional<int>& value, trials::WholeRange) {
        value = table_.small_integer(key);
    }
    void optional_number(char const* key, std::optional<double>& value, trials::Range) {
        value = table_.number(key);
    }
    void numbers(char const* key, std::vector<double>& values, trials::Range) {
        if (table_.has(key)) {
            values = table_.numbers(key);
        }
    }
    template <std::size_t Count>
    void numbers(char const* key, std::array<double, Count>& values, trials::Range,
                 trials::Stated stated = {}) {
        require(key, stated);
        TomlNode const* const list = table_.value(key);
        std::vector<double> const stated_values = table_.numbers(key);
        if (stated_values.size() == Count) {
            std::copy(stated_values.begin(), stated_values.end(), values.begin());
        } else if (list != nullptr && list->kind == TomlKind::array) {
            table_.error(key,
                         fmt::format("must be {} numbers, got {}", Count, stated_values.size()));
        }
    }
    template <class Choice, class Names>
    void choice(char const* key, Choice& value, Names const& names) {
        if (auto const index = table_.choice(key, names)) {
            value = static_cast<Choice>(*index);
        }
    }
    template <class Structure>
    void table(char const* key, Structure& structure, trials::Stated stated = {}) {
        require(key, stated);
        auto below = table_.child(key);
        if (below) {
            read(*below, structure);
        } else if (!table_.has(key) && stated == trials::Stated::if_not_default) {
            static TomlNode const nothing;
            TableReader absent(nothing, table_.path_of(key), table_.log());
            read(absent, structure);
        }
    }
    template <class Structure>
    void optional_table(char const* key, std::optional<Structure>& structure) {
        if (auto below = table_.child(key)) {
            read(*below, structure.emplace());
        }
    }
    template <class Structure>
    void tables(char const* key, std::vector<Structure>& structures) {
        if (!table_.has(key)) {
            return;
        }
        structures.clear();
        for (TableReader& below : table_.children(key, "")) {
            read(below, structures.emplace_back());
        }
    }
    void choose_defaults(trials::DaratumumabDosing& dosing) {
        dosing = trials::usual_dosing(dosing.route);
    }

  private:
    template <class Structure>
    static void read(TableReader& table, Structure& structure) {
        FieldReader reader(table);
        visit_fields(reader, structure);
        table.finish();
    }

    void require(char const* key, trials::Stated stated) {
        if (stated == trials::Stated::always) {
            table_.require({key});
        }
    }

    TableReader& table_;
};

}  // namespace

trials::MyelomaModel read_myeloma(TableReader& model) {
    trials::MyelomaModel myeloma;
    FieldReader reader(model);
    visit_fields(reader, myeloma);
    return myeloma;
}

}  // namespace vtrial::host
