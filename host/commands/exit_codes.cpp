#include "host/commands/exit_codes.hpp"

#include <new>

#include "host/engine/errors.hpp"
#include "host/files/output_folder.hpp"
#include "host/store/block_store.hpp"
#include "kernels/launch/cuda.hpp"

namespace vtrial::host {
namespace {

template <class Error>
bool is(std::exception const& error) {
    return dynamic_cast<Error const*>(&error) != nullptr;
}

}  // namespace

ExitCode exit_code_of(std::exception const& error) {
    if (is<CommandLineError>(error)) {
        return ExitCode::command_line_wrong;
    }
    if (is<DeviceError>(error) || is<kernels::CudaError>(error)) {
        return ExitCode::device_not_usable;
    }
    if (is<FileError>(error) || is<std::bad_alloc>(error)) {
        return ExitCode::input_or_output_failed;
    }
    if (is<StoreError>(error)) {
        return ExitCode::stored_state_unusable;
    }
    if (is<CheckError>(error)) {
        return ExitCode::incomplete_or_check_failed;
    }
    if (is<StoppedEarly>(error)) {
        return ExitCode::stopped_early;
    }
    return is<ReaderGone>(error) ? ExitCode::reader_gone : ExitCode::bug;
}

}  // namespace vtrial::host
