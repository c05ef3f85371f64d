// Whatever bytes come, the reader answers with a study or with at least one error.
#include <gtest/gtest.h>

#include <cstdint>

#include "host/config/read_file.hpp"
#include "host/config/resolved.hpp"
#include "tests/host/config/study_text.hpp"

namespace vtrial::host::test {
namespace {

constexpr int mutations = 3000;
constexpr int sequential_mutations = 300;  // its bounds take time
constexpr int option_mutations = 500;

/// A small generator of our own, the same everywhere (Steele, Lea, Flood 2014: SplitMix64).
class SplitMix {
  public:
    std::size_t below(std::size_t bound) {
        state_ += 0x9e3779b97f4a7c15U;
        std::uint64_t mixed = state_;
        mixed = (mixed ^ (mixed >> 30U)) * 0xbf58476d1ce4e5b9U;
        mixed = (mixed ^ (mixed >> 27U)) * 0x94d049bb133111ebU;
        return static_cast<std::size_t>((mixed ^ (mixed >> 31U)) % bound);
    }

  private:
    std::uint64_t state_ = 20240229;
};

void mutate(std::string& text, SplitMix& random) {
    static std::string const bytes = "=[]{}\"'.,#\n-+0123456789einf_ x\t\\\x80\xff\x01";
    std::size_t const place = random.below(text.size());
    switch (random.below(7)) {
        case 0:
            text[place] = bytes[random.below(bytes.size())];
            break;
        case 1:
            text.insert(place, 1, bytes[random.below(bytes.size())]);
            break;
        case 2:
            text.erase(place, 1 + random.below(3));
            break;
        case 3: {  // a piece of the text once more, elsewhere
            std::string const piece = text.substr(random.below(text.size()), random.below(60));
            text.insert(place, piece);
            break;
        }
        case 4:
            text[place] = static_cast<char>(random.below(256));
            break;
        default: {  // another number, so that not all end at the first syntax error
            std::size_t const digit = text.find_first_of("0123456789", place);
            if (digit != std::string::npos) {
                text[digit] = static_cast<char>('0' + random.below(10));
            }
            break;
        }
    }
}

/// Reads mutations of a study; what can be read is resolved to a study that means the same.
void expect_study_or_error(std::string const& original, int count,
                           ReadOptions const& options = {}) {
    SplitMix random;
    int studies = 0;
    for (int index = 0; index < count; ++index) {
        std::string text = original;
        for (std::size_t changes = 1 + random.below(3); changes > 0; --changes) {
            mutate(text, random);
        }
        Reading const reading = read(text, options);
        ASSERT_NE(reading.file.has_value(), reading.diagnostics.has_errors()) << text;
        studies += reading.file ? 1 : 0;
        if (reading.file && index % 8 == 0) {
            Reading const again = read(resolved_toml(*reading.file), options);
            ASSERT_TRUE(again.file) << again.text() << text;
            ASSERT_EQ(again.file->scenarios, reading.file->scenarios) << text;
        }
    }
    EXPECT_GT(studies, count / 20);  // not all were refused at the first byte
    EXPECT_LT(studies, count);
}

TEST(Mutations, AlwaysGiveAStudyOrAnError) { expect_study_or_error(rich_study(), mutations); }

TEST(Mutations, OfASequentialStudyAlwaysGiveAStudyOrAnError) {
    expect_study_or_error(sequential_study(), sequential_mutations);
}

TEST(Mutations, OfATrialFileAlwaysGiveAStudyOrAnError) {
    std::string reason;
    auto const text = read_file(std::string(VTRIAL_TRIALS) + "/pollux.toml", reason);
    ASSERT_TRUE(text) << reason;
    expect_study_or_error(*text, mutations);
}

TEST(Mutations, OfOptionsAlwaysGiveAStudyOrAnError) {
    SplitMix random;
    for (int index = 0; index < option_mutations; ++index) {
        std::string option = "analyses.final.events=210";
        mutate(option, random);
        ReadOptions options;
        options.overrides.push_back(option);
        Reading const reading = read(plain_study, options);
        ASSERT_NE(reading.file.has_value(), reading.diagnostics.has_errors()) << option;
    }
}

}  // namespace
}  // namespace vtrial::host::test
