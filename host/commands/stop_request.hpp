// What ends a run early: a signal, or the time that it was given.
#pragma once

#include <chrono>
#include <optional>
#include <string>

namespace vtrial::host {

/// From now on SIGINT and SIGTERM ask the run to stop; a second one kills, as by default.
void catch_stop_signals();

/// The signal that asked for a stop, or 0.
int stop_signal();

/// Asked for by a signal, or after so many minutes since it was made.
class StopRequest {
  public:
    explicit StopRequest(std::optional<double> max_minutes);

    /// Whether the run is to stop; asked by any thread.
    bool is_made() const;

    /// For example `stopped by SIGTERM`.
    std::string reason() const;

  private:
    std::optional<double> max_minutes_;
    std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
};

}  // namespace vtrial::host
