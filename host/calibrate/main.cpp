#include <malloc.h>

#include <string>
#include <vector>

#include "host/calibrate/calibrate_program.hpp"
#include "host/start.hpp"

int main(int argc, char** argv) {
    // A fit simulates the same trials thousands of times: their tallies stay with the program
    // instead of going back to the system, which would clear each page again.
    constexpr int one_gibibyte = 1 << 30;
    mallopt(M_MMAP_THRESHOLD, one_gibibyte);
    mallopt(M_TRIM_THRESHOLD, one_gibibyte);
    mallopt(M_ARENA_MAX, 1);
    return vtrial::host::start("vtrial-calibrate", argc, argv, vtrial::host::run_calibrate_program);
}
