// A team of many lanes that run the same code side by side: the threads of a CUDA block, or what
// stands for them in a test. It offers the operations of cpu_team.hpp with the same results, since
// all sums are of integers. Each operation ends with a barrier, so that its writes are visible to
// every lane of the next. Lanes agree on every value that an operation returns.
//
// A Lane offers: index(), count() (a multiple of 32, at most 1,024), barrier(), shuffle_up and
// shuffle_xor within its 32 neighbours, add() (atomic), exchange() (shared, 64 words), words(), and
// says whether it has_disease_model, has_safety and has_extras: whether code for them is to be made
// (the last: for what a plan that is_plain does not ask for).
#pragma once

#include <cstdint>

#include "kernels/launch/solo_team.hpp"

namespace vtrial::kernels {

inline constexpr std::int32_t lanes_a_warp = 32;
inline constexpr std::int32_t exchange_words = 64;

template <class Lane>
class BlockTeam {
  public:
    static constexpr bool is_one_thread = false;
    static constexpr bool has_disease_model = Lane::has_disease_model;
    static constexpr bool has_safety = Lane::has_safety;
    static constexpr bool has_extras = Lane::has_extras;
    using Member = SoloTeam<Lane>;  ///< what a body of for_each is by itself

    VTRIAL_FUNCTION explicit BlockTeam(Lane const& lane) : lane_(lane) {}

    template <class Body>
    VTRIAL_FUNCTION void for_each(std::int32_t count, Body const& body) const {
        for (std::int32_t i = lane_.index(); i < count; i += lane_.count()) {
            body(i);
        }
        lane_.barrier();
    }

    template <class Body>
    VTRIAL_FUNCTION void scatter(std::int32_t count, Body const& body) const {
        for_each(count, body);
    }

    template <class IsMeant, class Body>
    VTRIAL_FUNCTION void for_few(std::int32_t count, IsMeant const& is_meant,
                                 Body const& body) const {
        for_each(count, [&](std::int32_t i) {
            if (is_meant(i)) {
                body(i);
            }
        });
    }

    VTRIAL_FUNCTION Words draw(std::uint64_t seed, std::uint64_t replicate, DrawPurpose purpose,
                               std::uint32_t who) const {
        return SoloTeam<Lane>{}.draw(seed, replicate, purpose, who);
    }

    VTRIAL_FUNCTION void draw_for_each(std::uint64_t seed, std::uint64_t replicate,
                                       DrawPurpose purpose, Patients const& patients,
                                       WordArrays out) const {
        auto const first = static_cast<std::uint32_t>(patients.first);
        for_each(patients.count, [&](std::int32_t i) {
            Words const words =
                draw(seed, replicate, purpose, first + static_cast<std::uint32_t>(i));
            for (int k = 0; k < 4; ++k) {
                out.word[k][i] = words.word[k];
            }
        });
    }

    VTRIAL_FUNCTION void draw_listed(std::uint64_t seed, std::uint64_t replicate,
                                     DrawPurpose purpose, std::uint32_t base,
                                     std::uint32_t const* numbers, std::int32_t count,
                                     WordArrays out) const {
        for_each(count, [&](std::int32_t i) {
            Words const words = draw(seed, replicate, purpose, base + numbers[i]);
            for (int k = 0; k < 4; ++k) {
                out.word[k][i] = words.word[k];
            }
        });
    }

    template <class Counter>
    VTRIAL_FUNCTION void add(Counter& counter, Counter amount) const {
        if (amount != 0) {
            lane_.add(counter, amount);
        }
    }

    template <class Value>
    VTRIAL_FUNCTION void clear(Value* first, std::int64_t count) const {
        for_each(static_cast<std::int32_t>(count), [=](std::int32_t i) { first[i] = Value{}; });
    }

    template <class Body>
    VTRIAL_FUNCTION void for_each_tile(Patients const& patients, PatientTile const& /*tile*/,
                                       Body const& body) const {
        for_each(patients.count, [&](std::int32_t i) {
            PatientOfLane own;
            body(SoloTeam<Lane>{}, patients.part(i, 1), own.tile());
        });
    }

    struct TwoSums {
        std::int64_t first;
        std::int64_t second;
    };

