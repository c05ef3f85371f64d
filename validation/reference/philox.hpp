// Philox4x32-10, the counter-based generator of Salmon, Moraes, Dror and Shaw, "Parallel random
// numbers: as easy as 1, 2, 3" (SC 2011), written as in the paper: ten rounds, a key a round.
#pragma once

#include <array>
#include <cstdint>

namespace vtrial::reference {

using PhiloxCounter = std::array<std::uint32_t, 4>;
using PhiloxKey = std::array<std::uint32_t, 2>;

/// One round: two 32 x 32 bit multiplications, their halves exchanged and mixed with the key.
inline PhiloxCounter philox_round(PhiloxCounter const& counter, PhiloxKey const& key) {
    std::uint64_t const first = std::uint64_t{0xD2511F53} * counter[0];
    std::uint64_t const second = std::uint64_t{0xCD9E8D57} * counter[2];
    auto const high = [](std::uint64_t product) {
        return static_cast<std::uint32_t>(product >> 32);
    };
    auto const low = [](std::uint64_t product) {
        return static_cast<std::uint32_t>(product & 0xFFFFFFFF);
    };
    return {high(second) ^ counter[1] ^ key[0], low(second), high(first) ^ counter[3] ^ key[1],
            low(first)};
}

/// The four random words at an address (the counter) of the generator with this key.
inline PhiloxCounter philox(PhiloxCounter counter, PhiloxKey key) {
    for (int round = 0; round < 10; ++round) {
        counter = philox_round(counter, key);
        key = {key[0] + 0x9E3779B9, key[1] + 0xBB67AE85};  // golden ratio; sqrt(3) - 1
    }
    return counter;
}

}  // namespace vtrial::reference
