// `vtrial bench` with next to no replicates: its rows are there and its JSON is whole. What they
// say of time depends on the machine, and no test asks for it.
#include <gtest/gtest.h>

#include <map>
#include <nlohmann/json.hpp>
#include <set>

#include "host/bench/bench_run.hpp"
#include "host/files/build_info.hpp"
#include "kernels/launch/cpu.hpp"
#include "tests/support/run_program.hpp"

namespace vtrial::host::test {
namespace {

using nlohmann::json;
using support::ProgramRun;
using support::run_program;

json bench_on_cpu(std::vector<std::string> const& more) {
    std::vector<std::string> words{"bench", "--replicates", "8", "--backend", "cpu", "--json"};
    words.insert(words.end(), more.begin(), more.end());
    ProgramRun const run = run_program(words);
    EXPECT_EQ(run.exit_code, 0) << run.err;
    EXPECT_EQ(run.err, "");
    return json::parse(run.out);
}

TEST(Bench, HasARowForEachTarget) {
    json const report = bench_on_cpu({});
    EXPECT_EQ(report["schema_version"], 1);
    EXPECT_EQ(report["program"]["commit"], commit());
    EXPECT_EQ(report["machine"]["processor"], processor_name());
    EXPECT_EQ(report["replicates"], 8);
    std::map<std::string, int> rows;
    for (json const& row : report["rows"]) {
        ++rows[row["name"]];
        EXPECT_TRUE(row["measured"].is_number()) << row;
        EXPECT_EQ(row["backend"], "cpu") << row;
        EXPECT_EQ(row["target"].is_null(), row["verdict"] == "-") << row;
        EXPECT_FALSE(row["unit"].get<std::string>().empty()) << row;
        EXPECT_FALSE(row["of"].get<std::string>().empty()) << row;
    }
    int const levels = kernels::best_instruction_level() == kernels::InstructionLevel::v4 ? 2 : 1;
    EXPECT_EQ(rows, (std::map<std::string, int>{{"textbook", levels},
                                                {"textbook_three_looks_strata", levels},
                                                {"maia_disease", levels},
                                                {"maia_disease_safety", levels},
                                                {"maia", levels},
                                                {"start_to_finish", 1},
                                                {"two_threads", 1},
                                                {"memory", 2}}));
}

TEST(Bench, TellsTheSharesOfAReplicateAndItsPower) {
    json const row = bench_on_cpu({"--only", "textbook"})["rows"][0];
    EXPECT_EQ(row["of"], "configs/studies/textbook.toml");
    json const figures = row["figures"];
    for (char const* const name :
         {"trials_per_second", "patients_per_second", "draws_share", "disease_share", "cuts_share",
          "tests_share", "power", "power_error", "replicates"}) {
        EXPECT_TRUE(figures.contains(name)) << name;
    }
}

TEST(Bench, MeasuresOnlyWhatIsAskedFor) {
    std::set<std::string> names;
    json const report = bench_on_cpu({"--only", "maia_disease", "--only", "textbook"});
    for (json const& row : report["rows"]) {
        names.insert(row["name"]);
    }
    EXPECT_EQ(names, (std::set<std::string>{"maia_disease", "textbook"}));
}

TEST(Bench, PrintsATable) {
    ProgramRun const run =
        run_program({"bench", "--replicates", "4", "--only", "textbook", "--backend", "cpu"});
    EXPECT_EQ(run.exit_code, 0) << run.err;
    EXPECT_EQ(run.out.find("processor     " + processor_name()), 0U) << run.out;
    for (std::string const& text :
         {"\ncommit        " + commit(), std::string("us a trial, one core, x86-64-v3"),
          std::string("<= 20"), std::string(" textbook.toml\n")}) {
        EXPECT_NE(run.out.find(text), std::string::npos) << text << " in\n" << run.out;
    }
}

TEST(Bench, WithoutAGpuSaysWhy) {
    auto const found = kernels::find_cuda_devices();
    if (!found.usable.empty()) {
        GTEST_SKIP() << "there is a GPU";
    }
    ProgramRun const run = run_program({"bench", "--replicates", "1", "--only", "textbook"});
    EXPECT_EQ(run.exit_code, 0) << run.err;
    EXPECT_NE(run.out.find("GPU           none: " + found.problem), std::string::npos) << run.out;
    ProgramRun const refused = run_program({"bench", "--backend", "cuda"});
    EXPECT_EQ(refused.exit_code, 4);
    EXPECT_NE(refused.err.find(found.problem), std::string::npos) << refused.err;
}

TEST(Bench, RefusesWhatItDoesNotKnow) {
    for (std::vector<std::string> const& words : {std::vector<std::string>{"--only", "texbook"},
                                                  {"--replicates", "0"},
                                                  {"--backend", "x"},
                                                  {"textbook"}}) {
        std::vector<std::string> line{"bench"};
        line.insert(line.end(), words.begin(), words.end());
        EXPECT_EQ(run_program(line).exit_code, 2) << words[0];
    }
    ProgramRun const refused = run_program({"bench", "--only", "texbook"});
    for (std::string const& name : bench_names()) {
        EXPECT_NE(refused.err.find(name), std::string::npos) << refused.err;
    }
}

}  // namespace
}  // namespace vtrial::host::test
