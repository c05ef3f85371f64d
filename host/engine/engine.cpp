#include "host/engine/engine.hpp"

#include <chrono>

#include "host/engine/cpu_backend.hpp"
#include "host/engine/run_blocks.hpp"
#include "host/engine/worker_tally.hpp"

namespace vtrial::host {
namespace {

class SumInMemory : public BlockSink {
  public:
    explicit SumInMemory(TotalTally& total) : total_(total) {}
    void add(Interval /*block*/, TotalTally const& tally) override { add_to(total_, tally); }

  private:
    TotalTally& total_;
};

}  // namespace

ScenarioResult simulate(trials::Scenario const& scenario, std::int64_t replicates, Backend& backend,
                        std::function<void(std::int64_t)> const& on_progress) {
    auto const start = std::chrono::steady_clock::now();
    ScenarioResult result{&scenario, trials::lower(scenario.study), {}, 0.0};
    result.total = empty_total(kernels::layout_of(result.tables.plan));
    SumInMemory sink(result.total);
    BlockRunOptions run;
    run.scenario = scenario.name;
    run.on_progress = on_progress;
    run_blocks(result.tables.plan, {{0, replicates}}, backend, run, sink);
    std::chrono::duration<double> const elapsed = std::chrono::steady_clock::now() - start;
    result.seconds = elapsed.count();
    return result;
}

ScenarioResult simulate(trials::Scenario const& scenario, std::int64_t replicates,
                        EngineOptions const& options) {
    CpuBackend backend(options.level, options.threads);
    return simulate(scenario, replicates, backend, options.on_progress);
}

}  // namespace vtrial::host
