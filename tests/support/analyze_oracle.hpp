// `vtrial analyze --json`, run as a program on the data of tests/data/README.md.
#pragma once

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "tests/support/csv.hpp"
#include "tests/support/run_program.hpp"

namespace vtrial::support {

inline nlohmann::json analyze(std::string const& data, std::vector<std::string> const& more) {
    std::vector<std::string> words{
        "analyze", std::string(VTRIAL_TEST_DATA) + "/data_" + data + ".csv",
        "--time",  "time",
        "--event", "status",
        "--arm",   "arm",
        "--json"};
    words.insert(words.end(), more.begin(), more.end());
    auto const run = run_program(words);
    EXPECT_EQ(run.exit_code, 0) << run.err;
    return nlohmann::json::parse(run.out);
}

/// The analysis of an oracle's line: its data, stratified or not.
inline nlohmann::json analyze(CsvTable const& oracle, std::size_t line,
                              std::vector<std::string> more) {
    if (oracle.text(line, "stratified") == "TRUE") {
        more.insert(more.end(), {"--strata", "stratum"});
    }
    return analyze(oracle.text(line, "data"), more);
}

}  // namespace vtrial::support
