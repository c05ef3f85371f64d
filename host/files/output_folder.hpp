// The result folder: probed before anything is computed, written file by file, each replaced at
// once, the manifest last, so that a folder with a manifest is complete.
#pragma once

#include <filesystem>
#include <map>
#include <stdexcept>
#include <string>

namespace vtrial::host {

/// Input or output failed; the message names the path and what to do. Exit code 5.
struct FileError : std::runtime_error {
    using std::runtime_error::runtime_error;
};

/// SHA-256 of a text, in hexadecimal.
std::string sha256(std::string const& text);

/// What a folder holds, seen from a study; a stored run may be of any study.
enum class FolderState { empty_or_new, same_study_complete, stored_run, something_else };

class OutputFolder {
  public:
    explicit OutputFolder(std::filesystem::path path) : path_(std::move(path)) {}

    std::filesystem::path const& path() const { return path_; }

    /// Compares the folder with the SHA-256 of a resolved study. Throws FileError if it is no
    /// folder.
    FolderState state(std::string const& study_sha256) const;

    /// Makes the folder if need be, writes and removes a probe. Throws FileError.
    void prepare() const;

    /// Removes the manifest, then the store, so that an interrupted rewrite does not look complete.
    /// Throws FileError.
    void remove_run() const;

    /// Removes a file if it is there. Throws FileError.
    void remove(std::string const& name) const;

    bool has(std::string const& name) const;

    /// Replaces a file by `text`: written beside it, flushed to disk, renamed. Throws FileError.
    void write(std::string const& name, std::string const& text);

    /// The text of a file. Throws FileError.
    std::string read(std::string const& name) const;

    /// SHA-256 of each file written, by name.
    std::map<std::string, std::string> const& hashes() const { return hashes_; }

  private:
    std::filesystem::path path_;
    std::map<std::string, std::string> hashes_;
};

inline constexpr char const* manifest_name = "manifest.json";

}  // namespace vtrial::host
