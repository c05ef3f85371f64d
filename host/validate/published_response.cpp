#include "host/validate/published_response.hpp"

#include <charconv>
#include <map>
#include <string_view>

namespace vtrial::host {
namespace {

constexpr double usual_sustained_months = 12.0;

}  // namespace

std::optional<MeasuredResponse> response_of_disease_model(std::string const& published) {
    static std::map<std::string, MeasuredResponse> const by_name{
        {"ge_MR", {"response_mr", {}}},
        {"ORR", {"response_pr", {}}},
        {"ge_PR", {"response_pr", {}}},
        {"ge_VGPR", {"response_vgpr", {}}},
        {"ge_CR", {"response_cr", {}}},
        {"sCR", {"response_scr", {}}},
        {"MRD", {"mrd_negative", {}}},
        {"MRD_1e5", {"mrd_negative", {}}},
        {"MRD_sust", {"mrd_negative", usual_sustained_months}},
    };
    if (auto const found = by_name.find(published); found != by_name.end()) {
        return found->second;
    }
    constexpr std::string_view sustained = "MRD_sust";
    if (!published.starts_with(sustained)) {
        return std::nullopt;
    }
    double months = 0.0;
    char const* const last = published.data() + published.size();
    auto const [end, error] = std::from_chars(published.data() + sustained.size(), last, months);
    bool const is_number = error == std::errc{} && end == last;
    return is_number ? std::optional(MeasuredResponse{"mrd_negative", months}) : std::nullopt;
}

}  // namespace vtrial::host
