#include "host/config/read_file.hpp"

#include <fmt/format.h>

#include <cerrno>
#include <fstream>
#include <system_error>

namespace vtrial::host {
namespace {

/// Why the path cannot be opened at all: a FIFO would block for ever.
std::string refuse_kind(std::filesystem::path const& path, FileKind const& kind) {
    std::error_code error;
    auto const status = std::filesystem::status(path, error);
    switch (status.type()) {
        case std::filesystem::file_type::regular:
            return "";
        case std::filesystem::file_type::not_found:
            return "there is no such file";
        case std::filesystem::file_type::directory:
            return fmt::format("is a directory; name the {} file in it", kind.noun);
        case std::filesystem::file_type::none:
            return "cannot be read: " + error.message();
        default:
            return fmt::format("is not a regular file; write the {} to a file first", kind.noun);
    }
}

}  // namespace

std::optional<std::string> read_file(std::filesystem::path const& path, std::string& reason,
                                     FileKind const& kind) {
    reason = refuse_kind(path, kind);
    if (!reason.empty()) {
        return std::nullopt;
    }
    errno = 0;
    std::ifstream stream(path, std::ios::binary);
    if (!stream) {
        reason = "cannot be read: " + std::generic_category().message(errno);
        return std::nullopt;
    }
    std::error_code error;
    std::uintmax_t const size = std::filesystem::file_size(path, error);
    if (error || size > kind.largest_bytes) {
        reason = error ? "cannot be read: " + error.message() : kind.too_large;
        return std::nullopt;
    }
    // One byte more than there is, so that a file that grows meanwhile is refused as well.
    std::string text(size + 1, '\0');
    stream.read(text.data(), static_cast<std::streamsize>(text.size()));
    if (stream.bad()) {
        reason = "cannot be read to its end";
        return std::nullopt;
    }
    text.resize(static_cast<std::size_t>(stream.gcount()));
    if (text.size() != size) {
        reason = "changes while it is read";
        return std::nullopt;
    }
    return text;
}

}  // namespace vtrial::host
