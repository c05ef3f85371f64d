// The patients: strata, biomarkers, screening and subgroups.
#include <fmt/format.h>

#include <algorithm>

#include "host/config/read_parts.hpp"
#include "host/config/suggest.hpp"
#include "trials/covariate_factor.hpp"
#include "trials/profiles.hpp"

namespace vtrial::host {
namespace {

/// Who has which level: by prevalences, or by a covariate of the disease model.
void read_levels(TableReader& reader, trials::PatientFactor& factor) {
    factor.prevalences = reader.numbers("prevalences");
    auto const covariate = reader.choice("covariate", trials::covariate_names);
    factor.cuts = reader.numbers("cuts");
    if (!reader.has("covariate")) {
        reader.require({"prevalences"});
        if (reader.has("cuts")) {
            reader.error("cuts", "belongs to covariate, which is missing");
        }
        return;
    }
    if (reader.has("prevalences")) {
        reader.error("prevalences", "contradicts covariate, which the model draws; keep one");
    }
    if (covariate) {
        factor.covariate = static_cast<trials::Covariate>(*covariate);
    }
    factor.prevalences = trials::undrawn_prevalences(factor.levels.size());
}

std::vector<trials::PatientFactor> read_factors(TableReader& root, char const* room) {
    std::vector<trials::PatientFactor> factors;
    for (TableReader& reader : root.children(room, "name")) {
        trials::PatientFactor factor;
        factor.name = reader.text("name").value_or("");
        factor.levels = reader.texts("levels");
        for (char const* const key : {"name", "levels"}) {
            reader.require({key});
        }
        read_levels(reader, factor);
        reader.finish();
        factors.push_back(std::move(factor));
    }
    return factors;
}

/// A misspelt factor or level is told with what was probably meant; what is far from all names is
/// left to trials::validate, which lists them.
void suggest_names(TableReader& reader, std::string const& key,
                   trials::LevelsByFactor const& by_factor, trials::Study const& study) {
    std::vector<std::string> names;
    auto const factors = trials::patient_factors(study);
    for (trials::PatientFactor const& factor : factors) {
        names.push_back(factor.name);
    }
    for (auto const& [name, levels] : by_factor) {
        std::string const path = key + "." + name;
        auto const factor = std::find(names.begin(), names.end(), name);
        if (factor == names.end()) {
            if (suggest(name, names)) {
                reader.error(path, "names no factor" + did_you_mean(name, names));
            }
            continue;
        }
        auto const& known = factors[static_cast<std::size_t>(factor - names.begin())].levels;
        for (std::string const& level : levels) {
            if (std::count(known.begin(), known.end(), level) == 0 && suggest(level, known)) {
                reader.error(path, fmt::format("names no level, got \"{}\"{}", level,
                                               did_you_mean(level, known)));
            }
        }
    }
}

}  // namespace

void read_strata(TableReader& root, trials::Study& study) {
    study.factors = read_factors(root, "strata");
}

void read_biomarkers(TableReader& root, trials::Study& study) {
    study.biomarkers = read_factors(root, "biomarkers");
}

void read_screening(TableReader& root, trials::Study& study) {
    auto screening = root.child("screening");
    if (!screening) {
        return;
    }
    study.screening.days = screening->number("days").value_or(0.0);
    study.screening.failure_share = screening->number("failure_share").value_or(0.0);
    study.screening.eligible = screening->texts_by_name("eligible");
    suggest_names(*screening, "eligible", study.screening.eligible, study);
    screening->finish();
}

namespace {

/// Told where a key names no response of the study.
void require_response(TableReader& reader, trials::Study const& study, char const* key,
                      std::string const& name) {
    std::vector<std::string> names;
    for (trials::Response const& response : study.responses) {
        names.push_back(response.name);
    }
    if (reader.has(key) && std::find(names.begin(), names.end(), name) == names.end()) {
        reader.error(key, fmt::format("names no response, got \"{}\"{}", name,
                                      names.empty() ? "; state it in [[responses]]"
                                                    : did_you_mean(name, names)));
    }
}

/// Patients by what a data cut knows of their response.
void read_response_of(TableReader& reader, trials::Study const& study, trials::Subgroup& subgroup) {
    subgroup.response = reader.text("response").value_or("");
    subgroup.has_response = reader.flag("has_response").value_or(true);
    subgroup.without_response = reader.text("without_response").value_or("");
    if (!reader.has("response") && reader.has("has_response")) {
        reader.error("has_response", "belongs to response, which is missing");
    }
    require_response(reader, study, "response", subgroup.response);
    require_response(reader, study, "without_response", subgroup.without_response);
}

}  // namespace

void read_subgroups(TableReader& root, trials::Study& study) {
    for (TableReader& reader : root.children("subgroups", "name")) {
        trials::Subgroup subgroup;
        subgroup.name = reader.text("name").value_or("");
        subgroup.where = reader.texts_by_name("where");
        take_arm(reader, study, subgroup);
        subgroup.published = reader.text("published").value_or("");
        read_response_of(reader, study, subgroup);
        reader.require({"name"});
        reader.require({"where", "response", "without_response"},
                       reader.path_of("where") + " is missing");
        suggest_names(reader, "where", subgroup.where, study);
        reader.finish();
        study.subgroups.push_back(std::move(subgroup));
    }
}

}  // namespace vtrial::host
