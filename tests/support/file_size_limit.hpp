// A disk that is full after so many bytes of a file.
#pragma once

#include <sys/resource.h>

#include <csignal>

namespace vtrial::support {

/// A largest file size for this process and those it starts, until it is destroyed.
class FileSizeLimit {
  public:
    explicit FileSizeLimit(rlim_t bytes) {
        old_handler_ = std::signal(SIGXFSZ, SIG_IGN);  // the write fails instead
        ::getrlimit(RLIMIT_FSIZE, &old_);
        rlimit const wanted{bytes, old_.rlim_max};
        ::setrlimit(RLIMIT_FSIZE, &wanted);
    }
    ~FileSizeLimit() {
        ::setrlimit(RLIMIT_FSIZE, &old_);
        std::signal(SIGXFSZ, old_handler_);
    }
    FileSizeLimit(FileSizeLimit const&) = delete;
    FileSizeLimit& operator=(FileSizeLimit const&) = delete;

  private:
    rlimit old_{};
    void (*old_handler_)(int) = nullptr;
};

}  // namespace vtrial::support
