#include "host/commands/stop_request.hpp"

#include <fmt/format.h>
#include <signal.h>

#include <atomic>

namespace vtrial::host {
namespace {

std::atomic<int> caught_signal{0};
static_assert(std::atomic<int>::is_always_lock_free, "a signal handler may use nothing else");

void set_action(int number, void (*action)(int)) {
    struct sigaction wanted {};
    wanted.sa_handler = action;
    wanted.sa_flags = SA_RESTART;  // no write ends half done because somebody asks to stop
    sigemptyset(&wanted.sa_mask);
    sigaction(number, &wanted, nullptr);
}

extern "C" void on_stop_signal(int number) {
    set_action(SIGINT, SIG_DFL);
    set_action(SIGTERM, SIG_DFL);
    if (caught_signal.exchange(number) != 0) {
        raise(number);  // both came at once, before the first could restore the default
    }
}

/// A run started by `nohup` or in the background of a script is told to ignore SIGINT.
bool is_ignored(int number) {
    struct sigaction now {};
    sigaction(number, nullptr, &now);
    return now.sa_handler == SIG_IGN;
}

}  // namespace

void catch_stop_signals() {
    for (int const number : {SIGINT, SIGTERM}) {
        if (!is_ignored(number)) {
            set_action(number, on_stop_signal);
        }
    }
}

int stop_signal() { return caught_signal; }

StopRequest::StopRequest(std::optional<double> max_minutes) : max_minutes_(max_minutes) {}

bool StopRequest::is_made() const {
    std::chrono::duration<double, std::ratio<60>> const spent =
        std::chrono::steady_clock::now() - start_;
    return stop_signal() != 0 || (max_minutes_ && spent.count() >= *max_minutes_);
}

std::string StopRequest::reason() const {
    if (stop_signal() != 0) {
        return stop_signal() == SIGINT ? "stopped by SIGINT" : "stopped by SIGTERM";
    }
    return fmt::format("stopped after {} minutes, as asked", max_minutes_.value_or(0.0));
}

}  // namespace vtrial::host
