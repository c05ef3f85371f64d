// What this program was built from and runs on.
#pragma once

#include <string>

namespace vtrial::host {

std::string version();        ///< for example 0.1.0
std::string commit();         ///< git's name of the source, `-dirty` if it was changed
std::string compiler();       ///< name and version
std::string numeric_flags();  ///< the flags that can change a number
std::string build_type();
std::string cuda_version();  ///< of the toolkit; empty in a build without CUDA
std::string processor_name();
std::string host_name();

}  // namespace vtrial::host
