#include "host/config/read_log.hpp"

#include <algorithm>

namespace vtrial::host {
namespace {

/// True if the path is the ancestor or lies below it.
bool lies_within(std::string_view path, std::string_view ancestor) {
    return path.starts_with(ancestor) &&
           (path.size() == ancestor.size() || path[ancestor.size()] == '.' ||
            path[ancestor.size()] == '[');
}

}  // namespace

void ReadLog::error(Position where, std::string message) {
    if (findings_.size() < most_findings) {
        findings_.push_back({where, Severity::error, std::move(message)});
    }
}

void ReadLog::warn(Position where, std::string message) {
    if (findings_.size() < most_findings) {
        findings_.push_back({where, Severity::warning, std::move(message)});
    }
}

std::string ReadLog::file_path(std::string path) const {
    // An alias may lead to another; each is used once at most.
    std::vector<bool> used(aliases_.size(), false);
    for (std::size_t index = 0; index < aliases_.size();) {
        auto const& [from, to] = aliases_[index];
        if (!used[index] && lies_within(path, from)) {
            path = to + path.substr(from.size());
            used[index] = true;
            index = 0;
        } else {
            ++index;
        }
    }
    return path;
}

Position ReadLog::place_of(std::string path) const {
    while (!path.empty()) {
        auto const place = places_.find(path);
        if (place != places_.end() && place->second.line > 0) {
            return place->second;
        }
        std::size_t const end = path.find_last_of(".[");
        path.resize(end == std::string::npos ? 0 : end);
    }
    return {0, 1, 1};
}

bool ReadLog::is_failed(std::string const& path) const {
    return std::any_of(failed_.begin(), failed_.end(), [&path](std::string const& failed) {
        return lies_within(path, failed) || lies_within(failed, path);
    });
}

bool ReadLog::is_void(trials::Problem const& problem) const {
    if (is_failed(file_path(problem.path)) || is_failed(problem.path)) {
        return true;
    }
    return std::any_of(
        problem.rests_on.begin(), problem.rests_on.end(),
        [this](std::string const& path) { return is_failed(file_path(path)) || is_failed(path); });
}

void ReadLog::judge(std::vector<trials::Problem> const& problems) {
    for (trials::Problem const& problem : problems) {
        if (!is_void(problem)) {
            std::string const path = file_path(problem.path);
            error(place_of(path), path + " " + problem.message);
        }
    }
}

}  // namespace vtrial::host
