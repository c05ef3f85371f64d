// Prints a hash of all that some replicates of each study leave in a tally, for each instruction
// level that this processor has: `STUDY LEVEL HASH`. Links kernels and trials only, so that it is
// soon built by any compiler with any optimisation.
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <memory>
#include <vector>

#include "kernels/launch/cpu.hpp"
#include "kernels/replicate/scratch.hpp"
#include "tests/bits/studies.hpp"
#include "trials/lower.hpp"

namespace vtrial::bits {
namespace {

using kernels::InstructionLevel;

constexpr std::int32_t replicates_of_hazards = 200;
constexpr std::int32_t replicates_of_courses = 40;  ///< of the disease model, which cost more

/// FNV-1a of 64 bits (Fowler, Noll and Vo), the numbers taken byte by byte from the lowest.
class Hash {
  public:
    void add(std::uint64_t number) {
        for (int byte = 0; byte < 8; ++byte) {
            value_ = (value_ ^ (number >> (8 * byte) & 0xFF)) * 0x100000001B3;
        }
    }
    std::uint64_t value() const { return value_; }

  private:
    std::uint64_t value_ = 0xCBF29CE484222325;
};

std::uint64_t hash_of(trials::Study const& study, InstructionLevel level) {
    trials::PlanTables const tables = trials::lower(study);
    kernels::TallyLayout const layout = kernels::layout_of(tables.plan);
    std::vector<std::int64_t> sums(static_cast<std::size_t>(layout.sums()));
    std::vector<std::uint32_t> counts(static_cast<std::size_t>(layout.counts()));
    kernels::Scratch scratch{};
    constexpr std::size_t cache_line = 64;
    auto bytes = static_cast<std::size_t>(
        kernels::lay_out(tables.plan, kernels::thread_shape, nullptr, scratch));
    std::vector<std::byte> memory(bytes + cache_line);
    void* start = memory.data();
    std::size_t space = memory.size();
    kernels::lay_out(tables.plan, kernels::thread_shape,
                     std::align(cache_line, bytes, start, space), scratch);
    std::int32_t const replicates = study.myeloma ? replicates_of_courses : replicates_of_hazards;
    kernels::simulate_on_cpu(level, tables.plan, {0, replicates}, scratch,
                             {layout, sums.data(), counts.data(), 1}, nullptr);
    Hash hash;
    for (std::int64_t const sum : sums) {
        hash.add(static_cast<std::uint64_t>(sum));
    }
    for (std::uint32_t const count : counts) {
        hash.add(count);
    }
    return hash.value();
}

int print_hashes() {
    struct NamedStudy {
        char const* name;
        trials::Study study;
    };
    for (NamedStudy const& named : {NamedStudy{"plain", plain_study()},
                                    {"rich", rich_study()},
                                    {"sequential", sequential_study()},
                                    {"maintenance", maintenance_study()},
                                    {"myeloma", myeloma_study()}}) {
        for (InstructionLevel const level : {InstructionLevel::v3, InstructionLevel::v4}) {
            if (level <= kernels::best_instruction_level()) {
                auto const hash = static_cast<unsigned long long>(hash_of(named.study, level));
                std::printf("%s v%d %016llx\n", named.name, static_cast<int>(level), hash);
            }
        }
    }
    return std::fflush(stdout) == 0 ? 0 : 1;
}

}  // namespace
}  // namespace vtrial::bits

int main() { return vtrial::bits::print_hashes(); }
