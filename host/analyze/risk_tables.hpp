// Patients of a data file where a cut leaves simulated ones: on days that are the ranks of their
// times, in the risk tables that the kernels' tests read.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "host/analyze/patient_data.hpp"
#include "host/analyze/rank_times.hpp"
#include "kernels/launch/cpu_team.hpp"
#include "kernels/replicate/scratch.hpp"

namespace vtrial::host {

/// The kernels compiled for any x86-64: a single analysis needs no vector instructions.
using DataTeam = kernels::CpuTeam<0>;

/// Counts of 32 bits an arm: enough for every number of patients.
using DataCounts = std::uint64_t;
using DataRows = kernels::RiskRows<DataCounts>;

class RiskTables {
  public:
    explicit RiskTables(PatientData const& data);
    RiskTables(RiskTables const&) = delete;
    RiskTables& operator=(RiskTables const&) = delete;

    kernels::Plan const& plan() const { return plan_; }
    kernels::ScratchOf<DataCounts> const& scratch() const { return scratch_; }

    /// Of all patients; their days are ranks.
    DataRows const& rows() const { return scratch_.rows; }
    /// Of stratum after stratum; those of all patients where there is one stratum.
    DataRows const& stratified_rows() const {
        return plan_.strata > 1 ? scratch_.stratified_rows : scratch_.rows;
    }

    /// The time of a rank.
    double time_of(std::int32_t rank) const { return ranked_.time[static_cast<std::size_t>(rank)]; }
    std::vector<std::int32_t> const& ranks() const { return ranked_.rank; }

    std::array<std::int32_t, 2> patients{};
    std::array<std::int32_t, 2> events{};
    std::array<std::int32_t, 2> first_rank{};  ///< at which a patient of the arm leaves
    std::array<std::int32_t, 2> last_rank{};   ///< of the arm's follow-up

  private:
    struct alignas(64) CacheLine {
        std::array<std::byte, 64> bytes;
    };

    void lay_out();
    void put_patients(PatientData const& data);
    void tabulate();

    RankedTimes ranked_;
    std::vector<std::int64_t> log_of_count_;
    kernels::Plan plan_{};
    std::vector<CacheLine> memory_;
    kernels::ScratchOf<DataCounts> scratch_;
};

}  // namespace vtrial::host
