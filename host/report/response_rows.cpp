#include "host/report/response_rows.hpp"

#include <string>

#include "host/report/decision_rows.hpp"
#include "trials/estimands.hpp"

namespace vtrial::host {
namespace {

/// Writes the rows of one response at one look.
class ResponseRows {
  public:
    ResponseRows(RowSheet& sheet, int look, int response)
        : sheet_(sheet),
          at_(sheet.at()),
          look_(look),
          response_(response),
          hypothesis_(hypothesis_of_response(sheet.plan(), response)) {}

    void write() {
        trials::Response const& response =
            sheet_.study().responses[static_cast<std::size_t>(response_)];
        sheet_.add("patients_assessed", {}, sheet_.mean(at_.assessed(look_, response_)));
        bool const compares = !is_single_arm(sheet_.study());
        if (compares) {
            add_tests(response.name);
        } else if (hypothesis_ >= 0) {
            add_decision_on_one_arm(response.name);
        }
        for (int arm = compares ? 0 : 1; arm < kernels::arm_count; ++arm) {
            sheet_.row().arm =
                arms_of(sheet_.study(), response)[static_cast<std::size_t>(arm)].label;
            sheet_.add(rate_quantity(response), response.sustained_months,
                       sheet_.share(at_.response_rate(look_, response_, arm),
                                    at_.response_rate_exists(look_, response_, arm)));
        }
        sheet_.row().arm.clear();
    }

  private:
    void add_tests(std::string const& name) {
        sheet_.row().test = name_of(trials::rate_test_of(sheet_.study(), name));
        add_test(kernels::rate_test);
        sheet_.add("rate_difference", {},
                   sheet_.share(at_.rate_difference(look_, response_),
                                at_.rate_difference_exists(look_, response_)));
        if (hypothesis_ >= 0) {
            add_sequential_estimates(sheet_, look_, hypothesis_);
        }
        if (sheet_.plan().strata > 1) {
            sheet_.row().test = "cmh";
            add_test(kernels::cmh_test);
        }
        sheet_.row().test.clear();
    }

    void add_decision_on_one_arm(std::string const& name) {
        for (trials::Endpoint const& endpoint : sheet_.study().endpoints) {
            if (endpoint.response == name) {
                sheet_.row().test = name_of(endpoint.deciding_test);
            }
        }
        add_decision(sheet_, look_, hypothesis_);
        sheet_.row().test.clear();
    }

    /// The test that decides has power; the other rejects at its nominal level.
    void add_test(int test) {
        if (hypothesis_ >= 0 && sheet_.plan().hypothesis[hypothesis_].test == test) {
            add_decision(sheet_, look_, hypothesis_);
        } else {
            sheet_.add("rejects_nominal", {},
                       sheet_.rate(at_.response_rejects(look_, response_, test)));
        }
    }

    RowSheet& sheet_;
    kernels::TallyLayout const& at_;
    int look_;
    int response_;
    int hypothesis_;
};

}  // namespace

char const* rate_quantity(trials::Response const& response) {
    return response.measure
               ? trials::response_measure_names[static_cast<std::size_t>(*response.measure)]
               : "rate";
}

void add_responses(RowSheet& sheet, int look) {
    int number = 0;
    for (trials::Response const& response : sheet.study().responses) {
        sheet.row().endpoint = measure_of(response);
        sheet.row().subgroup = response.population;
        ResponseRows(sheet, look, number++).write();
    }
    sheet.row().endpoint.clear();
    sheet.row().subgroup.clear();
}

}  // namespace vtrial::host
