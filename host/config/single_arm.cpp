#include "host/config/single_arm.hpp"

#include <algorithm>

namespace vtrial::host {
namespace {

bool has_single_arm(TomlNode const& study) {
    TomlNode const* const arms = study.find("arms");
    if (arms == nullptr || arms->kind != TomlKind::array || arms->elements.size() != 1) {
        return false;
    }
    TomlNode const* const role = arms->elements.front().find("role");
    return role != nullptr && role->text == "experimental";
}

TomlNode* regimens_of(TomlNode& model) {
    TomlNode* const regimens = model.find("regimens");
    return regimens != nullptr && regimens->kind == TomlKind::table ? regimens : nullptr;
}

}  // namespace

void fill_in_control_regimen(TomlNode& study, ReadLog& log) {
    TomlNode* const model = study.find("model");
    TomlNode* const regimens =
        model != nullptr && has_single_arm(study) ? regimens_of(*model) : nullptr;
    if (regimens == nullptr) {
        return;
    }
    if (TomlNode const* const control = regimens->find("control")) {
        log.error(control->where,
                  "model.regimens.control is of a control arm, which a single-arm study has not; "
                  "drop it");
    } else if (TomlNode const* const experimental = regimens->find("experimental")) {
        TomlNode copy = *experimental;
        regimens->set("control", std::move(copy));
    }
}

void drop_control_regimen(TomlNode& model) {
    if (TomlNode* const regimens = regimens_of(model)) {
        std::erase_if(regimens->members,
                      [](TomlMember const& member) { return member.key == "control"; });
    }
}

}  // namespace vtrial::host
