// `vtrial run` and its folder: complete, shown again, protected, never left half written.
#include <gtest/gtest.h>

#include <filesystem>
#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <vector>

#include "host/files/output_folder.hpp"
#include "tests/support/run_program.hpp"

namespace vtrial::host::test {
namespace {

namespace fs = std::filesystem;
using support::names_in;
using support::ProgramRun;
using support::run_program;
using support::small_run;
using support::study_path;
using support::TemporaryFolder;
using support::text_of_file;
using support::write_text;
using Names = std::set<std::string>;

Names const all_files{"blocks.sqlite", "curves.csv",   "estimates.csv",
                      "manifest.json", "results.json", "summary.txt"};
// far beyond any test's patience: what starts to compute does not end by itself
constexpr char const* endless = "1000000000000";

nlohmann::json manifest_of(fs::path const& folder) {
    return nlohmann::json::parse(text_of_file(folder / "manifest.json"));
}

class ResultFolder : public testing::Test {
  protected:
    ProgramRun run(std::vector<std::string> const& more = {}) const {
        return run_program(small_run(out_, more));
    }

    TemporaryFolder folder_;
    fs::path out_ = folder_ / "out";
};

TEST_F(ResultFolder, HoldsAllFilesWithTheirHashes) {
    ASSERT_EQ(run().exit_code, 0);
    EXPECT_EQ(names_in(out_), all_files);
    auto const manifest = manifest_of(out_);
    Names hashed{"manifest.json", "blocks.sqlite"};
    for (auto const& file : manifest["files"]) {
        std::string const name = file["name"];
        hashed.insert(name);
        EXPECT_EQ(file["sha256"], sha256(text_of_file(out_ / name))) << name;
    }
    EXPECT_EQ(hashed, all_files);
    EXPECT_EQ(manifest["study_sha256"], sha256(manifest["resolved_study"]));
    EXPECT_EQ(manifest["command"][0], "vtrial");
    EXPECT_EQ(manifest["command"][2], study_path("minimal"));
    EXPECT_EQ(manifest["replicates"], 100);
}

TEST_F(ResultFolder, TheManifestReproducesIt) {
    ASSERT_EQ(run({"--seed", "77"}).exit_code, 0);
    write_text(folder_ / "again.toml", manifest_of(out_)["resolved_study"]);
    auto const again = folder_ / "again";
    ASSERT_EQ(run_program({"run", folder_ / "again.toml", "--out", again}).exit_code, 0);
    for (char const* const name : {"estimates.csv", "curves.csv", "results.json", "summary.txt"}) {
        EXPECT_EQ(text_of_file(again / name), text_of_file(out_ / name)) << name;
    }
}

TEST_F(ResultFolder, IsNamedByStudyAndHash) {
    auto const result = run_program({"run", study_path("minimal"), "--replicates", "100"},
                                    {folder_.path(), {}, {}, {}});
    ASSERT_EQ(result.exit_code, 0) << result.err;
    Names const names = names_in(folder_ / "results");
    ASSERT_EQ(names.size(), 1U);
    std::string const hash = manifest_of(folder_ / "results" / *names.begin())["study_sha256"];
    EXPECT_EQ(*names.begin(), "minimal-" + hash.substr(0, 12));
}

TEST_F(ResultFolder, ACompleteStudyIsShownAgainAndNotComputed) {
    ProgramRun const first = run();
    ASSERT_EQ(first.exit_code, 0);
    auto const manifest = text_of_file(out_ / "manifest.json");
    auto const written = fs::last_write_time(out_ / "manifest.json");

    // threads and instructions are no part of the study
    ProgramRun const second = run({"--threads", "1", "--instructions", "v3"});
    EXPECT_EQ(second.exit_code, 0);
    EXPECT_EQ(second.out, first.out);
    EXPECT_NE(second.err.find("holds this study already; --force runs it again"),
              std::string::npos);
    EXPECT_EQ(run({"--json"}).out, text_of_file(out_ / "results.json"));
    EXPECT_EQ(run({"--quiet"}).out, "");

    EXPECT_EQ(names_in(out_), all_files);
    EXPECT_EQ(text_of_file(out_ / "manifest.json"), manifest);
    EXPECT_EQ(fs::last_write_time(out_ / "manifest.json"), written);
}

TEST_F(ResultFolder, AnythingElseIsRefusedWithTheRemedy) {
    fs::create_directory(out_);
    write_text(out_ / "thesis.txt", "years of work");
    ProgramRun const result = run({"--replicates", endless});
    EXPECT_EQ(result.exit_code, 2) << "the option stands twice";

    ProgramRun const refused = run();
    EXPECT_EQ(refused.exit_code, 5);
    EXPECT_EQ(refused.out, "");
    EXPECT_NE(refused.err.find(out_.string() + " holds something else: use --force to overwrite "
                                               "it, or name another folder with --out"),
              std::string::npos)
        << refused.err;
    EXPECT_EQ(names_in(out_), Names{"thesis.txt"});
}

TEST_F(ResultFolder, AnotherStudyIsRefusedWithTheDifference) {
    ASSERT_EQ(run().exit_code, 0);
    auto const manifest = text_of_file(out_ / "manifest.json");
    ProgramRun const seed = run({"--seed", "2"});
    EXPECT_EQ(seed.exit_code, 6);
    EXPECT_NE(seed.err.find(out_.string() + " holds the run of another study:\n"
                                            "  stored  seed = 1\n"
                                            "  asked   seed = 2\n"
                                            "name another folder with --out, or use --force"),
              std::string::npos)
        << seed.err;
    ProgramRun const patients = run({"--set", "design.patients=402"});
    EXPECT_EQ(patients.exit_code, 6);
    EXPECT_NE(patients.err.find("  asked   design.patients = 402\n"), std::string::npos)
        << patients.err;
    EXPECT_EQ(text_of_file(out_ / "manifest.json"), manifest);
}

TEST_F(ResultFolder, ForceOverwritesItsOwnFilesOnly) {
    ASSERT_EQ(run().exit_code, 0);
    write_text(out_ / "notes.txt", "mine");
    auto const estimates = text_of_file(out_ / "estimates.csv");
    ASSERT_EQ(run({"--seed", "2", "--force"}).exit_code, 0);
    EXPECT_NE(text_of_file(out_ / "estimates.csv"), estimates);
    EXPECT_EQ(manifest_of(out_)["scenarios"][0]["seed"], "2");
    EXPECT_EQ(text_of_file(out_ / "notes.txt"), "mine");

    auto const written = fs::last_write_time(out_ / "manifest.json");
    ASSERT_EQ(run({"--seed", "2", "--force"}).exit_code, 0);
    EXPECT_NE(fs::last_write_time(out_ / "manifest.json"), written);
}

TEST_F(ResultFolder, ADamagedManifestIsNoManifest) {
    ASSERT_EQ(run().exit_code, 0);
    std::string const manifest = text_of_file(out_ / "manifest.json");
    for (std::string const& text : {manifest.substr(0, manifest.size() / 2), std::string(),
                                    std::string("[]"), std::string("{\"study_sha256\": 1}")}) {
        write_text(out_ / "manifest.json", text);
        ProgramRun const result = run();
        EXPECT_EQ(result.exit_code, 5) << text.substr(0, 20);
        EXPECT_NE(result.err.find("(100 % done): `vtrial resume"), std::string::npos) << result.err;
        ProgramRun const resumed = run_program({"resume", out_.string()});
        EXPECT_EQ(resumed.exit_code, 6);
        EXPECT_NE(resumed.err.find("manifest.json is damaged: remove it, and"), std::string::npos)
            << resumed.err;
    }
    fs::remove(out_ / "manifest.json");
    EXPECT_EQ(run_program({"resume", out_.string()}).exit_code, 0);
    EXPECT_EQ(names_in(out_), all_files);
}

TEST_F(ResultFolder, ThatCannotBeWrittenFailsBeforeComputing) {
    write_text(folder_ / "file", "");
    for (fs::path const& path : {folder_ / "file/below", folder_ / "file", fs::path("/proc/none"),
                                 fs::path("/dev/null"), fs::path("")}) {
        ProgramRun const result =
            run_program({"run", study_path("minimal"), "--replicates", endless, "--out",
                         path.string(), "--progress", "bar"});
        EXPECT_EQ(result.exit_code, 5) << path;
        EXPECT_EQ(result.out, "");
        EXPECT_NE(result.err.find(path.string()), std::string::npos) << result.err;
        EXPECT_EQ(result.err.find('%'), std::string::npos) << "it has begun: " << result.err;
    }
}

TEST_F(ResultFolder, PlantedLinksAreNotFollowed) {
    fs::create_directory(out_);
    write_text(folder_ / "secret", "untouched");
    for (char const* const name : {".estimates.csv.part", "curves.csv", ".vtrial-probe",
                                   ".manifest.json.part", "blocks.sqlite", ".blocks.sqlite.part"}) {
        fs::create_symlink(folder_ / "secret", out_ / name);
    }
    fs::create_hard_link(folder_ / "secret", out_ / ".curves.csv.part");
    fs::create_hard_link(folder_ / "secret", out_ / "summary.txt");
    ProgramRun const result = run({"--force"});
    EXPECT_EQ(result.exit_code, 0) << result.err;
    EXPECT_EQ(text_of_file(folder_ / "secret"), "untouched");
    EXPECT_EQ(names_in(out_), all_files);
    for (std::string const& name : all_files) {
        EXPECT_TRUE(fs::is_regular_file(fs::symlink_status(out_ / name))) << name;
    }
}

}  // namespace
}  // namespace vtrial::host::test
