#include "tests/host/config/study_text.hpp"

#include "host/config/resolved.hpp"

namespace vtrial::host::test {

std::string myeloma_study() {
    std::size_t const begin = plain_study.find("[model.progression]");
    std::size_t const end = plain_study.find("[[analyses]]");
    std::string const model = R"([model]
type = "myeloma"
[model.population]
age = { mean_years = 70, sd_years = 8, youngest_years = 40, oldest_years = 90 }
male_share = 0.5
stage_shares = [0.25, 0.5, 0.25]
high_risk_cytogenetics_share = 0.15
performance_shares = [0.5, 0.25, 0.25]
[model.disease]
growth.rate_per_month = 0.05
resistant_clone.depth_log10 = 3
backbone_kill.rate_per_month = 0.4
[model.regimens.control]
backbone = { immunomodulation = 1, last_week = 104 }
[model.regimens.experimental]
backbone = { immunomodulation = 1 }
daratumumab = {}
[model.next_lines]
daratumumab_if_sensitive = { second_line = 0.2 }
[model.daratumumab]
fast_kill.at_floor = "continues"

)";
    return plain_study.substr(0, begin) + model + plain_study.substr(end);
}

std::string rich_study() {
    return R"(# every key of the format
schema_version = 1
title = "Rich: \"quotes\", ü and \\"
replicates = 20000
seed = "0xfedcba9876543210"
source = "none"
note = "a test"

[design]
patients = 360
block_size = 6
alpha_one_sided = 0.024
maximum_months = 90.5
note = "of the design"

[[arms]]
label = "D-Rd 1.0"
role = "experimental"
ratio = 2
[[arms]]
label = "Rd"
role = "control"
ratio = 1

[[strata]]
name = "ISS"
levels = ["I", "II", "III"]
prevalences = [0.3, 0.4, 0.3]
source = "registry"
[[strata]]
name = "prior lines"
levels = ["1", "2+"]
prevalences = [0.55, 0.45]

[[biomarkers]]
name = "del 17p"
levels = ["no", "yes"]
prevalences = [0.85, 0.15]
source = "registry"
[[biomarkers]]
name = "gain1q"
levels = ["normal", "gain", "amplified"]
prevalences = [0.6, 0.3, 0.1]

[screening]
days = 21
failure_share = 0.1
eligible = { gain1q = ["normal", "gain"], ISS = ["I", "II", "III"] }

[[subgroups]]
name = "high-risk"
where = { "del 17p" = ["yes"] }
note = "of a subgroup"
[[subgroups]]
name = "late"
where = { ISS = ["II", "III"], gain1q = ["gain"] }

[accrual]
starts_months = [0, 3, 6.5]
patients_per_month = [5.0, 12, 20]

[dropout]
per_year = 0.02
by_arm = { "D-Rd 1.0" = 0.031 }

[model]
type = "multistate"
frailty_sd = 0.4

[model.progression_free]
median_months = 18.25
shape = 1.15
progression_share = 0.9
cured_share = 0.05
prognosis = { ISS = [0.7, 1.0, 1.4], "prior lines" = [1, 1.2], gain1q = [1, 1.3, 1.8] }
[model.progression_free.effect]
hazard_ratio = 0.6
delay_months = 1.5
waning_starts_months = 24
waning_ends_months = 36.5
by_level = { ISS = [1, 1, 1.1], "del 17p" = [1, 0.8] }

[model.next_line_start]
rate_per_month = 0.4

[model.death_before_next_line]
starts_months = [0, 2]
rates_per_month = [0.05, 0.02]
share = 0.8
effect = { hazard_ratio = 0.9 }

[model.second_progression]
starts_months = [0, 6, 12]
rates_per_month = [0.1, 0.06, 0.0]
experimental = { median_months = 14, shape = 0.9, cured_share = 0.1 }

[model.death_on_next_line]
rate_per_month = 0.011
cured_share = 0.02

[model.death_after_second_progression]
median_months = 14

[[analyses]]
name = "look.1"
events = 120
endpoint = "PFS"
at_latest_months = 60
[[analyses]]
name = "final"
events = 200
endpoint = "PFS"
[[analyses]]
name = "follow-up"
minimum_follow_up_months = 40
[[analyses]]
name = "close-out"
calendar_months = 88

[[endpoints]]
name = "PFS"
decides = "logrank_stratified"
levels_one_sided = { "look.1" = 0.0054, final = 0.0236 }
[[endpoints]]
name = "PFS"
population = "high-risk"
levels_one_sided = { final = 0.0008 }
[[endpoints]]
name = "OS"
decides = "logrank"
subgroups = ["high-risk", "late"]
[[endpoints]]
name = "PFS2"

[[scenarios]]
name = "planned"
description = "as published"
[[scenarios]]
name = "null"
no_effect = true
seed = 12
[[scenarios]]
name = "late"
[scenarios.set]
"model.progression_free.effect.delay_months" = 6
"model.progression_free" = { rate_per_month = 0.03, progression_share = 0.8, effect = { hazard_ratio = 0.65 } }
"model.second_progression.experimental.median_months" = 15.5
"analyses.look.1.events" = 130
"analyses.\"final\".events" = 220
"endpoints.PFS.levels_one_sided.look.1" = 0.006
"arms.Rd.ratio" = 2
"design.block_size" = 8
"dropout.by_arm.Rd" = 0.05
"strata.ISS.prevalences" = [0.2, 0.5, 0.3]
"biomarkers.\"del 17p\".prevalences" = [0.5, 0.5]
"screening.days" = 14.5
"subgroups.late.where.gain1q" = ["normal", "gain"]
"endpoints.\"PFS in high-risk\".levels_one_sided.final" = 0.0004
[[scenarios]]
name = "plain"
set = { "strata" = [], "biomarkers" = [], "screening" = {}, "subgroups" = [], "model.progression_free" = { median_months = 20, progression_share = 1 }, "endpoints" = [{ name = "OS", levels_one_sided = { final = 0.02 } }], "accrual" = { months = 30 }, "seed" = 3, "model.death_before_next_line" = { starts_months = [0], rates_per_month = [0.03] } }
)";
}

