// Arms, design, recruitment and drop-out.
#include <fmt/format.h>

#include <array>

#include "host/config/read_parts.hpp"
#include "host/config/suggest.hpp"
#include "trials/limits.hpp"
#include "trials/screening.hpp"

namespace vtrial::host {
namespace {

constexpr std::array<char const*, 2> role_names{"control", "experimental"};

trials::Arm read_arm(TableReader& reader) {
    trials::Arm arm;
    arm.label = reader.text("label").value_or("");
    auto const role = reader.choice("role", role_names);
    arm.role = role == 1U ? trials::ArmRole::experimental : trials::ArmRole::control;
    arm.ratio = reader.small_integer("ratio").value_or(1);
    if (arm.ratio < 1) {
        // 0 would mean an arm that the study has not
        reader.error("ratio", fmt::format("must be 1 ... {}, got {}", trials::limits::most_ratio,
                                          arm.ratio));
        arm.ratio = 1;
    }
    reader.require({"label"});
    reader.require({"role"});
    reader.finish();
    return arm;
}

/// The arm of a single-arm study is the experimental one; the control has no patients.
void read_single_arm(TableReader& root, trials::Study& study) {
    for (TableReader& reader : root.children("arms", "label")) {
        study.arms[1] = read_arm(reader);
        if (study.arms[1].role == trials::ArmRole::experimental || !reader.has("role")) {
            study.arms[0] = {"", trials::ArmRole::control, 0};
        } else {
            root.error("arms",
                       "must be two, one \"control\" and one \"experimental\", or one "
                       "\"experimental\", got one \"control\"");
            study.arms[1].role = trials::ArmRole::experimental;
        }
    }
}

int default_block_size(trials::Study const& study) {
    int const ratio_sum = study.arms[0].ratio + study.arms[1].ratio;
    return 2 * ratio_sum <= trials::limits::most_block_size ? 2 * ratio_sum : ratio_sum;
}

}  // namespace

void read_arm_pair(TableReader& parent, std::array<trials::Arm, 2>& arms) {
    int controls = 0;
    auto readers = parent.children("arms", "label");
    for (TableReader& reader : readers) {
        trials::Arm arm = read_arm(reader);
        bool const is_control = arm.role == trials::ArmRole::control;
        controls += is_control ? 1 : 0;
        arms[is_control ? 0 : 1] = std::move(arm);
    }
    if (readers.size() != 2) {
        parent.error("arms", fmt::format("must be two, one \"control\" and one \"experimental\", "
                                         "got {}",
                                         readers.size()));
    } else if (controls != 1 && readers[0].has("role") && readers[1].has("role")) {
        parent.error("arms", fmt::format("must be one \"control\" and one \"experimental\", got {}",
                                         controls == 2 ? "two controls" : "no control"));
    }
}

void read_arms(TableReader& root, trials::Study& study) {
    study.arms = {trials::Arm{"control", trials::ArmRole::control, 1},
                  trials::Arm{"experimental", trials::ArmRole::experimental, 1}};
    if (!root.has("arms")) {
        return;
    }
    TomlNode const* const arms = root.node().find("arms");
    if (arms->kind == TomlKind::array && arms->elements.size() == 1) {
        read_single_arm(root, study);
    } else {
        read_arm_pair(root, study.arms);
    }
}

void read_design(TableReader& root, trials::Study& study) {
    study.block_size = default_block_size(study);
    study.maximum_months = 120.0;
    root.require({"design"}, "design is missing: [design] must state patients");
    auto design = root.child("design");
    if (!design) {
        root.log().fail("design");
        return;
    }
    design->require({"patients"});
    study.patients = design->small_integer("patients").value_or(0);
    study.block_size = design->small_integer("block_size").value_or(study.block_size);
    study.alpha_one_sided = design->number("alpha_one_sided").value_or(study.alpha_one_sided);
    study.maximum_months = design->number("maximum_months").value_or(study.maximum_months);
    read_multiplicity(*design, study);
    design->finish();
}

void read_accrual(TableReader& root, trials::Study& study) {
    root.require({"accrual"},
                 "accrual is missing: [accrual] must state months, or starts_months and "
                 "patients_per_month");
    auto accrual = root.child("accrual");
    if (!accrual) {
        root.log().fail("accrual");
        return;
    }
    bool const has_months = accrual->has("months");
    bool const has_rates = accrual->has("starts_months") || accrual->has("patients_per_month");
    accrual->require({"months", "starts_months", "patients_per_month"},
                     "accrual must state months, or starts_months and patients_per_month");
    auto const months = accrual->number("months");
    study.accrual.starts_months = accrual->numbers("starts_months");
    study.accrual.patients_per_month = accrual->numbers("patients_per_month");
    if (has_months && has_rates) {
        accrual->error("months",
                       "contradicts starts_months and patients_per_month; keep one of them");
        root.log().fail("accrual");
    } else if (has_months) {
        root.log().alias("accrual.patients_per_month", "accrual.months");
        double const value = months.value_or(0.0);
        if (months && !(value > 0.0 && value <= trials::limits::longest_study_months)) {
            accrual->error("months", fmt::format("must be above 0 and at most {}, got {}",
                                                 trials::limits::longest_study_months, value));
        }
        if (study.patients < 1) {
            root.log().fail("accrual");  // no rate without a number of patients
        }
        double const screened = value * trials::enrolled_share(study);
        if (!(screened > 0.0)) {
            root.log().fail("accrual");  // told of the months or of the screening
        }
        study.accrual.starts_months = {0.0};
        study.accrual.patients_per_month = {screened > 0.0 ? study.patients / screened : 0.0};
    } else if (has_rates) {
        accrual->require({"starts_months"});
        accrual->require({"patients_per_month"});
    }
    accrual->finish();
}

void read_by_arm(TableReader& reader, std::string const& key, std::string const& by_arm,
                 trials::Study const& study, std::array<double*, 2> const& values) {
    double const of_both = reader.number(key).value_or(0.0);
    auto of_arm = reader.numbers_by_name(by_arm);
    for (std::size_t arm = 0; arm < study.arms.size(); ++arm) {
        std::string const& label = study.arms[arm].label;
        *values[arm] = of_both;
        if (label.empty()) {
            continue;  // the control that a single-arm study has not
        }
        if (auto const found = of_arm.find(label); found != of_arm.end()) {
            *values[arm] = found->second;
            of_arm.erase(found);
        } else {
            reader.log().alias(reader.path_of(by_arm + "." + label), reader.path_of(key));
        }
    }
    if (is_single_arm(study)) {
        *values[0] = *values[1];
    }
    for (auto const& unknown : of_arm) {
        reader.error(by_arm + "." + unknown.first,
                     "names no arm" +
                         did_you_mean(unknown.first, {study.arms[0].label, study.arms[1].label}));
    }
}

void read_dropout(TableReader& root, trials::Study& study) {
    auto dropout = root.child("dropout");
    if (!dropout) {
        return;
    }
    read_by_arm(*dropout, "per_year", "by_arm", study,
                {&study.dropout.control_per_year, &study.dropout.experimental_per_year});
    dropout->finish();
}

}  // namespace vtrial::host
