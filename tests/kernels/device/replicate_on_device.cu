// Proves that the body of a replicate compiles for the device: one thread runs it with the CPU's
// team.
#include "kernels/launch/cpu_team.hpp"
#include "kernels/replicate/replicate.hpp"

namespace vtrial::kernels {

__global__ void run_one_replicate(Plan plan, std::uint64_t replicate, Scratch scratch,
                                  TallyView tally, ReplicateOutcome* outcome) {
    run_replicate(CpuTeam<0>{}, plan, replicate, scratch, tally, *outcome);
}

}  // namespace vtrial::kernels
