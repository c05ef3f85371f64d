// Runs `vtrial-calibrate` on a folder's fit.toml.
#pragma once

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "host/calibrate/calibrate_program.hpp"
#include "tests/support/temporary_folder.hpp"

namespace vtrial::host::test {

/// The program's answer with --json.
inline nlohmann::json calibrated(support::TemporaryFolder const& folder, std::string const& out,
                                 std::vector<std::string> const& more = {}) {
    std::vector<std::string> words{(folder / "fit.toml").string(),
                                   "--out",
                                   (folder / out).string(),
                                   "--progress",
                                   "none",
                                   "--json"};
    words.insert(words.end(), more.begin(), more.end());
    testing::internal::CaptureStdout();
    ExitCode const code = run_calibrate_program(words);
    std::string const text = testing::internal::GetCapturedStdout();
    EXPECT_EQ(code, ExitCode::done);
    return nlohmann::json::parse(text.empty() ? "{}" : text);
}

}  // namespace vtrial::host::test
