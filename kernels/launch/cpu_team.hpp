// A team of one CPU thread with its vector lanes. A replicate is written over these operations
// only; another team that offers them (a GPU thread block) gives the same bits, since bodies of one
// operation do not see each other and all sums are of integers.
//
// Between two operations every body of the first is finished and its writes are visible.
#pragma once

#include <cstdint>

#include "kernels/core/compiler.hpp"
#include "kernels/launch/cpu_draw.hpp"
#include "kernels/plan/draws.hpp"

namespace vtrial::kernels {

/// `instruction_level` is that of the translation unit (3: x86-64-v3, 4: x86-64-v4); it keeps the
/// code of one level apart from the other's in the linker's eyes.
template <int instruction_level>
struct CpuTeam {
    /// body(i) for i in [0, count); bodies write to places of their own.
    template <class Body>
    VTRIAL_FUNCTION void for_each(std::int32_t count, Body const& body) const {
        VTRIAL_SIMD
        for (std::int32_t i = 0; i < count; ++i) {
            body(i);
        }
    }

    /// body(i) for i in [0, count); bodies may `add` to the same place.
    template <class Body>
    VTRIAL_FUNCTION void scatter(std::int32_t count, Body const& body) const {
        for (std::int32_t i = 0; i < count; ++i) {
            body(i);
        }
    }

    /// Adds to a counter that several bodies of a `scatter` share.
    template <class Counter>
    VTRIAL_FUNCTION void add(Counter& counter, Counter amount) const {
        counter += amount;
    }

    /// The words of draw(seed, replicate, purpose, who) for who in [0, count).
    VTRIAL_FUNCTION void draw_for_each(std::uint64_t seed, std::uint64_t replicate,
                                       DrawPurpose purpose, std::int32_t count,
                                       WordArrays out) const {
        draw_on_cpu(seed, replicate, static_cast<std::uint32_t>(purpose), count, out);
    }

    /// Sets count values from `first` on to zero.
    template <class Value>
    VTRIAL_FUNCTION void clear(Value* first, std::int64_t count) const {
        __builtin_memset(first, 0, static_cast<unsigned long>(count) * sizeof(Value));
    }

    struct TwoSums {
        std::int64_t first;
        std::int64_t second;
    };

    /// Sums over i in [0, count) of what body(i, first, second) adds to its two arguments.
    template <class Body>
    VTRIAL_FUNCTION TwoSums sum(std::int32_t count, Body const& body) const {
        std::int64_t first = 0;
        std::int64_t second = 0;
        for (std::int32_t i = 0; i < count; ++i) {
            body(i, first, second);
        }
        return {first, second};
    }

    /// The largest value(i) over i in [0, count), at least `at_least`.
    template <class Value>
    VTRIAL_FUNCTION std::int32_t maximum(std::int32_t count, std::int32_t at_least,
                                         Value const& value) const {
        std::int32_t largest = at_least;
        for (std::int32_t i = 0; i < count; ++i) {
            largest = larger(largest, value(i));
        }
        return largest;
    }

    /// Goes through i in [0, count) in order, with `before` the sum of value(j) over j < i and
    /// `rank` the number of j < i with keep(j, its before): calls take(rank, i, before) for each i,
    /// whose writes to place `rank` stand only where i is kept. Returns the number kept.
    template <class Sum, class Value, class Keep, class Take>
    VTRIAL_FUNCTION std::int32_t scan_and_keep(std::int32_t count, Value const& value,
                                               Keep const& keep, Take const& take) const {
        std::int32_t rank = 0;
        Sum before{};
        for (std::int32_t i = 0; i < count; ++i) {
            take(rank, i, before);
            rank += keep(i, before) ? 1 : 0;
            before += value(i);
        }
        return rank;
    }

    /// take(i, rank) for i in [0, count), rank the number of j < i with label(j) == label(i).
    /// `counters` is scratch for one count a label.
    template <class Label, class Take>
    VTRIAL_FUNCTION void rank_within(std::int32_t count, std::int32_t labels,
                                     std::int32_t* counters, Label const& label,
                                     Take const& take) const {
        clear(counters, labels);
        for (std::int32_t i = 0; i < count; ++i) {
            take(i, counters[label(i)]++);
        }
    }

    /// Runs body once, by one member, while the others wait.
    template <class Body>
    VTRIAL_FUNCTION void once(Body const& body) const {
        body();
    }
};

}  // namespace vtrial::kernels
