// Prints what the reference's MAIA and POLLUX come to beside the prototype's numbers and the
// published ones: myeloma_table FILE [PATIENTS [SEED]].
#include <cstdio>
#include <exception>
#include <string>

#include "validation/reference/myeloma/comparison.hpp"

using namespace vtrial::reference;

int main(int count, char** words) try {
    if (count < 2 || count > 4) {
        std::fputs("usage: myeloma_table tests/data/myeloma_prototype.csv [patients [seed]]\n",
                   stderr);
        return 2;
    }
    auto const patients = static_cast<std::uint32_t>(count > 2 ? std::stoul(words[2]) : 60000);
    Draws const draws{count > 3 ? std::stoull(words[3]) : 4242, 0};
    std::printf(
        "| trial | arm | quantity | simulated | +- | prototype | errors apart | published |\n");
    std::printf("|---|---|---|---|---|---|---|---|\n");
    for (auto const& row :
         myeloma::compare(myeloma::read_trial_numbers(words[1]), draws, patients)) {
        int const digits = row.half_unit < 0.01 ? 3 : 1;
        auto const& number = row.number;
        std::printf("| %s | %s | %s %s %s | %.*f | %.*f | %.*f | %.1f | %s %s |\n",
                    number.trial.c_str(), number.arm.c_str(), number.quantity.c_str(),
                    number.of.c_str(), number.months.c_str(), digits, row.simulated.value,
                    digits + 1, row.simulated.standard_error, digits, number.prototype,
                    row.standard_errors_apart(), number.published.c_str(), number.status.c_str());
    }
    return 0;
} catch (std::exception const& problem) {
    std::fprintf(stderr, "myeloma_table: %s\n", problem.what());
    return 1;
}
