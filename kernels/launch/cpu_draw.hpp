// Philox for many patients at once on a CPU: the words of philox(), eight or four patients a
// vector. Written with intrinsics since g++ makes twice to four times the instructions of the plain
// loop.
#pragma once

#include <cstdint>

#include "kernels/plan/draws.hpp"

#if VTRIAL_HAS_HOST_VECTORS
#include <immintrin.h>
#endif

namespace vtrial::kernels {

#if VTRIAL_HAS_HOST_VECTORS

/// The vector operations that Philox needs: one 32-bit number in the lower half of each 64-bit
/// lane; the upper halves hold anything.
#if defined(__AVX512F__)
struct DrawLanes {
    static constexpr std::int32_t count = 8;
    __m512i value;

    VTRIAL_FUNCTION static DrawLanes all(std::uint32_t x) { return {_mm512_set1_epi64(x)}; }
    VTRIAL_FUNCTION static DrawLanes counting_from(std::uint32_t x) {
        return {_mm512_add_epi64(_mm512_set1_epi64(x), _mm512_set_epi64(7, 6, 5, 4, 3, 2, 1, 0))};
    }
    VTRIAL_FUNCTION static DrawLanes of(std::uint32_t const* numbers) {
        auto const* const from = reinterpret_cast<__m256i const*>(numbers);
        return {_mm512_cvtepu32_epi64(_mm256_loadu_si256(from))};
    }
    VTRIAL_FUNCTION DrawLanes plus(DrawLanes other) const {
        return {_mm512_add_epi64(value, other.value)};
    }
    VTRIAL_FUNCTION DrawLanes times(DrawLanes other) const {
        return {_mm512_mul_epu32(value, other.value)};
    }
    VTRIAL_FUNCTION DrawLanes upper() const { return {_mm512_srli_epi64(value, 32)}; }
    VTRIAL_FUNCTION DrawLanes exclusive_or(DrawLanes other) const {
        return {_mm512_xor_si512(value, other.value)};
    }
    VTRIAL_FUNCTION void store(std::uint32_t* to) const {
        _mm256_storeu_si256(reinterpret_cast<__m256i*>(to), _mm512_cvtepi64_epi32(value));
    }
};
#else
struct DrawLanes {
    static constexpr std::int32_t count = 4;
    __m256i value;

    VTRIAL_FUNCTION static DrawLanes all(std::uint32_t x) { return {_mm256_set1_epi64x(x)}; }
    VTRIAL_FUNCTION static DrawLanes counting_from(std::uint32_t x) {
        return {_mm256_add_epi64(_mm256_set1_epi64x(x), _mm256_set_epi64x(3, 2, 1, 0))};
    }
    VTRIAL_FUNCTION static DrawLanes of(std::uint32_t const* numbers) {
        auto const* const from = reinterpret_cast<__m128i const*>(numbers);
        return {_mm256_cvtepu32_epi64(_mm_loadu_si128(from))};
    }
    VTRIAL_FUNCTION DrawLanes plus(DrawLanes other) const {
        return {_mm256_add_epi64(value, other.value)};
    }
    VTRIAL_FUNCTION DrawLanes times(DrawLanes other) const {
        return {_mm256_mul_epu32(value, other.value)};
    }
    VTRIAL_FUNCTION DrawLanes upper() const { return {_mm256_srli_epi64(value, 32)}; }
    VTRIAL_FUNCTION DrawLanes exclusive_or(DrawLanes other) const {
        return {_mm256_xor_si256(value, other.value)};
    }
    VTRIAL_FUNCTION void store(std::uint32_t* to) const {
        __m256i const even = _mm256_setr_epi32(0, 2, 4, 6, 0, 2, 4, 6);
        __m256i const packed = _mm256_permutevar8x32_epi32(value, even);
        _mm_storeu_si128(reinterpret_cast<__m128i*>(to), _mm256_castsi256_si128(packed));
    }
};
#endif

/// The draws of each `who` of a vector, to place `i` and on.
VTRIAL_FUNCTION void draw_lanes(std::uint64_t seed, std::uint64_t replicate, std::uint32_t purpose,
                                DrawLanes who, std::int32_t i, WordArrays out) {
    DrawLanes const multiplier_0 = DrawLanes::all(0xD2511F53u);
    DrawLanes const multiplier_1 = DrawLanes::all(0xCD9E8D57u);
    DrawLanes c0 = who;
    DrawLanes c1 = DrawLanes::all(purpose);
    DrawLanes c2 = DrawLanes::all(static_cast<std::uint32_t>(replicate));
    DrawLanes c3 = DrawLanes::all(static_cast<std::uint32_t>(replicate >> 32));
    auto key_0 = static_cast<std::uint32_t>(seed);
    auto key_1 = static_cast<std::uint32_t>(seed >> 32);
    for (int round = 0; round < 10; ++round) {
        DrawLanes const product_0 = c0.times(multiplier_0);
        DrawLanes const product_1 = c2.times(multiplier_1);
        c0 = product_1.upper().exclusive_or(c1).exclusive_or(DrawLanes::all(key_0));
        c1 = product_1;
        c2 = product_0.upper().exclusive_or(c3).exclusive_or(DrawLanes::all(key_1));
        c3 = product_0;
        key_0 += 0x9E3779B9u;
        key_1 += 0xBB67AE85u;
    }
    c0.store(out.word[0] + i);
    c1.store(out.word[1] + i);
    c2.store(out.word[2] + i);
    c3.store(out.word[3] + i);
}

#endif

/// Writes the four words of `who` = first ... first + count - 1 for one purpose.
VTRIAL_FUNCTION void draw_on_cpu(std::uint64_t seed, std::uint64_t replicate, std::uint32_t purpose,
                                 std::uint32_t first, std::int32_t count, WordArrays out) {
    std::int32_t i = 0;
#if VTRIAL_HAS_HOST_VECTORS
    for (; i + DrawLanes::count <= count; i += DrawLanes::count) {
        DrawLanes const who = DrawLanes::counting_from(first + static_cast<std::uint32_t>(i));
        draw_lanes(seed, replicate, purpose, who, i, out);
    }
#endif
    for (; i < count; ++i) {
        std::uint32_t const who = first + static_cast<std::uint32_t>(i);
        Words const words =
            philox(seed, replicate, (static_cast<std::uint64_t>(purpose) << 32) | who);
        for (int k = 0; k < 4; ++k) {
            out.word[k][i] = words.word[k];
        }
    }
}

/// The same for `who` = base + numbers[0], base + numbers[1], ...
VTRIAL_FUNCTION void draw_listed_on_cpu(std::uint64_t seed, std::uint64_t replicate,
                                        std::uint32_t purpose, std::uint32_t base,
                                        std::uint32_t const* numbers, std::int32_t count,
                                        WordArrays out) {
    std::int32_t i = 0;
#if VTRIAL_HAS_HOST_VECTORS
    for (; i + DrawLanes::count <= count; i += DrawLanes::count) {
        DrawLanes const who = DrawLanes::of(numbers + i).plus(DrawLanes::all(base));
        draw_lanes(seed, replicate, purpose, who, i, out);
    }
#endif
    for (; i < count; ++i) {
        Words const words = philox(
            seed, replicate, (static_cast<std::uint64_t>(purpose) << 32) | (base + numbers[i]));
        for (int k = 0; k < 4; ++k) {
            out.word[k][i] = words.word[k];
        }
    }
}

}  // namespace vtrial::kernels
