#include "host/engine/progress.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>

namespace vtrial::host {
namespace {

std::string clock_time(double seconds) {
    auto const whole = static_cast<std::int64_t>(seconds + 0.5);
    if (whole >= 3600) {
        return fmt::format("{}:{:02}:{:02}", whole / 3600, whole / 60 % 60, whole % 60);
    }
    return fmt::format("{}:{:02}", whole / 60, whole % 60);
}

}  // namespace

std::string with_commas(std::int64_t count) {
    std::string digits = std::to_string(count);
    for (auto at = static_cast<std::ptrdiff_t>(digits.size()) - 3; at > 0; at -= 3) {
        digits.insert(static_cast<std::size_t>(at), ",");
    }
    return digits;
}

ProgressStyle automatic_progress_style() {
    return isatty(STDERR_FILENO) != 0 ? ProgressStyle::bar : ProgressStyle::plain;
}

std::string progress_line(std::int64_t done, std::int64_t total, double seconds, bool has_bar) {
    double const share = total > 0 ? static_cast<double>(done) / static_cast<double>(total) : 1.0;
    double const rate = seconds > 0.0 ? static_cast<double>(done) / seconds : 0.0;
    std::string line;
    if (has_bar) {
        constexpr int width = 30;
        auto const filled = static_cast<std::size_t>(share * width);
        line = fmt::format("[{}{}] ", std::string(filled, '#'), std::string(width - filled, '-'));
    }
    line += fmt::format("{:3.0f} %  {} of {} trials  {} trials/s", 100.0 * share, with_commas(done),
                        with_commas(total), with_commas(static_cast<std::int64_t>(rate)));
    if (rate > 0.0 && done < total) {
        line += "  " + clock_time(static_cast<double>(total - done) / rate) + " left";
    }
    return line;
}

Progress::Progress(ProgressStyle style, std::int64_t total) : style_(style), total_(total) {
    if (style_ != ProgressStyle::none) {
        printer_ = std::jthread([this](std::stop_token stop) { show_until_stopped(stop); });
    }
}

Progress::~Progress() {
    if (printer_.joinable()) {
        printer_.request_stop();
        printer_.join();
        if (style_ == ProgressStyle::bar) {
            show();
            std::fputs("\n", stderr);
        }
    }
}

void Progress::show_until_stopped(std::stop_token stop) {
    using namespace std::chrono_literals;
    auto const interval = style_ == ProgressStyle::bar ? 200ms : 10'000ms;
    std::unique_lock lock(mutex_);
    while (!wake_.wait_for(lock, stop, interval, [] { return false; })) {
        if (stop.stop_requested()) {
            return;
        }
        show();
    }
}

void Progress::show() const {
    std::chrono::duration<double> const elapsed = std::chrono::steady_clock::now() - start_;
    bool const has_bar = style_ == ProgressStyle::bar;
    std::string const line = progress_line(done_, total_, elapsed.count(), has_bar);
    // erase to the end of the line: the one before may have been longer
    std::string const text = has_bar ? "\r" + line + "\x1b[K" : line + "\n";
    std::fputs(text.c_str(), stderr);
    std::fflush(stderr);
}

}  // namespace vtrial::host
