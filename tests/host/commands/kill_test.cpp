// Killed at random moments, again and again, and then resumed: nothing may be lost or changed.
#include <unistd.h>

#include <csignal>
#include <random>
#include <string>

#include "tests/host/commands/stored_run.hpp"

namespace vtrial::host::test {
namespace {

constexpr int kills = 20;
constexpr char const* enough_for_all_kills = "1500000";

class KilledSlow : public StoredRun {
  protected:
    /// `resume` where there is a store to go on from, else the run itself.
    Words words_to_go_on() const {
        if (support::names_in(out_).count("blocks.sqlite") == 0) {
            return run_words(out_, enough_for_all_kills, {"--progress", "bar"});
        }
        return {"resume", out_.string(), "--progress", "bar"};
    }
};

TEST_F(KilledSlow, AtRandomMomentsLosesAndChangesNothing) {
    std::mt19937 random(20260131);  // the same moments each time, as far as a clock allows
    int killed = 0;
    for (int i = 0; i < kills; ++i) {
        support::RunningProgram program(words_to_go_on());
        if (random() % 4 != 0) {  // else while it starts
            program.says("trials/s");
        }
        // waiting is the point here: any moment of a block, of a transaction or of the reports
        ::usleep(static_cast<useconds_t>(random() % 1'200'000));
        program.send(SIGKILL);
        ProgramRun const result = program.finish();
        ASSERT_TRUE(result.exit_code == 137 || result.exit_code == 0) << result.err;
        killed += result.exit_code == 137 ? 1 : 0;
        if (support::names_in(out_).count("blocks.sqlite") != 0) {
            int const verified = verify().exit_code;
            ASSERT_TRUE(verified == 7 || (verified == 0 && result.exit_code == 0)) << verified;
        }
    }
    EXPECT_GE(killed, kills / 2) << "the machine is so fast that this test shows too little";
    ProgramRun const last = support::run_program(words_to_go_on());
    EXPECT_EQ(last.exit_code, 0) << last.err;
    EXPECT_EQ(support::names_in(out_).count(".vtrial-lock"), 0U);
    expect_results_of(enough_for_all_kills);
}

}  // namespace
}  // namespace vtrial::host::test
