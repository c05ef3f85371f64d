#include "host/store/run_lock.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <sstream>
#include <string>
#include <utility>

#include "host/files/build_info.hpp"
#include "host/files/output_folder.hpp"

namespace vtrial::host {
namespace {

/// Who holds a lock.
struct Holder {
    std::string process;
    std::string host;
    std::string boot;
};

[[noreturn]] void fail(std::string const& what, std::filesystem::path const& path, int error) {
    throw FileError(fmt::format("cannot {} {}: {}", what, path.string(), std::strerror(error)));
}

/// A descriptor that is closed unless it is released.
class Descriptor {
  public:
    explicit Descriptor(int number) : number_(number) {}
    ~Descriptor() {
        if (number_ >= 0) {
            ::close(number_);
        }
    }
    Descriptor(Descriptor const&) = delete;
    Descriptor& operator=(Descriptor const&) = delete;

    int number() const { return number_; }
    int release() { return std::exchange(number_, -1); }

  private:
    int number_;
};

Holder this_process() {
    std::ifstream file("/proc/sys/kernel/random/boot_id");
    std::string boot;
    file >> boot;
    return {std::to_string(::getpid()), host_name(), boot.empty() ? "unknown" : boot};
}

/// Fields that are missing are empty: its holder was killed before it wrote them.
Holder read_holder(int descriptor) {
    std::array<char, 512> buffer{};
    ssize_t const count = ::pread(descriptor, buffer.data(), buffer.size(), 0);
    std::istringstream words(
        std::string(buffer.data(), static_cast<std::size_t>(count > 0 ? count : 0)));
    Holder holder;
    words >> holder.process >> holder.host >> holder.boot;
    return holder;
}

void write_holder(int descriptor, Holder const& holder, std::filesystem::path const& file) {
    std::string const text = fmt::format("{} {} {}\n", holder.process, holder.host, holder.boot);
    if (::ftruncate(descriptor, 0) != 0) {
        fail("write", file, errno);
    }
    ssize_t const written = ::pwrite(descriptor, text.data(), text.size(), 0);
    if (written != static_cast<ssize_t>(text.size())) {
        fail("write", file, written < 0 ? errno : ENOSPC);
    }
    if (::fsync(descriptor) != 0) {  // for the other machines of a network file system
        fail("flush", file, errno);
    }
}

[[noreturn]] void refuse(std::filesystem::path const& file, Holder const& holder) {
    std::string const folder = file.parent_path().string();
    if (holder.host.empty()) {  // not written yet
        throw FileError(fmt::format("{} is in use by another process", folder));
    }
    throw FileError(
        fmt::format("{} is in use by process {} on host {}", folder, holder.process, holder.host));
}

/// A lock that is free here may be held on another machine, where locks do not reach it.
void check_host(std::filesystem::path const& file, Holder const& holder, Holder const& own) {
    bool const same_machine = holder.host == own.host || holder.boot == own.boot;
    if (!holder.boot.empty() && !same_machine) {
        throw FileError(fmt::format(
            "{} was locked by process {} on host {}, which may still run: if that run is gone, "
            "remove {}",
            file.parent_path().string(), holder.process, holder.host, file.string()));
    }
}

/// Whether the path still names the file that was opened: its last holder removes it.
bool is_still_there(int descriptor, std::filesystem::path const& file) {
    struct stat opened {};
    struct stat named {};
    return ::fstat(descriptor, &opened) == 0 && ::lstat(file.c_str(), &named) == 0 &&
           opened.st_dev == named.st_dev && opened.st_ino == named.st_ino;
}

int acquire(std::filesystem::path const& file) {
    Holder const own = this_process();
    for (;;) {
        Descriptor lock(::open(file.c_str(), O_CREAT | O_RDWR | O_NOFOLLOW | O_CLOEXEC, 0644));
        if (lock.number() < 0) {
            fail("open", file, errno);
        }
        if (::flock(lock.number(), LOCK_EX | LOCK_NB) != 0) {
            if (errno == EWOULDBLOCK) {
                refuse(file, read_holder(lock.number()));
            }
            fail("lock", file, errno);
        }
        if (!is_still_there(lock.number(), file)) {
            continue;
        }
        check_host(file, read_holder(lock.number()), own);
        write_holder(lock.number(), own, file);
        return lock.release();
    }
}

}  // namespace

RunLock::RunLock(std::filesystem::path const& folder)
    : file_(folder / ".vtrial-lock"), descriptor_(acquire(file_)) {}

RunLock::~RunLock() {
    // removed while it is still held, so that nobody removes the next holder's
    if (is_still_there(descriptor_, file_)) {
        ::unlink(file_.c_str());
    }
    ::close(descriptor_);
}

}  // namespace vtrial::host
