#include "host/report/safety_rows.hpp"

#include <string>

namespace vtrial::host {
namespace {

constexpr double highest_score = 100.0;

/// write(arm) with the label of each arm that has patients in the row.
template <class Write>
void for_each_arm(RowSheet& sheet, Write const& write) {
    for (int arm = is_single_arm(sheet.study()) ? 1 : 0; arm < kernels::arm_count; ++arm) {
        sheet.row().arm = sheet.study().arms[static_cast<std::size_t>(arm)].label;
        write(arm);
    }
    sheet.row().arm.clear();
}

void add_entry(RowSheet& sheet, int look, int response, trials::SafetyEntry const& entry) {
    kernels::TallyLayout const& at = sheet.at();
    sheet.add("patients_assessed", {}, sheet.mean(at.assessed(look, response)));
    if (!is_single_arm(sheet.study())) {
        sheet.add("rate_difference", {},
                  sheet.share(at.rate_difference(look, response),
                              at.rate_difference_exists(look, response)));
    }
    char const* const event = trials::safety_event_names[static_cast<std::size_t>(entry.event)];
    for_each_arm(sheet, [&](int arm) {
        sheet.add(event, {},
                  sheet.share(at.response_rate(look, response, arm),
                              at.response_rate_exists(look, response, arm)));
    });
}

void add_events_per_year(RowSheet& sheet, int look, int recurrent) {
    kernels::TallyLayout const& at = sheet.at();
    for_each_arm(sheet, [&](int arm) {
        sheet.add(events_per_year_quantity, {},
                  sheet.share(at.event_rate(look, recurrent, arm),
                              at.event_rate_exists(look, recurrent, arm)));
    });
}

void add_entries(RowSheet& sheet, int look) {
    auto response = static_cast<int>(sheet.study().responses.size());
    int recurrent = 0;
    for (trials::SafetyEntry const& entry : sheet.study().safety) {
        sheet.row().endpoint = entry.name;
        sheet.row().subgroup = entry.population;
        add_entry(sheet, look, response++, entry);
        if (entry.recurs()) {
            add_events_per_year(sheet, look, recurrent++);
        }
    }
    sheet.row().endpoint.clear();
    sheet.row().subgroup.clear();
}

void add_scores(RowSheet& sheet, int look) {
    kernels::TallyLayout const& at = sheet.at();
    std::vector<double> const& months = sheet.study().quality_of_life->months;
    for (int k = 0; k < static_cast<int>(months.size()); ++k) {
        double const month = months[static_cast<std::size_t>(k)];
        for_each_arm(sheet, [&](int arm) {
            std::int64_t const existing = at.score_exists(look, k, arm);
            sheet.add(score_quantity, month,
                      scaled(sheet.share(at.score(look, k, arm), existing), highest_score));
            sheet.add(score_change_quantity, month,
                      scaled(sheet.share(at.score_change(look, k, arm), existing), highest_score));
            sheet.add(
                asked_quantity, month,
                sheet.share(at.asked_share(look, k, arm), at.asked_share_exists(look, k, arm)));
        });
    }
}

}  // namespace

void add_safety(RowSheet& sheet, int look) {
    add_entries(sheet, look);
    if (sheet.study().quality_of_life) {
        add_scores(sheet, look);
    }
}

}  // namespace vtrial::host
