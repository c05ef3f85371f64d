#include "host/store/tally_codec.hpp"

#include <algorithm>
#include <cstdint>
#include <limits>

namespace vtrial::host {
namespace {

using kernels::WideInteger;
__extension__ using WideUnsigned = unsigned __int128;

constexpr std::string_view magic = "vtally";
constexpr std::uint8_t codec_version = 1;

/// Seven bits a byte, the lowest first; the highest bit says that more follow (LEB128).
template <class Unsigned>
void append_varint(std::string& bytes, Unsigned value) {
    while (value >= 0x80) {
        bytes.push_back(static_cast<char>((value & 0x7f) | 0x80));
        value >>= 7;
    }
    bytes.push_back(static_cast<char>(value));
}

/// 0, -1, 1, -2, ... become 0, 1, 2, 3, ..., so that small negative numbers are short.
WideUnsigned zigzag(WideInteger value) {
    WideUnsigned const sign = value < 0 ? ~WideUnsigned{0} : WideUnsigned{0};
    return (static_cast<WideUnsigned>(value) << 1) ^ sign;
}

WideInteger undo_zigzag(WideUnsigned value) {
    WideUnsigned const sign = (value & 1) != 0 ? ~WideUnsigned{0} : WideUnsigned{0};
    return static_cast<WideInteger>((value >> 1) ^ sign);
}

/// A count as it is; a run of zeros as 0 and its length.
void append_counts(std::string& bytes, std::vector<std::uint64_t> const& counts) {
    for (auto place = counts.begin(); place != counts.end();) {
        if (*place != 0) {
            append_varint(bytes, *place++);
            continue;
        }
        auto const end =
            std::find_if(place, counts.end(), [](std::uint64_t count) { return count != 0; });
        append_varint(bytes, std::uint64_t{0});
        append_varint(bytes, static_cast<std::uint64_t>(end - place));
        place = end;
    }
}

class Reader {
  public:
    explicit Reader(std::string_view bytes) : rest_(bytes) {}

    std::uint8_t byte() {
        if (rest_.empty()) {
            throw TallyCodecError("the tally ends early");
        }
        auto const value = static_cast<std::uint8_t>(rest_.front());
        rest_.remove_prefix(1);
        return value;
    }

    template <class Unsigned>
    Unsigned varint() {
        constexpr int bits = std::numeric_limits<std::uint8_t>::digits * int{sizeof(Unsigned)};
        Unsigned value = 0;
        for (int shift = 0; shift < bits; shift += 7) {
            std::uint8_t const next = byte();
            auto const part = static_cast<Unsigned>(next & 0x7f);
            if (bits - shift < 7 && (part >> (bits - shift)) != 0) {
                break;
            }
            value |= part << shift;
            if ((next & 0x80) != 0) {
                continue;
            }
            if (next == 0 && shift > 0) {
                throw TallyCodecError("a number is longer than it need be");
            }
            return value;
        }
        throw TallyCodecError("a number is too large");
    }

    bool is_at_end() const { return rest_.empty(); }

  private:
    std::string_view rest_;
};

void check_header(Reader& reader, TotalTally const& tally) {
    for (char const letter : magic) {
        if (reader.byte() != static_cast<std::uint8_t>(letter)) {
            throw TallyCodecError("it does not start as a tally");
        }
    }
    if (reader.byte() != codec_version) {
        throw TallyCodecError("its encoding is unknown");
    }
    if (reader.varint<std::uint64_t>() != tally.sums.size() ||
        reader.varint<std::uint64_t>() != tally.counts.size()) {
        throw TallyCodecError("it is of another size than the study's tallies");
    }
}

void read_counts(Reader& reader, std::vector<std::uint64_t>& counts) {
    bool was_run = false;
    for (std::size_t place = 0; place < counts.size();) {
        auto const count = reader.varint<std::uint64_t>();
        if (count != 0) {
            counts[place++] = count;
            was_run = false;
            continue;
        }
        auto const zeros = reader.varint<std::uint64_t>();
        if (was_run || zeros == 0 || zeros > counts.size() - place) {
            throw TallyCodecError("a run of zeros is of a wrong length");
        }
        place += zeros;
        was_run = true;
    }
}

template <class Integer>
void add_numbers(std::vector<Integer>& totals, std::vector<Integer> const& numbers) {
    if (totals.size() != numbers.size()) {
        throw TallyCodecError("it is of another size than the study's tallies");
    }
    for (std::size_t i = 0; i < totals.size(); ++i) {
        if (__builtin_add_overflow(totals[i], numbers[i], &totals[i])) {
            throw TallyCodecError("a sum overflows");
        }
    }
}

}  // namespace

TotalTally zero_tally(kernels::TallyLayout const& layout) {
    return {layout, std::vector<WideInteger>(static_cast<std::size_t>(layout.sums())),
            std::vector<std::uint64_t>(static_cast<std::size_t>(layout.counts()))};
}

std::string encode_tally(TotalTally const& tally) {
    std::string bytes(magic);
    bytes.push_back(static_cast<char>(codec_version));
    append_varint(bytes, std::uint64_t{tally.sums.size()});
    append_varint(bytes, std::uint64_t{tally.counts.size()});
    for (WideInteger const sum : tally.sums) {
        append_varint(bytes, zigzag(sum));
    }
    append_counts(bytes, tally.counts);
    return bytes;
}

TotalTally decode_tally(std::string_view bytes, kernels::TallyLayout const& layout) {
    TotalTally tally = zero_tally(layout);
    Reader reader(bytes);
    check_header(reader, tally);
    for (WideInteger& sum : tally.sums) {
        sum = undo_zigzag(reader.varint<WideUnsigned>());
    }
    read_counts(reader, tally.counts);
    if (!reader.is_at_end()) {
        throw TallyCodecError("more bytes follow the tally");
    }
    return tally;
}

void add_tally(TotalTally& total, TotalTally const& block) {
    add_numbers(total.sums, block.sums);
    add_numbers(total.counts, block.counts);
}

}  // namespace vtrial::host
