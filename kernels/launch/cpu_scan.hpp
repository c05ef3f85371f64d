// Running sums and flags of a block of values on a CPU. With intrinsics, since neither compiler
// makes vectors of a loop that carries a sum from one round to the next.
#pragma once

#include <cstdint>

#include "kernels/core/compiler.hpp"

#if VTRIAL_HAS_HOST_VECTORS
#include <immintrin.h>
#endif

namespace vtrial::kernels {

/// Values of a block; a flag of each fits one word.
inline constexpr std::int32_t scan_block = 32;

/// Replaces each value of a block by `start` plus the sum of those before it; returns `start` plus
/// the sum of all.
template <class Sum>
VTRIAL_FUNCTION Sum sum_before(Sum start, Sum* values) {
    for (std::int32_t i = 0; i < scan_block; ++i) {
        Sum const value = values[i];
        values[i] = start;
        start += value;
    }
    return start;
}

#if VTRIAL_HAS_HOST_VECTORS

#if defined(__AVX512F__)
struct ScanLanes {
    static constexpr std::int32_t count = 16;
    __m512i value;

    VTRIAL_FUNCTION static ScanLanes all(std::uint32_t x) {
        return {_mm512_set1_epi32(static_cast<int>(x))};
    }
    VTRIAL_FUNCTION static ScanLanes load(std::uint32_t const* from) {
        return {_mm512_loadu_si512(from)};
    }
    VTRIAL_FUNCTION void store(std::uint32_t* to) const { _mm512_storeu_si512(to, value); }
    VTRIAL_FUNCTION ScanLanes plus(ScanLanes other) const {
        return {_mm512_add_epi32(value, other.value)};
    }
    VTRIAL_FUNCTION ScanLanes minus(ScanLanes other) const {
        return {_mm512_sub_epi32(value, other.value)};
    }
    VTRIAL_FUNCTION std::uint32_t first() const {
        return static_cast<std::uint32_t>(_mm512_cvtsi512_si32(value));
    }
    /// The last value in all lanes.
    VTRIAL_FUNCTION ScanLanes last() const {
        return {_mm512_permutexvar_epi32(_mm512_set1_epi32(count - 1), value)};
    }
    /// Every value so many lanes up, zeros behind them.
    template <int lanes>
    VTRIAL_FUNCTION ScanLanes moved_up() const {
        return {_mm512_alignr_epi32(value, _mm512_setzero_si512(), count - lanes)};
    }
    VTRIAL_FUNCTION ScanLanes running_sums() const {
        ScanLanes const pairs = plus(moved_up<1>());
        ScanLanes const fours = pairs.plus(pairs.moved_up<2>());
        ScanLanes const eights = fours.plus(fours.moved_up<4>());
        return eights.plus(eights.moved_up<8>());
    }
};
#else
struct ScanLanes {
    static constexpr std::int32_t count = 8;
    __m256i value;

    VTRIAL_FUNCTION static ScanLanes all(std::uint32_t x) {
        return {_mm256_set1_epi32(static_cast<int>(x))};
    }
    VTRIAL_FUNCTION static ScanLanes load(std::uint32_t const* from) {
        return {_mm256_loadu_si256(reinterpret_cast<__m256i const*>(from))};
    }
    VTRIAL_FUNCTION void store(std::uint32_t* to) const {
        _mm256_storeu_si256(reinterpret_cast<__m256i*>(to), value);
    }
    VTRIAL_FUNCTION ScanLanes plus(ScanLanes other) const {
        return {_mm256_add_epi32(value, other.value)};
    }
    VTRIAL_FUNCTION ScanLanes minus(ScanLanes other) const {
        return {_mm256_sub_epi32(value, other.value)};
    }
    VTRIAL_FUNCTION std::uint32_t first() const {
        return static_cast<std::uint32_t>(_mm256_cvtsi256_si32(value));
    }
    VTRIAL_FUNCTION ScanLanes last() const {
        return {_mm256_permutevar8x32_epi32(value, _mm256_set1_epi32(count - 1))};
    }
    template <int lanes>
    VTRIAL_FUNCTION ScanLanes moved_up() const {
        __m256i const lower_half_moved_up = _mm256_permute2x128_si256(value, value, 0x08);
        return {_mm256_alignr_epi8(value, lower_half_moved_up, 16 - 4 * lanes)};
    }
    VTRIAL_FUNCTION ScanLanes running_sums() const {
        ScanLanes const pairs = plus(moved_up<1>());
        ScanLanes const fours = pairs.plus(pairs.moved_up<2>());
        return fours.plus(fours.moved_up<4>());
    }
};
#endif

VTRIAL_FUNCTION std::uint32_t sum_before(std::uint32_t start, std::uint32_t* values) {
    // `start`, for which the block waits, comes last: from block to block one addition is left
    ScanLanes const start_everywhere = ScanLanes::all(start);
    ScanLanes of_block = ScanLanes::all(0);
    for (std::int32_t i = 0; i < scan_block; i += ScanLanes::count) {
        ScanLanes const own = ScanLanes::load(values + i);
        ScanLanes const sums = own.running_sums().plus(of_block);
        sums.minus(own).plus(start_everywhere).store(values + i);
        of_block = sums.last();
    }
    return start + of_block.first();
}

#endif

/// Bit i: whether flags[i], 0 or 0xFF, is set.
VTRIAL_FUNCTION std::uint32_t bits_of(std::uint8_t const* flags) {
#if VTRIAL_HAS_HOST_VECTORS
    auto const all = _mm256_loadu_si256(reinterpret_cast<__m256i const*>(flags));
    return static_cast<std::uint32_t>(_mm256_movemask_epi8(all));
#else
    std::uint32_t bits = 0;
    for (std::int32_t i = 0; i < scan_block; ++i) {
        bits |= static_cast<std::uint32_t>(flags[i] & 1) << i;
    }
    return bits;
#endif
}

}  // namespace vtrial::kernels
