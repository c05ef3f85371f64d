// The lock that keeps a second run out of a result folder.
#pragma once

#include <filesystem>

namespace vtrial::host {

/// Holds `.vtrial-lock` of a folder until it is destroyed. The file names process, host and boot,
/// for file systems on which locks do not reach other machines.
class RunLock {
  public:
    /// Throws FileError, naming the other run's process and host, if the folder is in use; also
    /// where another host's lock was left behind, with the file to remove.
    explicit RunLock(std::filesystem::path const& folder);
    ~RunLock();
    RunLock(RunLock const&) = delete;
    RunLock& operator=(RunLock const&) = delete;

  private:
    std::filesystem::path file_;
    int descriptor_;
};

}  // namespace vtrial::host
