// Stores that earlier versions made, tests/data/stores: the program that is upgraded in the middle
// of a study goes on from them.
#include <string>

#include "tests/host/commands/stored_run.hpp"

namespace vtrial::host::test {
namespace {

using support::run_program;
using support::text_of_file;

class OldStore : public StoredRun {};

TEST_F(OldStore, OfFormat1IsResumedToTheSameBytes) {
    std::filesystem::create_directory(out_);
    std::filesystem::copy_file(std::string(VTRIAL_TEST_DATA) + "/stores/format_1.sqlite",
                               out_ / "blocks.sqlite");
    ProgramRun const resumed = resume({"--replicates", "300"});
    ASSERT_EQ(resumed.exit_code, 0) << resumed.err;
    auto const fresh = out_.parent_path() / "fresh";
    ProgramRun const run =
        run_program({"run", support::study_path("minimal"), "--replicates", "300", "--seed", "1",
                     "--set", "design.maximum_months=36", "--out", fresh.string()});
    ASSERT_EQ(run.exit_code, 0) << run.err;
    for (char const* file : {"estimates.csv", "curves.csv", "results.json", "summary.txt"}) {
        EXPECT_EQ(text_of_file(out_ / file), text_of_file(fresh / file)) << file;
    }
}

}  // namespace
}  // namespace vtrial::host::test
