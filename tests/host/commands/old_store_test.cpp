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
    // its tallies have no places for stops, futility and further tests
    std::filesystem::create_directory(out_);
    auto const store = out_ / "blocks.sqlite";
    std::filesystem::copy_file(std::string(VTRIAL_TEST_DATA) + "/stores/format_1.sqlite", store);
    std::string const before = text_of_file(store);
    ProgramRun const resumed = resume({"--replicates", "300"});
    EXPECT_EQ(resumed.exit_code, 6);
    EXPECT_NE(resumed.err.find("another version made them"), std::string::npos) << resumed.err;
    EXPECT_EQ(text_of_file(store), before);
}

}  // namespace
}  // namespace vtrial::host::test
