// An analysis of a study: when its data are cut.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "trials/endpoint.hpp"

namespace vtrial::trials {

enum class Trigger : std::uint8_t { events, calendar, minimum_follow_up };

/// One condition for a data cut. Months count from the opening of accrual, `minimum_follow_up`
/// from the last patient's enrolment.
struct CutTrigger {
    Trigger kind = Trigger::calendar;
    EndpointKind events_of = EndpointKind::PFS;  ///< for Trigger::events
    int events = 0;                              ///< for Trigger::events
    double months = 0.0;                         ///< for the other two

    bool operator==(CutTrigger const&) const = default;
};

/// Where several triggers are given: the data are cut at the first or at the last of them.
enum class CutWhen : std::uint8_t { earliest, latest };
inline constexpr std::array<char const*, 2> cut_when_names{"earliest", "latest"};

/// What is done at an analysis whose events have not come by its latest month.
enum class NotReached : std::uint8_t { test, no_test };
inline constexpr std::array<char const*, 2> not_reached_names{"test", "no_test"};

/// A blinded look at the pooled events: if fewer have come, the analysis may wait longer.
struct Checkpoint {
    double calendar_months = 0.0;
    EndpointKind events_of = EndpointKind::PFS;
    int fewer_than_events = 0;
    double then_at_latest_months = 0.0;

    bool operator==(Checkpoint const&) const = default;
};

/// When the data are cut. No analysis is cut before the one before it.
struct Analysis {
    std::string name;
    std::vector<CutTrigger> triggers{1};
    CutWhen when = CutWhen::earliest;
    double minimum_gap_months = 0.0;  ///< after the cut of the analysis before
    /// cut at this calendar month at the latest; empty: at `maximum_months` of the study
    std::optional<double> at_latest_months;
    std::vector<Checkpoint> checkpoints;
    NotReached when_not_reached = NotReached::test;
    int cleaning_days = 0;                  ///< from the cut to the decision
    bool analyses_cleaning_events = false;  ///< the data of the decision's day are analysed
    /// the data cut of the published trial that this analysis stands for; empty: none
    std::string published_cut{};

    bool operator==(Analysis const&) const = default;
};

/// The events of an endpoint that an analysis waits for, where nothing else triggers it.
inline std::optional<int> events_alone(Analysis const& analysis, EndpointKind endpoint) {
    bool const is_alone = analysis.triggers.size() == 1 &&
                          analysis.triggers[0].kind == Trigger::events &&
                          analysis.triggers[0].events_of == endpoint;
    return is_alone ? std::optional(analysis.triggers[0].events) : std::nullopt;
}

}  // namespace vtrial::trials
