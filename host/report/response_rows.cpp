#include "host/report/response_rows.hpp"

namespace vtrial::host {
namespace {

void add_response(RowSheet& sheet, int look, int response) {
    kernels::TallyLayout const& at = sheet.at();
    auto const share = [&](kernels::Moment moment, std::int64_t existing) {
        return kernels::mean_of(sheet.sum(existing), sheet.sum(moment.index),
                                sheet.sum(moment.index + 1), kernels::moment_bits);
    };
    sheet.add("patients_assessed", {}, sheet.mean(at.assessed(look, response)));
    sheet.row().test = "rate_difference";
    sheet.add("rejects_nominal", {}, sheet.rate(at.response_rejects(look, response, 0)));
    sheet.add("rate_difference", {},
              share(at.rate_difference(look, response), at.rate_difference_exists(look, response)));
    if (sheet.plan().strata > 1) {
        sheet.row().test = "cmh";
        sheet.add("rejects_nominal", {}, sheet.rate(at.response_rejects(look, response, 1)));
    }
    sheet.row().test.clear();
    for (int arm = 0; arm < kernels::arm_count; ++arm) {
        sheet.row().arm = sheet.study().arms[static_cast<std::size_t>(arm)].label;
        sheet.add("rate", {},
                  share(at.response_rate(look, response, arm),
                        at.response_rate_exists(look, response, arm)));
    }
    sheet.row().arm.clear();
}

}  // namespace

void add_responses(RowSheet& sheet, int look) {
    for (int response = 0; response < sheet.plan().responses.count; ++response) {
        sheet.row().endpoint = sheet.study().responses[static_cast<std::size_t>(response)].name;
        add_response(sheet, look, response);
    }
    sheet.row().endpoint.clear();
}

}  // namespace vtrial::host
