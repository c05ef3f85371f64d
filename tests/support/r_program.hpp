// R beside the tests: whether it is there, and what it prints.
#pragma once

#include <array>
#include <cstdio>
#include <cstdlib>
#include <stdexcept>
#include <string>

namespace vtrial::support {

inline bool has_r_package(std::string const& name) {
    return std::system(("Rscript -e 'quit(status = !requireNamespace(\"" + name +
                        "\", quietly = TRUE))' > /dev/null 2>&1")
                           .c_str()) == 0;
}

/// What a script of validation/r prints that reads a file on its standard input. Throws
/// std::runtime_error if it fails.
inline std::string r_output(std::string const& script, std::string const& input_path) {
    std::string const path = std::string(VTRIAL_TEST_DATA) + "/../../validation/r/" + script;
    std::FILE* const pipe = ::popen(("Rscript '" + path + "' < '" + input_path + "'").c_str(), "r");
    if (pipe == nullptr) {
        throw std::runtime_error("cannot run Rscript");
    }
    std::string text;
    std::array<char, 4096> buffer{};
    while (std::fgets(buffer.data(), buffer.size(), pipe) != nullptr) {
        text += buffer.data();
    }
    if (::pclose(pipe) != 0) {
        throw std::runtime_error(script + " failed");
    }
    return text;
}

}  // namespace vtrial::support
