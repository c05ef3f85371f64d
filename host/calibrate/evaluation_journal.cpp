#include "host/calibrate/evaluation_journal.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <cstdlib>
#include <cstring>

#include "host/config/read_file.hpp"
#include "host/files/output_folder.hpp"
#include "host/store/block_store.hpp"

namespace vtrial::host {
namespace {

constexpr FileKind journal_file{"journal", std::uintmax_t{1} << 31, "is larger than 2 GiB"};

/// Hexadecimal, so that the number read is the one written.
std::string key_of(std::string const& stage, std::vector<double> const& places) {
    std::string key = stage;
    for (double const place : places) {
        key += fmt::format(",{:a}", place);
    }
    return key;
}

[[noreturn]] void fail(char const* what, std::filesystem::path const& path) {
    throw FileError(fmt::format("cannot {} {}: {}", what, path.string(), std::strerror(errno)));
}

std::string header_of(std::string const& identity) {
    return fmt::format("# losses of fit {}: loss,stage,places between the bounds\n", identity);
}

}  // namespace

EvaluationJournal::EvaluationJournal(std::filesystem::path path, std::string const& identity)
    : path_(std::move(path)) {
    std::string const header = header_of(identity);
    std::size_t kept = 0;
    if (std::filesystem::exists(path_)) {
        std::string reason;
        auto const text = read_file(path_, reason, journal_file);
        if (!text) {
            throw FileError(fmt::format("{}: {}", path_.string(), reason));
        }
        if (!text->empty() && !text->starts_with(header)) {
            throw StoreError(fmt::format(
                "{} is the journal of another fit, or of this one before it was changed; choose "
                "another folder with --out, or --force to begin anew",
                path_.string()));
        }
        for (std::size_t begin = text->empty() ? 0 : header.size(), end = 0; begin < text->size();
             begin = end + 1) {
            end = text->find('\n', begin);
            if (end == std::string::npos) {
                break;
            }
            double loss = 0.0;
            auto const [rest, error] =
                std::from_chars(text->data() + begin, text->data() + end, loss);
            if (error == std::errc{} && *rest == ',') {
                losses_.emplace(std::string(rest + 1, text->data() + end), loss);
            }
            kept = end + 1;
        }
        kept = text->empty() ? 0 : std::max(kept, header.size());
    }
    descriptor_ = ::open(path_.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, 0644);
    if (descriptor_ < 0 || ::ftruncate(descriptor_, static_cast<off_t>(kept)) != 0 ||
        ::lseek(descriptor_, 0, SEEK_END) < 0) {
        fail("open", path_);
    }
    if (kept == 0) {
        append(header);
    }
}

EvaluationJournal::~EvaluationJournal() {
    if (descriptor_ >= 0) {
        ::close(descriptor_);
    }
}

std::optional<double> EvaluationJournal::find(std::string const& stage,
                                              std::vector<double> const& places) const {
    auto const found = losses_.find(key_of(stage, places));
    return found == losses_.end() ? std::nullopt : std::optional(found->second);
}

std::optional<JournalEntry> EvaluationJournal::first_of(std::string const& stage) const {
    auto const found = losses_.lower_bound(stage + ",");
    if (found == losses_.end() || !found->first.starts_with(stage + ",")) {
        return std::nullopt;
    }
    JournalEntry entry{{}, found->second};
    for (std::size_t at = stage.size(); at < found->first.size();
         at = std::min(found->first.find(',', at + 1), found->first.size())) {
        entry.places.push_back(std::strtod(found->first.c_str() + at + 1, nullptr));
    }
    return entry;
}

void EvaluationJournal::add(std::string const& stage, std::vector<double> const& places,
                            double loss) {
    std::string const key = key_of(stage, places);
    append(fmt::format("{},{}\n", loss, key));
    losses_.emplace(key, loss);
}

void EvaluationJournal::append(std::string const& line) {
    std::size_t written = 0;
    while (written < line.size()) {
        ssize_t const count = ::write(descriptor_, line.data() + written, line.size() - written);
        if (count < 0 && errno != EINTR) {
            fail("write to", path_);
        }
        written += count > 0 ? static_cast<std::size_t>(count) : 0;
    }
    if (::fdatasync(descriptor_) != 0) {
        fail("flush", path_);
    }
}

}  // namespace vtrial::host