    template <class Body>
    VTRIAL_FUNCTION TwoSums sum(std::int32_t count, Body const& body) const {
        TwoSums own{0, 0};
        for (std::int32_t i = lane_.index(); i < count; i += lane_.count()) {
            body(i, own.first, own.second);
        }
        for (std::int32_t mask = lanes_a_warp / 2; mask > 0; mask /= 2) {
            own.first += lane_.shuffle_xor(own.first, mask);
            own.second += lane_.shuffle_xor(own.second, mask);
        }
        if (is_first_of_warp()) {
            lane_.exchange()[2 * warp()] = static_cast<std::uint64_t>(own.first);
            lane_.exchange()[2 * warp() + 1] = static_cast<std::uint64_t>(own.second);
        }
        lane_.barrier();
        TwoSums all{0, 0};
        for (std::int32_t w = 0; w < warps(); ++w) {
            all.first += static_cast<std::int64_t>(lane_.exchange()[2 * w]);
            all.second += static_cast<std::int64_t>(lane_.exchange()[2 * w + 1]);
        }
        lane_.barrier();  // before the next operation exchanges
        return all;
    }

    template <class Value>
    VTRIAL_FUNCTION std::int32_t maximum(std::int32_t count, std::int32_t at_least,
                                         Value const& value) const {
        std::int32_t largest = at_least;
        for (std::int32_t i = lane_.index(); i < count; i += lane_.count()) {
            largest = larger(largest, value(i));
        }
        for (std::int32_t mask = lanes_a_warp / 2; mask > 0; mask /= 2) {
            largest = larger(largest, lane_.shuffle_xor(largest, mask));
        }
        if (is_first_of_warp()) {
            lane_.exchange()[warp()] = static_cast<std::uint32_t>(largest);
        }
        lane_.barrier();
        for (std::int32_t w = 0; w < warps(); ++w) {
            largest =
                larger(largest,
                       static_cast<std::int32_t>(static_cast<std::uint32_t>(lane_.exchange()[w])));
        }
        lane_.barrier();
        return largest;
    }

    template <class Sum, class Value, class Take>
    VTRIAL_FUNCTION Sum scan(std::int32_t count, Value const& value, Take const& take) const {
        Range const own = range_of(count);
        Scanned<Sum> const scanned = sum_before(sum_of<Sum>(own, value));
        Sum before = scanned.before;
        VTRIAL_ROLLED
        for (std::int32_t i = own.begin; i < own.end; ++i) {
            take(i, before);
            before += value(i);
        }
        lane_.barrier();
        return scanned.all;
    }

    /// One scan for both: sums and ranks stand in one number, or in two where a sum needs 64 bits.
    template <class Sum, class Value, class Keep, class Take>
    VTRIAL_FUNCTION std::int32_t scan_and_keep(std::int32_t count, Value const& value,
                                               Keep const& keep, Take const& take) const {
        Range const own = range_of(count);
        Sum sum{};
        std::uint32_t kept = 0;
        VTRIAL_ROLLED
        for (std::int32_t i = own.begin; i < own.end; ++i) {
            sum += value(i);
            kept += keep(i) ? 1u : 0u;
        }
        Ranked<Sum> const ranked = ranks_before(sum, kept);
        Sum before = ranked.sum;
        auto rank = static_cast<std::int32_t>(ranked.rank);
        VTRIAL_ROLLED
        for (std::int32_t i = own.begin; i < own.end; ++i) {
            if (keep(i)) {
                take(rank, i, before);
                ++rank;
            }
            before += value(i);
        }
        lane_.barrier();
        return static_cast<std::int32_t>(ranked.kept);
    }

    template <class Sum>
    struct HeldSums {
        std::int32_t count;
        Sum next;
    };

    template <class Sum, class Value, class Holds>
    VTRIAL_FUNCTION HeldSums<Sum> count_sums(std::int32_t count, Value const& value,
                                             Holds const& holds) const {
        Range const own = range_of(count);
        Sum so_far = sum_before(sum_of<Sum>(own, value)).before;
        std::int64_t number = 0;
        for (std::int32_t i = own.begin; i < own.end; ++i) {
            so_far += value(i);
            number += holds(so_far) ? 1 : 0;
        }
        auto const held = static_cast<std::int32_t>(sum_before(number).all);
        auto const next = sum(smaller(held + 1, count), [&](std::int32_t i, std::int64_t& total,
                                                            std::int64_t&) { total += value(i); });
        return {held, static_cast<Sum>(next.first)};
    }