std::string with_line(std::size_t line, std::string const& text, std::string const& study) {
    std::size_t begin = 0;
    for (std::size_t before = 1; before < line; ++before) {
        begin = study.find('\n', begin) + 1;
    }
    std::string result = study;
    return result.replace(begin, study.find('\n', begin) - begin, text);
}

std::string Reading::text() const {
    std::string all;
    for (Diagnostic const& line : diagnostics.lines) {
        all += line.text + "\n";
    }
    return all;
}

std::vector<std::string> Reading::messages(Severity severity) const {
    std::vector<std::string> found;
    for (Diagnostic const& line : diagnostics.lines) {
        if (line.severity == severity) {
            found.push_back(line.text.substr(0, line.text.find('\n')));
        }
    }
    return found;
}

Reading read(std::string const& text, ReadOptions const& options) {
    Reading reading;
    reading.file = read_study_text("study.toml", text, options, reading.diagnostics);
    return reading;
}

void expect_round_trip(std::string const& text, ReadOptions const& options) {
    Reading const first = read(text, options);
    ASSERT_TRUE(first.file) << first.text();
    std::string const resolved = resolved_toml(*first.file);
    Reading const second = read(resolved, options);
    ASSERT_TRUE(second.file) << second.text() << resolved;
    EXPECT_EQ(*second.file, *first.file) << resolved;
    EXPECT_EQ(resolved_toml(*second.file), resolved);
}

void expect_refused(BadInput const& input, ReadOptions const& options) {
    Reading const reading = read(input.text, options);
    EXPECT_FALSE(reading.file);
    EXPECT_EQ(reading.messages(Severity::error), std::vector<std::string>{input.error})
        << reading.text();
}

}  // namespace vtrial::host::test
