// A team of one CPU thread with its vector lanes. A replicate is written over these operations
// only; another team that offers them (a GPU thread block) gives the same bits, since bodies of one
// operation do not see each other and all sums are of integers.
//
// Between two operations every body of the first is finished and its writes are visible.
#pragma once

#include <cstdint>

#include "kernels/core/compiler.hpp"
#include "kernels/launch/cpu_draw.hpp"
#include "kernels/launch/cpu_scan.hpp"
#include "kernels/plan/draws.hpp"
#include "kernels/replicate/scratch.hpp"

namespace vtrial::kernels {

/// `instruction_level` is that of the translation unit (3: x86-64-v3, 4: x86-64-v4); it keeps the
/// code of one level apart from the other's in the linker's eyes.
template <int instruction_level>
struct CpuTeam {
    static constexpr bool is_one_thread = true;
    static constexpr bool has_disease_model = true;
    static constexpr bool has_safety = true;
    static constexpr bool has_extras = true;
    static constexpr std::int32_t disease_patients = 128;  ///< followed side by side, in the cache

    /// body(i) for i in [0, count); bodies write to places of their own.
    template <class Body>
    VTRIAL_FUNCTION void for_each(std::int32_t count, Body const& body) const {
        VTRIAL_SIMD
        for (std::int32_t i = 0; i < count; ++i) {
            body(i);
        }
    }

    /// body(i) for those i in [0, count) with is_meant(i), of whom there are few: bodies need not
    /// vectorise, and what they cost counts for those only.
    template <class IsMeant, class Body>
    VTRIAL_FUNCTION void for_few(std::int32_t count, IsMeant const& is_meant,
                                 Body const& body) const {
        for (std::int32_t first = 0; first < count; first += scan_block) {
            std::int32_t const size = smaller(scan_block, count - first);
            std::uint8_t flags[scan_block] = {};
            for_each(size, [&](std::int32_t i) { flags[i] = is_meant(first + i) ? 0xFF : 0; });
            for (std::uint32_t few = bits_of(flags); few != 0; few &= few - 1) {
                body(first + __builtin_ctz(few));
            }
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

    /// body(member, part, own) for parts of the patients that make up all of them; `own` is memory
    /// for a part. `member` offers for_each, draw and draw_for_each over the patients of the part.
    template <class Body>
    VTRIAL_FUNCTION void for_each_tile(Patients const& patients, PatientTile const& tile,
                                       Body const& body) const {
        for (std::int32_t begin = 0; begin < patients.count; begin += tile.capacity) {
            std::int32_t const size = smaller(tile.capacity, patients.count - begin);
            body(*this, patients.part(begin, size), tile);
        }
    }

    /// The words at an address, from wherever this team has them.
    VTRIAL_FUNCTION Words draw(std::uint64_t seed, std::uint64_t replicate, DrawPurpose purpose,
                               std::uint32_t who) const {
        return kernels::draw(seed, replicate, purpose, who);
    }

    /// The words of draw(seed, replicate, purpose, who) for each of the patients.
    VTRIAL_FUNCTION void draw_for_each(std::uint64_t seed, std::uint64_t replicate,
                                       DrawPurpose purpose, Patients const& patients,
                                       WordArrays out) const {
        draw_on_cpu(seed, replicate, static_cast<std::uint32_t>(purpose),
                    static_cast<std::uint32_t>(patients.first), patients.count, out);
    }

    /// The words of draw(seed, replicate, purpose, base + number) for each of the numbers.
    VTRIAL_FUNCTION void draw_listed(std::uint64_t seed, std::uint64_t replicate,
                                     DrawPurpose purpose, std::uint32_t base,
                                     std::uint32_t const* numbers, std::int32_t count,
                                     WordArrays out) const {
        draw_listed_on_cpu(seed, replicate, static_cast<std::uint32_t>(purpose), base, numbers,
                           count, out);
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

    /// take(i, before) for i in [0, count), `before` the sum of value(j) over j < i; bodies write
    /// to places of their own. By blocks, so that all but the last are vector loops.
    template <class Sum, class Value, class Take>
    VTRIAL_FUNCTION void scan(std::int32_t count, Value const& value, Take const& take) const {
        Sum sum{};
        std::int32_t first = 0;
        for (; first + scan_block <= count; first += scan_block) {
            Sum before[scan_block];
            for_each(scan_block, [&](std::int32_t i) { before[i] = value(first + i); });
            sum = sum_before(sum, before);
            for_each(scan_block, [&](std::int32_t i) { take(first + i, before[i]); });
        }
        for (; first < count; ++first) {
            take(first, sum);
            sum += value(first);
        }
    }

    /// take(rank, i, before) for each i in [0, count) with keep(i), `rank` the number kept before
    /// it, `before` the sum of value(j) over j < i. Returns the number kept.
    template <class Sum, class Value, class Keep, class Take>
    VTRIAL_FUNCTION std::int32_t scan_and_keep(std::int32_t count, Value const& value,
                                               Keep const& keep, Take const& take) const {
        return scan_and_keep<Sum>(count, value, keep, take, [](std::int32_t, Sum) {});
    }

    /// The same, and see(i, before) for every i, as `take` of a scan.
    template <class Sum, class Value, class Keep, class Take, class See>
    VTRIAL_FUNCTION std::int32_t scan_and_keep(std::int32_t count, Value const& value,
                                               Keep const& keep, Take const& take,
                                               See const& see) const {
        Sum sum{};
        std::int32_t rank = 0;
        std::int32_t first = 0;
        for (; first + scan_block <= count; first += scan_block) {
            Sum before[scan_block];
            std::uint8_t flags[scan_block];
            for_each(scan_block, [&](std::int32_t i) { before[i] = value(first + i); });
            for_each(scan_block, [&](std::int32_t i) { flags[i] = keep(first + i) ? 0xFF : 0; });
            sum = sum_before(sum, before);
            for_each(scan_block, [&](std::int32_t i) { see(first + i, before[i]); });
            for (std::uint32_t kept = bits_of(flags); kept != 0; kept &= kept - 1) {
                std::int32_t const i = __builtin_ctz(kept);
                take(rank++, first + i, before[i]);
            }
        }
        for (; first < count; ++first) {
            see(first, sum);
            if (keep(first)) {
                take(rank++, first, sum);
            }
            sum += value(first);
        }
        return rank;
    }

    template <class Sum>
    struct HeldSums {
        std::int32_t count;
        Sum next;  ///< the first sum for which it does not hold, if there is one
    };

    /// The number of i in [0, count) for which holds(the sum of value(j) over j <= i); it holds up
    /// to some i, and for none after it.
    template <class Sum, class Value, class Holds>
    VTRIAL_FUNCTION HeldSums<Sum> count_sums(std::int32_t count, Value const& value,
                                             Holds const& holds) const {
        Sum sum{};
        std::int32_t first = 0;
        // block by block, whose sums are vector loops; only the block in which it ends is walked
        for (; first + scan_block <= count; first += scan_block) {
            Sum of_block{};
            for (std::int32_t i = first; i < first + scan_block; ++i) {
                of_block += value(i);
            }
            if (!holds(sum + of_block)) {
                break;
            }
            sum += of_block;
        }
        for (; first < count; ++first) {
            sum += value(first);
            if (!holds(sum)) {
                break;
            }
        }
        return {first, sum};
    }

    /// take(i, rank) for i in [0, count), rank the number of j < i with label(j) == label(i).
    /// counters[l] becomes the number of those with label l.
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
