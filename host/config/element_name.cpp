#include "host/config/element_name.hpp"

namespace vtrial::host {

std::string element_name(TomlNode const& element, std::string_view name_key) {
    TomlNode const* const name = element.find(name_key);
    if (name == nullptr || name->kind != TomlKind::text) {
        return {};
    }
    TomlNode const* const from = element.find("from");
    bool const has_from = from != nullptr && !from->text.empty();
    std::string const measured = has_from ? name->text + "_from_" + from->text : name->text;
    TomlNode const* const population = element.find("population");
    bool const has_population = population != nullptr && !population->text.empty();
    return has_population ? measured + " in " + population->text : measured;
}

}  // namespace vtrial::host
