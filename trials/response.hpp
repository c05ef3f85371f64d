// A binary endpoint, such as minimal residual disease not found: drawn at a rate in each arm and
// assessed once, or, with the disease model, what a data cut knows of the patient's first line.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace vtrial::trials {

/// What the disease model's patients respond with: a confirmed response of this depth or a deeper
/// one, or a negative result in marrow.
enum class ResponseMeasure : std::uint8_t {
    minimal,
    partial,
    very_good_partial,
    complete,
    stringent_complete,
    mrd_negative,
    stable  ///< or better: evaluable, alive and without progression six weeks after randomisation
};
inline constexpr std::array<char const*, 7> response_measure_names{
    "response_mr",  "response_pr",  "response_vgpr", "response_cr",
    "response_scr", "mrd_negative", "response_sd"};

struct Response {
    std::string name;
    double control_rate = 0.0;       ///< of all patients randomised, were none to drop out
    double experimental_rate = 0.0;  ///< likewise; in levels whose odds are multiplied by 1
    double assessed_months = 0.0;    ///< after randomisation
    /// factor name -> one multiplier of the odds, both arms, for each of its levels
    std::map<std::string, std::vector<double>> odds_by_level{};
    /// of the normal variable behind the response with the one behind the patient's times; above 0
    /// those who respond live longer
    double correlation = 0.0;
    /// with the disease model, instead of all above but the name
    std::optional<ResponseMeasure> measure{};
    /// of negative results: for so long, in whole cycles; empty: one is enough
    std::optional<double> sustained_months{};
    std::optional<double> within_months{};  ///< of randomisation; empty: whenever it comes
    std::string population{};  ///< with the disease model: name of the subgroup; empty: all
    /// name of the second randomisation, whose patients and arms are meant; empty: the first
    std::string from{};
    std::vector<std::string> published{};  ///< what published numbers call it beside its name
    std::string published_analysis{};      ///< for those that name no data cut; empty: none

    bool is_from_second() const { return !from.empty(); }

    bool operator==(Response const&) const = default;
};

/// What it is called in results: its name, and what it counts from.
inline std::string measure_of(Response const& response) {
    return response.is_from_second() ? response.name + "_from_" + response.from : response.name;
}

}  // namespace vtrial::trials
