// Tallies and a store to put them in, small enough to write by hand.
#pragma once

#include <cstdint>
#include <filesystem>
#include <random>
#include <string>
#include <vector>

#include "host/store/block_store.hpp"
#include "host/store/tally_codec.hpp"

namespace vtrial::host::test {

/// One look of three days and two months: 26,000 counts, most of them zero.
inline kernels::TallyLayout small_layout() { return {1, 3, 2}; }

/// A tally that is a function of the block alone, and adds: of two neighbours it is that of both.
inline TotalTally tally_of(Interval block) {
    TotalTally tally = zero_tally(small_layout());
    for (std::int64_t replicate = block.first; replicate < block.end(); ++replicate) {
        std::mt19937_64 words(static_cast<std::uint64_t>(replicate));
        for (std::size_t i = 1; i < tally.sums.size(); ++i) {
            tally.sums[i] += static_cast<std::int64_t>(words());
        }
        for (int i = 0; i < 20; ++i) {
            ++tally.counts[words() % tally.counts.size()];
        }
    }
    tally.sums[0] = block.count;
    return tally;
}

inline bool same(TotalTally const& a, TotalTally const& b) {
    return a.sums == b.sums && a.counts == b.counts;
}

inline StoredStudy small_study() {
    return {"small", "title = \"small\"\n", 1000, {{"null", "aa"}, {"effect", "bb"}}};
}

/// What an operation says when it fails in the way of `Error`.
template <class Error, class Operation>
std::string failure(Operation const& operation) {
    try {
        operation();
    } catch (Error const& error) {
        return error.what();
    }
    return "no such error";
}

}  // namespace vtrial::host::test
