// What the benchmark measures: a row of its table, with the target that the row is held to.
#pragma once

#include <optional>
#include <string>
#include <vector>

namespace vtrial::host {

struct BenchTarget {
    enum class Side { at_most, at_least };
    Side side;
    double value;  ///< in the unit of the row
};

/// A further number of a row. The name has the unit, as `trials_per_second`; one that ends in
/// `_share` is from 0 to 1.
struct BenchFigure {
    std::string name;
    double value;
};

struct BenchRow {
    std::string name;          ///< as --only knows it; several rows may share it
    std::string what;          ///< in words, with the unit
    std::string unit;          ///< of what is measured, as a name: `microseconds_a_trial`
    std::string backend;       ///< `cpu` or `cuda`
    std::string instructions;  ///< `v3` or `v4` where one of them was measured, else empty
    double measured = 0.0;
    std::optional<BenchTarget> target;
    std::string of;    ///< the study or the command
    std::string note;  ///< a few words, or empty
    std::vector<BenchFigure> figures;
};

/// `met`, `missed`, or `-` for a row without a target.
inline std::string verdict_on(BenchRow const& row) {
    if (!row.target) {
        return "-";
    }
    bool const is_met = row.target->side == BenchTarget::Side::at_most
                            ? row.measured <= row.target->value
                            : row.measured >= row.target->value;
    return is_met ? "met" : "missed";
}

/// How much is measured, and with how many threads where all are meant.
struct BenchScale {
    int replicates;  ///< a run of the textbook study on one core; the others in proportion
    int threads;

    /// So many, multiplied by a quotient; at least 1.
    int times(int factor, int divisor = 1) const {
        int const scaled = static_cast<int>(static_cast<long long>(replicates) * factor / divisor);
        return scaled > 1 ? scaled : 1;
    }
};

/// Some ten microseconds a trial: the whole table then takes about half a minute on two cores.
inline constexpr int usual_bench_replicates = 4000;
inline constexpr int most_bench_replicates = 1'000'000;

}  // namespace vtrial::host
