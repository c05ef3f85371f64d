// The line that tells how far a run is.
#include "host/engine/progress.hpp"

#include <gtest/gtest.h>

#include <cstdint>
#include <string>

namespace vtrial::host::test {
namespace {

TEST(ProgressLine, TellsShareRateAndTimeLeft) {
    EXPECT_EQ(progress_line(15'000, 30'000, 0.5, false),
              " 50 %  15,000 of 30,000 trials  30,000 trials/s  0:01 left");
    EXPECT_EQ(progress_line(15'000, 30'000, 0.5, true),
              "[###############---------------]  50 %  15,000 of 30,000 trials  30,000 trials/s  "
              "0:01 left");
}

TEST(ProgressLine, BeforeTheFirstAndAfterTheLastReplicate) {
    EXPECT_EQ(progress_line(0, 400, 0.0, true),
              "[------------------------------]   0 %  0 of 400 trials  0 trials/s");
    EXPECT_EQ(progress_line(0, 400, 2.0, false), "  0 %  0 of 400 trials  0 trials/s");
    EXPECT_EQ(progress_line(400, 400, 2.0, true),
              "[##############################] 100 %  400 of 400 trials  200 trials/s");
    EXPECT_EQ(progress_line(0, 0, 0.0, false), "100 %  0 of 0 trials  0 trials/s");
}

TEST(ProgressLine, CountsHaveCommas) {
    EXPECT_EQ(progress_line(999, 1'000, 999.0, false),
              "100 %  999 of 1,000 trials  1 trials/s  0:01 left");
    EXPECT_EQ(progress_line(1'234'567, std::int64_t{1} << 40, 0.001, false),
              "  0 %  1,234,567 of 1,099,511,627,776 trials  1,234,567,000 trials/s  14:51 left");
}

TEST(ProgressLine, TimesHaveMinutesAndHours) {
    auto const left = [](double seconds) {
        // half is done, so that as much is left as was spent
        std::string const line = progress_line(1'000'000, 2'000'000, seconds, false);
        auto const start = line.rfind("trials/s  ") + 10;
        return line.substr(start, line.size() - start - 5);
    };
    EXPECT_EQ(left(0.4), "0:00");
    EXPECT_EQ(left(59.4), "0:59");
    EXPECT_EQ(left(59.6), "1:00");
    EXPECT_EQ(left(61.0), "1:01");
    EXPECT_EQ(left(3599.4), "59:59");
    EXPECT_EQ(left(3599.6), "1:00:00");
    EXPECT_EQ(left(100'000.0), "27:46:40");
}

/// What a run of 200 replicates says on stderr.
std::string said(ProgressStyle style) {
    testing::internal::CaptureStderr();
    {
        Progress progress(style, 200);
        progress.add(150);
        progress.add(50);
    }
    return testing::internal::GetCapturedStderr();
}

TEST(Progress, NoneSaysNothing) { EXPECT_EQ(said(ProgressStyle::none), ""); }

TEST(Progress, ABarEndsComplete) {
    std::string const text = said(ProgressStyle::bar);
    EXPECT_EQ(text.rfind("\r[##############################] 100 %  200 of 200 trials  "),
              text.rfind('\r'));
    EXPECT_NE(text.rfind('\r'), std::string::npos) << text;
    EXPECT_TRUE(text.ends_with("trials/s\x1b[K\n")) << text;
}

// shorter than its interval of ten seconds
TEST(Progress, ShortRunsHaveNoPlainLine) { EXPECT_EQ(said(ProgressStyle::plain), ""); }

}  // namespace
}  // namespace vtrial::host::test
