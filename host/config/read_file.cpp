#include "host/config/read_file.hpp"

#include <cerrno>
#include <fstream>
#include <system_error>

namespace vtrial::host {
namespace {

/// Why the path cannot be opened at all: a FIFO would block for ever.
std::string refuse_kind(std::filesystem::path const& path) {
    std::error_code error;
    auto const status = std::filesystem::status(path, error);
    switch (status.type()) {
        case std::filesystem::file_type::regular:
            return "";
        case std::filesystem::file_type::not_found:
            return "there is no such file";
        case std::filesystem::file_type::directory:
            return "is a directory; name the study file in it";
        case std::filesystem::file_type::none:
            return "cannot be read: " + error.message();
        default:
            return "is not a regular file; write the study to a file first";
    }
}

}  // namespace

std::optional<std::string> read_file(std::filesystem::path const& path, std::string& reason) {
    reason = refuse_kind(path);
    if (!reason.empty()) {
        return std::nullopt;
    }
    errno = 0;
    std::ifstream stream(path, std::ios::binary);
    if (!stream) {
        reason = "cannot be read: " + std::generic_category().message(errno);
        return std::nullopt;
    }
    // One byte more than allowed, so that a file that grows meanwhile is refused as well.
    std::string text(largest_study_bytes + 1, '\0');
    stream.read(text.data(), static_cast<std::streamsize>(text.size()));
    if (stream.bad()) {
        reason = "cannot be read to its end";
        return std::nullopt;
    }
    text.resize(static_cast<std::size_t>(stream.gcount()));
    if (text.size() > largest_study_bytes) {
        reason = "is larger than 16 MiB; a study is a few kilobytes";
        return std::nullopt;
    }
    return text;
}

}  // namespace vtrial::host
