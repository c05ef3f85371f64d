#include "host/files/output_folder.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sha256.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <nlohmann/json.hpp>
#include <set>
#include <sstream>

#include "host/store/block_store.hpp"

namespace vtrial::host {
namespace {

[[noreturn]] void fail(std::string const& what, std::filesystem::path const& path, int error) {
    throw FileError(fmt::format("cannot {} {}: {}", what, path.string(), std::strerror(error)));
}

/// A file descriptor that is closed; `close` reports what the destructor would swallow.
class Descriptor {
  public:
    Descriptor(std::filesystem::path const& path, int flags, mode_t mode)
        : path_(path), number_(::open(path.c_str(), flags | O_CLOEXEC, mode)) {
        if (number_ < 0) {
            fail("open", path_, errno);
        }
    }
    ~Descriptor() {
        if (number_ >= 0) {
            ::close(number_);
        }
    }
    Descriptor(Descriptor const&) = delete;
    Descriptor& operator=(Descriptor const&) = delete;

    void write_all(std::string const& text) {
        std::size_t written = 0;
        while (written < text.size()) {
            ssize_t const count = ::write(number_, text.data() + written, text.size() - written);
            if (count < 0 && errno != EINTR) {
                fail(fmt::format("write {} bytes to", text.size()), path_, errno);
            }
            written += count > 0 ? static_cast<std::size_t>(count) : 0;
        }
    }
    void flush_to_disk() {
        if (::fsync(number_) != 0) {
            fail("flush", path_, errno);
        }
    }
    void close() {
        int const number = number_;
        number_ = -1;
        if (::close(number) != 0) {
            fail("close", path_, errno);
        }
    }

  private:
    std::filesystem::path path_;
    int number_;
};

void write_file(std::filesystem::path const& path, std::string const& text) {
    // a new file always: a link planted in the folder must not lead the write out of it
    ::unlink(path.c_str());
    Descriptor file(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, 0644);
    file.write_all(text);
    file.flush_to_disk();
    file.close();
}

constexpr char const* probe_name = ".vtrial-probe";
constexpr char const* lock_name = ".vtrial-lock";  // of host/store/run_lock.hpp

/// Whether there is nothing but what a run leaves that is killed before it has stored anything.
bool holds_leftovers_only(std::filesystem::path const& folder, std::error_code& error) {
    std::string const part = fmt::format(".{}.part", store_name);
    std::set<std::string> const leftovers{probe_name, lock_name, part, part + "-journal"};
    for (auto const& entry : std::filesystem::directory_iterator(folder, error)) {
        if (leftovers.count(entry.path().filename().string()) == 0) {
            return false;
        }
    }
    return true;
}

}  // namespace

std::string sha256(std::string const& text) {
    std::array<char, SHA256_DIGEST_STRING_LENGTH> digest{};
    SHA256Data(reinterpret_cast<std::uint8_t const*>(text.data()), text.size(), digest.data());
    return digest.data();
}

FolderState OutputFolder::state(std::string const& study_sha256) const {
    std::error_code error;
    auto const status = std::filesystem::status(path_, error);
    if (!std::filesystem::exists(status)) {
        return FolderState::empty_or_new;
    }
    if (!std::filesystem::is_directory(status)) {
        throw FileError(fmt::format("{} is not a folder: name another with --out", path_.string()));
    }
    bool const is_empty = holds_leftovers_only(path_, error);
    if (error) {
        fail("read", path_, error.value());
    }
    if (is_empty) {
        return FolderState::empty_or_new;
    }
    if (has(manifest_name)) {
        auto const manifest = nlohmann::json::parse(read(manifest_name), nullptr, false);
        if (manifest.is_object() && manifest.contains("study_sha256") &&
            manifest["study_sha256"] == study_sha256) {
            return FolderState::same_study_complete;
        }
    }
    return has(store_name) ? FolderState::stored_run : FolderState::something_else;
}

void OutputFolder::prepare() const {
    std::error_code error;
    std::filesystem::create_directories(path_, error);
    if (error) {
        fail("make the folder", path_, error.value());
    }
    write_file(path_ / probe_name, "probe\n");
    remove(probe_name);
}

void OutputFolder::remove_run() const {
    remove(manifest_name);
    remove(store_name);
    remove(std::string(store_name) + "-journal");
}

void OutputFolder::remove(std::string const& name) const {
    std::error_code error;
    std::filesystem::remove(path_ / name, error);
    if (error) {
        fail("remove", path_ / name, error.value());
    }
}

bool OutputFolder::has(std::string const& name) const {
    std::error_code error;
    return std::filesystem::exists(std::filesystem::symlink_status(path_ / name, error));
}

void OutputFolder::write(std::string const& name, std::string const& text) {
    auto const part = path_ / ("." + name + ".part");
    try {
        write_file(part, text);
        if (::rename(part.c_str(), (path_ / name).c_str()) != 0) {
            fail("replace", path_ / name, errno);
        }
    } catch (FileError const&) {
        ::unlink(part.c_str());  // so that nothing half-written stands in the way of the next run
        throw;
    }
    Descriptor folder(path_, O_RDONLY | O_DIRECTORY, 0);
    folder.flush_to_disk();
    hashes_[name] = sha256(text);
}

std::string OutputFolder::read(std::string const& name) const {
    std::ifstream file(path_ / name, std::ios::binary);
    std::ostringstream text;
    if (file.peek() != std::ifstream::traits_type::eof()) {  // to insert nothing is a failure
        text << file.rdbuf();
    }
    if (!file || !text) {
        throw FileError(fmt::format("cannot read {}", (path_ / name).string()));
    }
    return text.str();
}

}  // namespace vtrial::host
