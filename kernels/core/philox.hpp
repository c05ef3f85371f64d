// Philox4x32-10 of Salmon, Moraes, Dror and Shaw (SC 2011): a random word has an address, not an
// order. The words are those of cuRAND's device generator, curand_init(seed, subsequence, offset).
#pragma once

#include <cstdint>

#include "kernels/core/compiler.hpp"

namespace vtrial::kernels {

/// Four random words, made by one call.
struct Words {
    std::uint32_t word[4];
};

/// The four words at `block` of the stream `subsequence` of `seed`; cuRAND's offset is 4 * block.
VTRIAL_FUNCTION constexpr Words philox(std::uint64_t seed, std::uint64_t subsequence,
                                       std::uint64_t block) {
    constexpr std::uint64_t multiplier_0 = 0xD2511F53u;
    constexpr std::uint64_t multiplier_1 = 0xCD9E8D57u;
    constexpr std::uint32_t key_step_0 = 0x9E3779B9u;  // golden ratio
    constexpr std::uint32_t key_step_1 = 0xBB67AE85u;  // sqrt(3) - 1
    auto key_0 = static_cast<std::uint32_t>(seed);
    auto key_1 = static_cast<std::uint32_t>(seed >> 32);
    auto c0 = static_cast<std::uint32_t>(block);
    auto c1 = static_cast<std::uint32_t>(block >> 32);
    auto c2 = static_cast<std::uint32_t>(subsequence);
    auto c3 = static_cast<std::uint32_t>(subsequence >> 32);
    for (int round = 0; round < 10; ++round) {
        std::uint64_t const product_0 = multiplier_0 * c0;
        std::uint64_t const product_1 = multiplier_1 * c2;
        c0 = static_cast<std::uint32_t>(product_1 >> 32) ^ c1 ^ key_0;
        c1 = static_cast<std::uint32_t>(product_1);
        c2 = static_cast<std::uint32_t>(product_0 >> 32) ^ c3 ^ key_1;
        c3 = static_cast<std::uint32_t>(product_0);
        key_0 += key_step_0;
        key_1 += key_step_1;
    }
    return {{c0, c1, c2, c3}};
}

/// A number in the open interval (0, 1) from the upper 23 bits of a word. With 24 it would not be
/// open: above 1/2 a float has no bit left for the half step, and the last of them would be 1.
VTRIAL_FUNCTION constexpr float open_uniform(std::uint32_t word) {
    // through int32: its conversion is one vector instruction, that of uint32 is not
    return (static_cast<float>(static_cast<std::int32_t>(word >> 9)) + 0.5f) * 0x1p-23f;
}

/// A number in the open interval (0, 1) from all 32 bits of a word; exact in double.
VTRIAL_FUNCTION constexpr double open_uniform_double(std::uint32_t word) {
    // through int32 as well: word - 2^31 + 2^31 + 1/2, all exact
    auto const centred = static_cast<std::int32_t>(word ^ 0x80000000u);
    return (static_cast<double>(centred) + 0x1p31 + 0.5) * 0x1p-32;
}

}  // namespace vtrial::kernels
