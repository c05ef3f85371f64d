// A tally as bytes, small where most counts are zero. docs/BLOCK_STORE.md is the format.
#pragma once

#include <stdexcept>
#include <string>
#include <string_view>

#include "host/engine/result.hpp"

namespace vtrial::host {

/// Bytes that are no tally of the layout; the message says why.
struct TallyCodecError : std::runtime_error {
    using std::runtime_error::runtime_error;
};

/// A tally of no replicates.
TotalTally zero_tally(kernels::TallyLayout const& layout);

/// A tally has one encoding only.
std::string encode_tally(TotalTally const& tally);

/// Accepts what encode_tally makes and nothing else. Throws TallyCodecError.
TotalTally decode_tally(std::string_view bytes, kernels::TallyLayout const& layout);

/// Adds a tally of the same layout. Throws TallyCodecError where a number overflows, which no
/// number of replicates brings about.
void add_tally(TotalTally& total, TotalTally const& block);

}  // namespace vtrial::host
