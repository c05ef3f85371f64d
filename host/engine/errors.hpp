// Why a simulation ends without a result, as far as the engine can tell.
#pragma once

#include <stdexcept>

namespace vtrial::host {

/// The backend or instruction level asked for cannot run here. Exit code 4.
struct DeviceError : std::runtime_error {
    using std::runtime_error::runtime_error;
};

/// A replicate that was computed twice came out differently: numbers of this device cannot be
/// trusted. Exit code 7.
struct CheckError : std::runtime_error {
    using std::runtime_error::runtime_error;
};

}  // namespace vtrial::host
