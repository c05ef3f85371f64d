// What publications call the responses that the disease model measures.
#pragma once

#include <optional>
#include <string>

namespace vtrial::host {

/// A response in the rows of estimates.csv.
struct MeasuredResponse {
    std::string quantity;             ///< as `response_cr`
    std::optional<double> at_months;  ///< for how long it was sustained

    bool operator==(MeasuredResponse const&) const = default;
};

/// `ORR` is a partial response or better, `ge_VGPR` a very good one or better, `MRD_1e5` (in
/// subgroups `MRD`) a negative result, `MRD_sust12` one sustained for 12 months, which `MRD_sust`
/// means too. Empty: no response of the disease model is called so.
std::optional<MeasuredResponse> response_of_disease_model(std::string const& published);

}  // namespace vtrial::host
