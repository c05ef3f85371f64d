// The disease model of the CPU's teams is compiled apart from the replicate, in cpu_disease.cpp:
// other studies have no part in its length and its compiler's options.
#pragma once

#include "kernels/launch/cpu_team.hpp"
#include "kernels/myeloma/covariate_levels.hpp"
#include "kernels/myeloma/observe_disease.hpp"

namespace vtrial::kernels {

extern template void observe_disease<false>(CpuTeam<3> const&, Plan const&, std::uint64_t, Patients,
                                            PatientTile);
extern template void observe_disease<false>(CpuTeam<4> const&, Plan const&, std::uint64_t, Patients,
                                            PatientTile);
extern template void observe_disease<true>(CpuTeam<3> const&, Plan const&, std::uint64_t, Patients,
                                           PatientTile);
extern template void observe_disease<true>(CpuTeam<4> const&, Plan const&, std::uint64_t, Patients,
                                           PatientTile);
extern template void set_covariate_levels(CpuTeam<3> const&, Plan const&, std::uint64_t, Patients);
extern template void set_covariate_levels(CpuTeam<4> const&, Plan const&, std::uint64_t, Patients);

}  // namespace vtrial::kernels
