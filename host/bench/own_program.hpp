// This very program again, as a process of its own, in a folder that is removed.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace vtrial::host {

/// A folder for temporary files, removed with all it holds. Throws FileError if it cannot be made.
class ScratchFolder {
  public:
    ScratchFolder();
    ~ScratchFolder();
    ScratchFolder(ScratchFolder const&) = delete;
    ScratchFolder& operator=(ScratchFolder const&) = delete;

    std::filesystem::path const& path() const { return path_; }

  private:
    std::filesystem::path path_;
};

/// Runs this program with other words to its end; the seconds on the clock from its start on.
/// Throws FileError if it cannot be started or does not end with exit code 0.
double run_own_program(std::vector<std::string> words);

}  // namespace vtrial::host
