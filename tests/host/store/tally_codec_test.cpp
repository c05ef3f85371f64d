// Tallies as bytes: exact, one encoding each, and nothing else is taken for a tally.
#include "host/store/tally_codec.hpp"

#include <gtest/gtest.h>

#include <cstdint>
#include <limits>
#include <optional>
#include <random>
#include <string>
#include <vector>

#include "tests/host/store/small_store.hpp"

namespace vtrial::host::test {
namespace {

using std::string_literals::operator""s;
__extension__ using WideUnsigned = unsigned __int128;

/// Of no looks and no days: five sums, no counts. Only the last sum is not 0.
kernels::TallyLayout five_sums() { return {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0}; }
std::string const five_sums_header = "vtally\1\5\0"s;
std::string const before_last = five_sums_header + std::string(4, '\0');

std::string encoded_sum(kernels::WideInteger sum) {
    return encode_tally({five_sums(), {0, 0, 0, 0, sum}, {}});
}

/// Why bytes are refused as such a tally.
std::string refusal(std::string const& bytes) {
    return failure<TallyCodecError>([&] { (void)decode_tally(bytes, five_sums()); });
}

TEST(TallyCodec, KnownBytes) {
    EXPECT_EQ(encoded_sum(0), before_last + "\0"s);
    EXPECT_EQ(encoded_sum(-1), before_last + "\1");
    EXPECT_EQ(encoded_sum(1), before_last + "\2");
    EXPECT_EQ(encoded_sum(64), before_last + "\x80\1");
    TotalTally tally = zero_tally(small_layout());
    ASSERT_EQ(tally.sums.size(), 95u);
    ASSERT_EQ(tally.counts.size(), 55242u);
    std::string const header = "vtally\1\x5f\xca\xaf\3"s + std::string(95, '\0');
    EXPECT_EQ(encode_tally(tally), header + "\0\xca\xaf\3"s);
    tally.counts[0] = 5;
    tally.counts[3] = 300;
    tally.counts.back() = 1;
    EXPECT_EQ(encode_tally(tally), header + "\5\0\2\xac\2\0\xc5\xaf\3\1"s);
}

TEST(TallyCodec, ExtremeNumbersComeBack) {
    auto const most = static_cast<kernels::WideInteger>(~WideUnsigned{0} >> 1);
    for (kernels::WideInteger const sum : {most, -most - 1, most - 1, -most, most / 3}) {
        EXPECT_TRUE(decode_tally(encoded_sum(sum), five_sums()).sums[4] == sum);
    }
    TotalTally tally = zero_tally(small_layout());
    tally.counts[1] = std::numeric_limits<std::uint64_t>::max();
    tally.counts[2] = std::uint64_t{1} << 63;
    EXPECT_TRUE(same(decode_tally(encode_tally(tally), small_layout()), tally));
}

TEST(TallyCodec, TalliesComeBack) {
    for (std::int64_t const count : {1, 100, 10000}) {
        TotalTally const tally = tally_of({7, count});
        EXPECT_TRUE(same(decode_tally(encode_tally(tally), small_layout()), tally)) << count;
    }
}

TEST(TallyCodec, RefusesWhatIsNoTally) {
    EXPECT_EQ(refusal(""), "the tally ends early");
    EXPECT_EQ(refusal("vtallx\1\1\0\0"s), "it does not start as a tally");
    EXPECT_EQ(refusal("vtally\2\1\0\0"s), "its encoding is unknown");
    EXPECT_EQ(refusal("vtally\1\6\0\0\0"s), "it is of another size than the study's tallies");
    EXPECT_EQ(refusal("vtally\1\5\1\0\0"s), "it is of another size than the study's tallies");
    EXPECT_EQ(refusal(before_last + "\0\0"s), "more bytes follow the tally");
    EXPECT_EQ(refusal(before_last + "\x80\0"s), "a number is longer than it need be");
    std::string const full(18, '\xff');
    EXPECT_EQ(refusal(before_last + full + "\3"), "no such error");  // 128 bits
    EXPECT_EQ(refusal(before_last + full + "\4"), "a number is too large");
    EXPECT_EQ(refusal(before_last + full + "\x83\1"), "a number is too large");
    // a size of 65 bits
    EXPECT_EQ(refusal("vtally\1" + std::string(9, '\xff') + "\2"), "a number is too large");
}

TEST(TallyCodec, RefusesWrongRunsOfZeros) {
    std::string const header = "vtally\1\x5f\xca\xaf\3"s + std::string(95, '\0');
    auto const runs = [&](std::string const& counts) {
        return failure<TallyCodecError>(
            [&] { (void)decode_tally(header + counts, small_layout()); });
    };
    EXPECT_EQ(runs("\0\xca\xaf\3"s), "no such error");
    EXPECT_EQ(runs("\0\xcb\xaf\3"s), "a run of zeros is of a wrong length");
    EXPECT_EQ(runs("\0\0\0\xca\xaf\3"s), "a run of zeros is of a wrong length");
    EXPECT_EQ(runs("\0\1\0\xc9\xaf\3"s), "a run of zeros is of a wrong length") << "two runs";
    EXPECT_EQ(runs("\0\xc9\xaf\3"s), "the tally ends early");
    EXPECT_EQ(runs("\0"s + std::string(9, '\xff') + "\1"), "a run of zeros is of a wrong length");
}

/// Bytes are refused, or they are the one encoding of what they decode to.
bool is_refused_or_exact(std::string const& bytes) {
    std::optional<TotalTally> tally;
    try {
        tally = decode_tally(bytes, small_layout());
    } catch (TallyCodecError const&) {
        return true;
    }
    return encode_tally(*tally) == bytes;
}

TEST(TallyCodec, DamagedBytesAreRefusedOrAnotherTally) {
    std::string const bytes = encode_tally(tally_of({0, 3}));
    for (std::size_t place = 0; place < bytes.size(); ++place) {
        for (int const flip : {0x01, 0x02, 0x10, 0x40, 0x80, 0xff}) {
            std::string damaged = bytes;
            damaged[place] = static_cast<char>(damaged[place] ^ flip);
            ASSERT_TRUE(is_refused_or_exact(damaged)) << place << " " << flip;
        }
        EXPECT_THROW((void)decode_tally(bytes.substr(0, place), small_layout()), TallyCodecError)
            << place;
    }
}

TEST(TallyCodec, RandomBytesAreRefusedOrATally) {
    std::mt19937 words(1);
    std::string const start = encode_tally(zero_tally(small_layout())).substr(0, 11);
    for (int i = 0; i < 2000; ++i) {
        std::string bytes = start;
        for (auto left = words() % 300; left > 0; --left) {
            bytes.push_back(static_cast<char>(words()));
        }
        ASSERT_TRUE(is_refused_or_exact(bytes)) << i;
    }
}

TEST(AddTally, AddsAndRefuses) {
    TotalTally total = tally_of({0, 10});
    add_tally(total, tally_of({10, 5}));
    EXPECT_TRUE(same(total, tally_of({0, 15})));
    EXPECT_THROW(add_tally(total, zero_tally(five_sums())), TallyCodecError);
    auto const most = static_cast<kernels::WideInteger>(~WideUnsigned{0} >> 1);
    TotalTally full{five_sums(), {most}, {}};
    EXPECT_EQ(failure<TallyCodecError>([&] {
                  add_tally(full, {five_sums(), {1}, {}});
              }),
              "a sum overflows");
}

}  // namespace
}  // namespace vtrial::host::test
