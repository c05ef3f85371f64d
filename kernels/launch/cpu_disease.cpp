// Compiled once for each instruction level, with VTRIAL_INSTRUCTION_LEVEL 3 or 4, as cpu_level.cpp.
#include "kernels/launch/cpu_team.hpp"
#include "kernels/myeloma/covariate_levels.hpp"
#include "kernels/myeloma/observe_disease.hpp"

namespace vtrial::kernels {

template void observe_disease<false>(CpuTeam<VTRIAL_INSTRUCTION_LEVEL> const&, Plan const&,
                                     std::uint64_t, Patients, PatientTile);
template void observe_disease<true>(CpuTeam<VTRIAL_INSTRUCTION_LEVEL> const&, Plan const&,
                                    std::uint64_t, Patients, PatientTile);
template void set_covariate_levels(CpuTeam<VTRIAL_INSTRUCTION_LEVEL> const&, Plan const&,
                                   std::uint64_t, Patients);

}  // namespace vtrial::kernels
