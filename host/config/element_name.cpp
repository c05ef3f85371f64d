#include "host/config/element_name.hpp"

namespace vtrial::host {

std::string element_name(TomlNode const& element, std::string_view name_key) {
    TomlNode const* const name = element.find(name_key);
    if (name == nullptr || name->kind != TomlKind::text) {
        return {};
    }
    TomlNode const* const population = element.find("population");
    bool const has_population = population != nullptr && !population->text.empty();
    return has_population ? name->text + " in " + population->text : name->text;
}

}  // namespace vtrial::host
