// The disease model as tables of a study file, field by field.
#include <utility>

#include "host/config/study_tree_parts.hpp"
#include "trials/myeloma/myeloma_fields.hpp"

namespace vtrial::host {
namespace {

/// Writes every field into a table.
class FieldWriter {
  public:
    explicit FieldWriter(TomlNode& tree) : tree_(tree) {}

    void number(char const* key, double value, trials::Range, trials::Stated = {}) {
        tree_.set(key, TomlNode::of_number(value));
    }
    void integer(char const* key, int value, trials::WholeRange, trials::Stated = {}) {
        tree_.set(key, TomlNode::of_integer(value));
    }
    void optional_integer(char const* key, std::optional<int> const& value, trials::WholeRange) {
        if (value) {
            tree_.set(key, TomlNode::of_integer(*value));
        }
    }
    void optional_number(char const* key, std::optional<double> const& value, trials::Range) {
        if (value) {
            tree_.set(key, TomlNode::of_number(*value));
        }
    }
    template <class Numbers>
    void numbers(char const* key, Numbers const& values, trials::Range, trials::Stated = {}) {
        tree_.set(key, TomlNode::of_numbers({values.begin(), values.end()}));
    }
    template <class Choice, class Names>
    void choice(char const* key, Choice const& value, Names const& names) {
        tree_.set(key, TomlNode::of_text(names.at(static_cast<std::size_t>(value))));
    }
    template <class Structure>
    void table(char const* key, Structure const& structure, trials::Stated = {}) {
        tree_.set(key, tree_of(structure, TomlNode()));
    }
    template <class Structure>
    void optional_table(char const* key, std::optional<Structure> const& structure) {
        if (structure) {
            table(key, *structure);
        }
    }
    template <class Structure>
    void tables(char const* key, std::vector<Structure> const& structures) {
        TomlNode list = no_elements();
        for (Structure const& structure : structures) {
            list.elements.push_back(tree_of(structure, TomlNode::inline_table()));
        }
        tree_.set(key, std::move(list));
    }
    template <class Structure>
    void choose_defaults(Structure const&) {}

  private:
    template <class Structure>
    static TomlNode tree_of(Structure const& structure, TomlNode tree) {
        FieldWriter writer(tree);
        visit_fields(writer, structure);
        return tree;
    }

    TomlNode& tree_;
};

}  // namespace

TomlNode myeloma_tree(trials::MyelomaModel const& model) {
    TomlNode tree;
    tree.set("type", TomlNode::of_text("myeloma"));
    FieldWriter writer(tree);
    visit_fields(writer, model);
    return tree;
}

}  // namespace vtrial::host
