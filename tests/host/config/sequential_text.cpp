#include "tests/host/config/study_text.hpp"

namespace vtrial::host::test {

std::string sequential_study() {
    return R"toml(# every key of analyses, endpoints, spending, futility and multiplicity
schema_version = 1
seed = 3

[design]
patients = 400
maximum_months = 120
graph = { weights = { PFS = 0.6, OS = 0.4 }, transitions = { PFS = { OS = 0.5, PFS2 = 0.5 }, OS = { PFS = 1 } } }

[[strata]]
name = "ISS"
levels = ["I", "II"]
prevalences = [0.4, 0.6]

[accrual]
months = 20

[model]
progression_free = { median_months = 20, progression_share = 0.85, effect = { hazard_ratio = 0.7 } }
next_line_start = { median_months = 1.5 }
second_progression = { median_months = 12 }
death_on_next_line = { median_months = 18 }
death_after_second_progression = { median_months = 9 }

[[analyses]]
name = "look.1"
events_by_endpoint = { OS = 60, PFS = 150 }
calendar_months = 30
when = "latest"
at_latest_months = 50
checkpoints = [{ calendar_months = 36, endpoint = "PFS", fewer_than_events = 120, then_at_latest_months = 54 }, { calendar_months = 52, endpoint = "OS", fewer_than_events = 40, then_at_latest_months = 60.5 }]
when_not_reached = "no_test"
cleaning_days = 30
cleaning_events = "included"
[[analyses]]
name = "middle"
events_by_endpoint = { PFS = 220 }
minimum_follow_up_months = 12
when = "earliest"
minimum_gap_months = 5.5
[[analyses]]
name = "final"
events = 300
endpoint = "PFS"

[[endpoints]]
name = "PFS"
decides = { test = "logrank", stratified = true, margin = 1.1 }
tests = ["maxcombo", { test = "weighted", rho = 0, gamma = 1, stratified = true }, "rmst(24)", { test = "milestone", months = 36, margin = 0.05 }]
spending = { function = "hwang_shih_decani", gamma = -4 }
planned_events = { "look.1" = 150, middle = 220, final = 300 }
futility = { function = "power", rho = 3, beta = 0.2, hazard_ratio = 0.8, binding = true }
[[endpoints]]
name = "PFS2"
decides = "cox_stratified"
spending = { function = "wang_tsiatis", delta = 0.25 }
planned_events = { "look.1" = 90, final = 210 }
futility = { bounds_z = { "look.1" = -0.5 } }
[[endpoints]]
name = "OS"
decides = "weighted(0.5,0)_stratified"
spending = { function = "user", cumulative = [0, 0.005, 0.025] }
planned_events = { "look.1" = 60, middle = 110, final = 180 }

[[scenarios]]
name = "graph"
[[scenarios]]
name = "moved"
[scenarios.set]
"analyses.look.1.events_by_endpoint.PFS" = 140
"endpoints.PFS.planned_events.look.1" = 140
"endpoints.PFS2.futility.bounds_z.look.1" = 0.1
"endpoints.PFS.futility" = { function = "user", cumulative = [0.01, 0.04, 0.1], hazard_ratio = 0.65 }
"endpoints.OS.spending" = { function = "lan_demets_pocock" }
"design.graph.weights.OS" = 0.3
[[scenarios]]
name = "hierarchy"
no_effect = true
set = { "design" = { patients = 400, maximum_months = 120, hierarchy = ["PFS", "OS", "PFS2"] } }
[[scenarios]]
name = "each_its_own"
set = { "design" = { patients = 400 }, "analyses" = [{ name = "interim", events = 150, endpoint = "PFS" }, { name = "final", events = 300, endpoint = "PFS" }], "endpoints" = [{ name = "PFS", decides = "cox_stratified", spending = { function = "pocock" } }] }
)toml";
}

}  // namespace vtrial::host::test
