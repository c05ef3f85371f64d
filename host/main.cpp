#include <cstdio>
#include <string>
#include <vector>

#include "host/commands/commands.hpp"
#include "kernels/launch/cpu.hpp"

int main(int argc, char** argv) {
    // Before anything is computed: this file is built for any x86-64, the replicates are not.
    if (vtrial::kernels::best_instruction_level() == vtrial::kernels::InstructionLevel::none) {
        std::fputs("vtrial: error: this processor has no AVX2 and FMA (x86-64-v3)\n", stderr);
        return static_cast<int>(vtrial::host::ExitCode::device_not_usable);
    }
    return static_cast<int>(
        vtrial::host::run_program(std::vector<std::string>(argv + 1, argv + argc)));
}
