// 128-bit integers, for sums over blocks of replicates: no number of replicates makes them
// overflow.
#pragma once

namespace vtrial::kernels {

__extension__ using WideInteger = __int128;

}  // namespace vtrial::kernels