    /// Three labels are counted in one scan, 21 bits each: more than the patients there can be.
    template <class Label, class Take>
    VTRIAL_FUNCTION void rank_within(std::int32_t count, std::int32_t labels,
                                     std::int32_t* counters, Label const& label,
                                     Take const& take) const {
        constexpr std::int32_t labels_a_scan = 3;
        constexpr int bits = 21;
        static_assert(most_patients < (1 << bits));
        for (std::int32_t first = 0; first < labels; first += labels_a_scan) {
            auto const is_here = [&](std::int32_t i) {
                return label(i) >= first && label(i) < first + labels_a_scan;
            };
            std::uint64_t const all = scan<std::uint64_t>(
                count,
                [&](std::int32_t i) {
                    return is_here(i) ? std::uint64_t{1} << (bits * (label(i) - first)) : 0u;
                },
                [&](std::int32_t i, std::uint64_t before) {
                    if (is_here(i)) {
                        std::uint64_t const same = before >> (bits * (label(i) - first));
                        take(i, static_cast<std::int32_t>(same & ((1u << bits) - 1u)));
                    }
                });
            for_each(smaller(labels_a_scan, labels - first), [=](std::int32_t l) {
                counters[first + l] =
                    static_cast<std::int32_t>(all >> (bits * l) & ((1u << bits) - 1u));
            });
        }
    }

    template <class Body>
    VTRIAL_FUNCTION void once(Body const& body) const {
        if (lane_.index() == 0) {
            body();
        }
        lane_.barrier();
    }

  private:
    struct Range {
        std::int32_t begin;
        std::int32_t end;
    };

    /// A lane's share of consecutive numbers; an odd share, so that lanes that go through theirs
    /// side by side meet different banks of shared memory.
    VTRIAL_FUNCTION Range range_of(std::int32_t count) const {
        std::int32_t const share = ((count + lane_.count() - 1) / lane_.count()) | 1;
        std::int32_t const begin = smaller(count, lane_.index() * share);
        return {begin, smaller(count, begin + share)};
    }

    template <class Sum, class Value>
    VTRIAL_FUNCTION Sum sum_of(Range range, Value const& value) const {
        Sum sum{};
        VTRIAL_ROLLED
        for (std::int32_t i = range.begin; i < range.end; ++i) {
            sum += value(i);
        }
        return sum;
    }

    template <class Sum>
    struct Scanned {
        Sum before;  ///< the sum over the lanes before this one
        Sum all;
    };

    template <class Sum>
    VTRIAL_FUNCTION Scanned<Sum> sum_before(Sum own) const {
        Sum up_to_here = own;
        for (std::int32_t distance = 1; distance < lanes_a_warp; distance *= 2) {
            Sum const other = lane_.shuffle_up(up_to_here, distance);
            up_to_here += place_in_warp() >= distance ? other : Sum{};
        }
        if (place_in_warp() == lanes_a_warp - 1) {
            lane_.exchange()[warp()] = static_cast<std::uint64_t>(up_to_here);
        }
        lane_.barrier();
        Sum before = up_to_here - own;
        Sum all{};
        for (std::int32_t w = 0; w < warps(); ++w) {
            auto const of_warp = static_cast<Sum>(lane_.exchange()[w]);
            before += w < warp() ? of_warp : Sum{};
            all += of_warp;
        }
        lane_.barrier();
        return {before, all};
    }

    template <class Sum>
    struct Ranked {
        Sum sum;
        std::uint32_t rank;
        std::uint32_t kept;
    };

    template <class Sum>
    VTRIAL_FUNCTION Ranked<Sum> ranks_before(Sum sum, std::uint32_t kept) const {
        if constexpr (sizeof(Sum) == 4) {
            // the sum above, where it may pass 2^32, modulo which it is meant; ranks stay below
            auto const packed = sum_before(std::uint64_t{sum} << 32 | kept);
            return {static_cast<Sum>(packed.before >> 32),
                    static_cast<std::uint32_t>(packed.before),
                    static_cast<std::uint32_t>(packed.all)};
        } else {
            auto const ranks = sum_before(kept);
            return {sum_before(sum).before, ranks.before, ranks.all};
        }
    }

    VTRIAL_FUNCTION std::int32_t warp() const { return lane_.index() / lanes_a_warp; }
    VTRIAL_FUNCTION std::int32_t warps() const { return lane_.count() / lanes_a_warp; }
    VTRIAL_FUNCTION std::int32_t place_in_warp() const { return lane_.index() % lanes_a_warp; }
    VTRIAL_FUNCTION bool is_first_of_warp() const { return place_in_warp() == 0; }

    Lane lane_;
};

}  // namespace vtrial::kernels
