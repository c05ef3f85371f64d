// Stores that earlier versions made, tests/data/stores: the program that is upgraded in the middle
// of a study goes on from them.
#include <string>

#include "tests/host/commands/stored_run.hpp"

namespace vtrial::host::test {
namespace {

using support::run_program;
using support::text_of_file;

class OldStore : public StoredRun {};

TEST_F(OldStore, OfFormat1IsRefusedWithTheReason) {
    // its study waits for 250 events in 36 months, which nobody may expect: refused since then
    std::filesystem::create_directory(out_);
    auto const store = out_ / "blocks.sqlite";
    std::filesystem::copy_file(std::string(VTRIAL_TEST_DATA) + "/stores/format_1.sqlite", store);
    std::string const before = text_of_file(store);
    ProgramRun const resumed = resume({"--replicates", "300"});
    EXPECT_EQ(resumed.exit_code, 6);
    EXPECT_NE(resumed.err.find("use the version that made it"), std::string::npos) << resumed.err;
    EXPECT_NE(resumed.err.find("analyses.final.events cannot be expected"), std::string::npos);
    EXPECT_EQ(text_of_file(store), before);
}

TEST_F(OldStore, OfFormat1AndReplicates2GoesOn) {
    std::filesystem::create_directory(out_);
    std::filesystem::copy_file(
        std::string(VTRIAL_TEST_DATA) + "/stores/format_1_replicates_2.sqlite",
        out_ / "blocks.sqlite");
    ProgramRun const resumed = resume({"--replicates", "300"});
    EXPECT_EQ(resumed.exit_code, 0) << resumed.err;
    expect_results_of("300");
}

}  // namespace
}  // namespace vtrial::host::test
