// The second randomisation.
#include <fmt/format.h>

#include "host/config/read_parts.hpp"

namespace vtrial::host {
namespace {

std::map<std::string, double> read_ratios(TableReader& reader) {
    auto effect = reader.child("effect");
    if (!effect) {
        return {};
    }
    effect->require({"hazard_ratio_by_transition"});
    auto ratios = effect->numbers_by_name("hazard_ratio_by_transition");
    effect->finish();
    return ratios;
}

}  // namespace

void read_second_randomisation(TableReader& root, trials::Study& study) {
    auto reader = root.child("second_randomisation");
    if (!reader) {
        return;
    }
    trials::SecondRandomisation second;
    for (char const* const key : {"name", "months", "arms"}) {
        reader->require({key});
    }
    second.name = reader->text("name").value_or("");
    second.months = reader->number("months").value_or(0.0);
    second.consent_share = reader->number("consent_share").value_or(1.0);
    second.response = reader->text("response").value_or("");
    second.arms = {trials::Arm{"control", trials::ArmRole::control, 1},
                   trials::Arm{"experimental", trials::ArmRole::experimental, 1}};
    if (reader->has("arms")) {
        read_arm_pair(*reader, second.arms);
    }
    second.hazard_ratio_by_transition = read_ratios(*reader);
    reader->finish();
    study.second_randomisation = std::move(second);
}

bool read_from(TableReader& reader, trials::Study const& study, trials::Endpoint& endpoint) {
    endpoint.from = reader.text("from").value_or("");
    std::string const known = study.second_randomisation ? study.second_randomisation->name : "";
    if (!reader.has("from") || (!known.empty() && endpoint.from == known)) {
        return true;
    }
    reader.error("from", known.empty()
                             ? fmt::format("names no second randomisation, got \"{}\"; state it in "
                                           "[second_randomisation]",
                                           endpoint.from)
                             : fmt::format("must be the second randomisation, \"{}\", got \"{}\"",
                                           known, endpoint.from));
    return false;
}

void take_arm(TableReader& reader, trials::Study const& study, trials::Subgroup& subgroup) {
    auto const asked = subgroup.where.find("arm");
    bool is_factor = false;
    for (auto const* factors : {&study.factors, &study.biomarkers}) {
        for (trials::PatientFactor const& factor : *factors) {
            is_factor = is_factor || factor.name == "arm";
        }
    }
    if (asked == subgroup.where.end() || is_factor || !study.second_randomisation) {
        return;
    }
    std::vector<std::string> const labels = asked->second;
    subgroup.where.erase(asked);
    for (trials::Arm const& arm : study.arms) {
        if (labels.size() == 1 && labels.front() == arm.label) {
            subgroup.arm = arm.label;
            return;
        }
    }
    reader.error("where.arm", fmt::format("must name one arm of the first randomisation, \"{}\" or "
                                          "\"{}\"",
                                          study.arms[0].label, study.arms[1].label));
    reader.log().fail(reader.path_of("where"));
}

}  // namespace vtrial::host
