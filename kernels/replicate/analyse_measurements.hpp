// Describe: numbers of patients by arm, means of concentrations and medians of times, in the data
// of one cut.
#pragma once

#include "kernels/replicate/outcome.hpp"
#include "kernels/replicate/scratch.hpp"

namespace vtrial::kernels {

/// A number of each patient, as a day of the calendar knows it.
class MeasuredAt {
  public:
    VTRIAL_FUNCTION MeasuredAt(Plan const& plan, Patients const& patients, int row,
                               std::int32_t day)
        : grows_(plan.myeloma[0].measurements.measurement[row].kind ==
                 MeasurementKind::time_on_treatment),
          known_day_(patients.measured[rows_of_measurement * row]),
          number_(patients.measured[rows_of_measurement * row + 1]),
          entry_day_(patients.entry_day),
          day_(day) {}

    VTRIAL_FUNCTION bool is_known(std::int32_t i) const {
        return known_day_[i] != never_day && entry_day_[i] + std::int32_t{known_day_[i]} <= day_;
    }
    VTRIAL_FUNCTION std::int32_t operator()(std::int32_t i) const {
        std::int32_t const number = number_[i];
        return grows_ ? smaller(number, day_ - entry_day_[i]) : number;
    }

  private:
    bool grows_;
    std::uint16_t const* known_day_;
    std::uint16_t const* number_;
    ShortDay const* entry_day_;
    std::int32_t day_;
};

/// Sums value(number) over the patients of whom it is known, by arm.
template <class Team, class Value>
VTRIAL_FUNCTION auto sum_measured(Team const& team, Patients const& patients,
                                  MeasuredAt const& measured, Value const& value) {
    return team.sum(
        patients.count, [&](std::int32_t i, std::int64_t& control, std::int64_t& experimental) {
            std::int64_t const added =
                measured.is_known(i) ? value(patients.arm[i], std::int64_t{measured(i)}) : 0;
            control += patients.arm[i] == 0 ? added : 0;
            experimental += patients.arm[i] != 0 ? added : 0;
        });
}

/// The number that `rank` patients of an arm, counted from the lowest, do not exceed, for both
/// arms: by halving the range of numbers, which needs no order.
template <class Team>
VTRIAL_FUNCTION void find_ranked(Team const& team, Patients const& patients,
                                 MeasuredAt const& measured, std::int64_t const* rank,
                                 std::int32_t* found) {
    std::int32_t low[arm_count] = {0, 0};
    std::int32_t high[arm_count] = {static_cast<std::int32_t>(never_day),
                                    static_cast<std::int32_t>(never_day)};
    while (low[0] < high[0] || low[1] < high[1]) {
        std::int32_t const middle[arm_count] = {(low[0] + high[0]) / 2, (low[1] + high[1]) / 2};
        std::int32_t const control = middle[0];
        std::int32_t const experimental = middle[1];
        auto const below =
            sum_measured(team, patients, measured, [=](std::int32_t arm, std::int64_t number) {
                return std::int64_t{number <= (arm == 0 ? control : experimental) ? 1 : 0};
            });
        std::int64_t const counted[arm_count] = {below.first, below.second};
        for (int arm = 0; arm < arm_count; ++arm) {
            bool const is_enough = counted[arm] >= rank[arm];
            high[arm] = is_enough ? middle[arm] : high[arm];
            low[arm] = is_enough ? low[arm] : smaller(middle[arm] + 1, high[arm]);
        }
    }
    found[0] = low[0];
    found[1] = low[1];
}

/// Describes a number in the data up to and with a day of the calendar. The median of an even
/// number of patients is the middle of the two.
template <class Team, class Packed>
VTRIAL_SELDOM void analyse_measurement(Team const& team, Plan const& plan,
                                       ScratchOf<Packed> const& scratch, std::int32_t last_day,
                                       int row, MeasurementOutcome& outcome) {
    Patients const& patients = scratch.patients;
    MeasuredAt const measured(plan, patients, row, last_day);
    auto const sums = [&](auto const& value) {
        return sum_measured(team, patients, measured, value);
    };
    auto const known = sums([](std::int32_t, std::int64_t) { return std::int64_t{1}; });
    auto const sum = sums([](std::int32_t, std::int64_t number) { return number; });
    auto const squares = sums([](std::int32_t, std::int64_t number) { return number * number; });
    std::int32_t twice_median[arm_count] = {0, 0};
    if (plan.myeloma[0].measurements.measurement[row].kind != MeasurementKind::trough) {
        std::int64_t const lower[arm_count] = {(known.first + 1) / 2, (known.second + 1) / 2};
        std::int64_t const upper[arm_count] = {known.first / 2 + 1, known.second / 2 + 1};
        std::int32_t low[arm_count];
        std::int32_t high[arm_count];
        find_ranked(team, patients, measured, lower, low);
        find_ranked(team, patients, measured, upper, high);
        twice_median[0] = known.first > 0 ? low[0] + high[0] : 0;
        twice_median[1] = known.second > 0 ? low[1] + high[1] : 0;
    }
    team.once([&] {
        outcome = {
            {static_cast<std::int32_t>(known.first), static_cast<std::int32_t>(known.second)},
            {sum.first, sum.second},
            {squares.first, squares.second},
            {twice_median[0], twice_median[1]}};
    });
}

}  // namespace vtrial::kernels
