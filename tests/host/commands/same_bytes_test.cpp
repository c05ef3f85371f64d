// The same bytes for any number of threads and any instruction level, and from version to version.
#include <gtest/gtest.h>

#include <map>
#include <sstream>
#include <string>
#include <vector>

#include "host/files/output_folder.hpp"
#include "kernels/launch/cpu.hpp"
#include "tests/support/run_program.hpp"

namespace vtrial::host::test {
namespace {

using support::run_program;
using support::study_path;
using support::TemporaryFolder;
using support::text_of_file;

/// A way to compute, which no result may show.
struct Way {
    std::string level;
    std::string threads;
};

std::vector<Way> ways() {
    std::vector<Way> all{{"v3", "1"}, {"v3", "2"}, {"v3", "3"}};
    if (kernels::best_instruction_level() >= kernels::InstructionLevel::v4) {
        all.insert(all.end(), {{"v4", "1"}, {"v4", "2"}});
    }
    return all;
}

class SameBytesSlow : public testing::TestWithParam<char const*> {};

TEST_P(SameBytesSlow, ForThreadsAndInstructions) {
    TemporaryFolder const folder;
    std::filesystem::path first;
    for (Way const& way : ways()) {
        auto const out = folder / (way.level + "-" + way.threads);
        auto const result = run_program({"run", study_path(GetParam()), "--replicates", "500",
                                         "--threads", way.threads, "--instructions", way.level,
                                         "--out", out.string(), "--quiet"});
        ASSERT_EQ(result.exit_code, 0) << result.err;
        first = first.empty() ? out : first;
        for (char const* const name :
             {"estimates.csv", "curves.csv", "results.json", "summary.txt"}) {
            EXPECT_TRUE(text_of_file(out / name) == text_of_file(first / name))
                << name << " at " << way.level << ", threads: " << way.threads;
        }
    }
}

INSTANTIATE_TEST_SUITE_P(Studies, SameBytesSlow, testing::Values("maia", "textbook"),
                         [](auto const& study) { return std::string(study.param); });

/// data/golden/sha256.txt: first how the runs were made, then a hash and STUDY/FILE a line.
struct Golden {
    std::vector<std::string> options;
    std::map<std::string, std::string> hash_of_file;
};

Golden read_golden() {
    std::istringstream text(text_of_file(std::string(VTRIAL_TEST_DATA) + "/golden/sha256.txt"));
    Golden golden;
    std::string line;
    std::getline(text, line);
    std::istringstream words(line);
    std::string word;
    for (words >> word; words >> word;) {
        golden.options.push_back(word);
    }
    for (std::string hash; text >> hash >> word;) {
        golden.hash_of_file[word] = hash;
    }
    return golden;
}

TEST(GoldenHashes, AreThoseOfTheStudies) {
    Golden const golden = read_golden();
    TemporaryFolder const folder;
    int compared = 0;
    for (std::string const study : {"minimal", "textbook", "maia"}) {
        std::vector<std::string> words{"run", study_path(study), "--quiet", "--out",
                                       (folder / study).string()};
        words.insert(words.end(), golden.options.begin(), golden.options.end());
        auto const result = run_program(words);
        ASSERT_EQ(result.exit_code, 0) << result.err;
        for (std::string const name : {"estimates.csv", "curves.csv"}) {
            EXPECT_EQ(sha256(text_of_file(folder / study / name)),
                      golden.hash_of_file.at(study + "/" + name))
                << study << "/" << name << ": its numbers changed; see data/golden/README.md";
            ++compared;
        }
    }
    EXPECT_EQ(golden.hash_of_file.size(), static_cast<std::size_t>(compared));
}

}  // namespace
}  // namespace vtrial::host::test
