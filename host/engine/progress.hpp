// Progress on stderr: a bar with rate and time left on a terminal, else a line every ten seconds.
#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <mutex>
#include <string>
#include <thread>

namespace vtrial::host {

enum class ProgressStyle { none, plain, bar };

/// What `auto` means here: a bar if stderr is a terminal, else plain lines.
ProgressStyle automatic_progress_style();

/// Shows how many of `total` replicates are done until it is destroyed; `add` is called by any
/// thread.
class Progress {
  public:
    Progress(ProgressStyle style, std::int64_t total);
    ~Progress();
    Progress(Progress const&) = delete;
    Progress& operator=(Progress const&) = delete;

    void add(std::int64_t replicates) { done_ += replicates; }

  private:
    void show_until_stopped(std::stop_token stop);
    void show() const;

    ProgressStyle style_;
    std::int64_t total_;
    std::atomic<std::int64_t> done_{0};
    std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
    std::mutex mutex_;
    std::condition_variable_any wake_;
    std::jthread printer_;
};

/// A count with commas: 1234567 -> 1,234,567.
std::string with_commas(std::int64_t count);

/// One line of progress, for example `[#####-----] 50 %  30,000 trials/s  0:07 left`.
std::string progress_line(std::int64_t done, std::int64_t total, double seconds, bool has_bar);

}  // namespace vtrial::host
