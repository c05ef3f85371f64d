// Bad inputs 13 to 22, 40, 47, 49, 61 and 63: values that cannot stand.
#include <gtest/gtest.h>

#include "tests/host/config/study_text.hpp"

namespace vtrial::host::test {
namespace {

class BadValue : public testing::TestWithParam<BadInput> {};

TEST_P(BadValue, IsRefusedAtItsPlace) { expect_refused(GetParam()); }

std::vector<BadInput> bad_numbers() {
    return {
        {"id13_nan", with_line(16, "median_months = nan"),
         "study.toml:16:17: error: model.progression.median_months must be finite, got nan"},
        {"id14_infinity", with_line(10, "maximum_months = inf"),
         "study.toml:10:18: error: design.maximum_months must be finite, got inf"},
        {"id14_minus_infinity",
         with_line(13, "starts_months = [0, -inf]\npatients_per_month = [3, 4]"),
         "study.toml:13:21: error: accrual.starts_months must be finite, got -inf"},
        {"id15_median_zero", with_line(16, "median_months = 0"),
         "study.toml:16:17: error: model.progression.median_months must be 0.01 ... 2400, got 0; "
         "are these months? days are divided by 30.4375; a rarer event is stated by "
         "rate_per_month"},
        {"id15_rate_zero", with_line(19, "rate_per_month = 0"),
         "study.toml:19:18: error: model.death_before_progression.rate_per_month must be above 0, "
         "got [0]; a transition that never happens has share = 0"},
        {"id15_rate_negative", with_line(25, "rate_per_month = -0.01"),
         "study.toml:25:18: error: model.death_on_next_line.rate_per_month must be 1e-09 ... 100, "
         "got -0.01"},
        {"id16_hazard_ratio", with_line(17, "effect = { hazard_ratio = 0 }"),
         "study.toml:17:27: error: model.progression.effect.hazard_ratio must be 0.001 ... 1000, "
         "got 0"},
        {"id17_cured_share", with_line(16, "median_months = 20\ncured_share = 1.2"),
         "study.toml:17:15: error: model.progression.cured_share must be at least 0 and below 1, "
         "got 1.2"},
        {"id17_share", with_line(16, "median_months = 20\nshare = -0.1"),
         "study.toml:17:9: error: model.progression.share must be 0 ... 1, got -0.1"},
        {"id17_dropout", with_line(11, "[dropout]\nper_year = 1"),
         "study.toml:12:12: error: dropout.per_year must be at least 0 and below 1, got 1"},
        {"id18_shape", with_line(16, "median_months = 20\nshape = 0"),
         "study.toml:17:9: error: model.progression.shape must be 0.1 ... 10, got 0"},
        {"id19_beyond_64_bits", with_line(7, "patients = 99999999999999999999"),
         "study.toml:7:32: error: not valid TOML: while parsing decimal integer: "
         "'99999999999999999999' is "
         "not representable in 64 bits; only a seed may be larger than 9223372036854775807, "
         "written as text"},
        {"id19_beyond_32_bits", with_line(7, "patients = 5000000000"),
         "study.toml:7:12: error: design.patients must be far smaller in size, got 5000000000"},
        {"id19_too_many_patients", with_line(7, "patients = 1048577"),
         "study.toml:7:12: error: design.patients must be 2 ... 1048576, got 1048577"},
        {"id19_negative_patients", with_line(7, "patients = -3"),
         "study.toml:7:12: error: design.patients must be 2 ... 1048576, got -3"},
        {"id20_negative_seed", with_line(4, "seed = -1"),
         "study.toml:4:8: error: seed must be an integer 0 ... 9223372036854775807, or as text up "
         "to \"18446744073709551615\" or \"0xffffffffffffffff\", got -1"},
        {"id20_seed_too_large", with_line(4, "seed = \"18446744073709551616\""),
         "study.toml:4:8: error: seed must be an integer 0 ... 9223372036854775807, or as text up "
         "to \"18446744073709551615\" or \"0xffffffffffffffff\", got \"18446744073709551616\""},
        {"id21_fractional_patients", with_line(7, "patients = 300.5"),
         "study.toml:7:12: error: design.patients must be an integer (no point, no exponent), got "
         "300.5"},
        {"id21_float_of_whole_patients", with_line(7, "patients = 3e2"),
         "study.toml:7:12: error: design.patients must be an integer (no point, no exponent), got "
         "300"},
        {"id22_median_in_days", with_line(16, "median_months = 3000"),
         "study.toml:16:17: error: model.progression.median_months must be 0.01 ... 2400, got "
         "3000; are these months? days are divided by 30.4375; a rarer event is stated by "
         "rate_per_month"},
        {"id22_subnormal_rate", with_line(19, "rate_per_month = 1e-310"),
         "study.toml:19:18: error: model.death_before_progression.rate_per_month must be 1e-09 "
         "... 100, got 1e-310"},
    };
}

std::vector<BadInput> bad_words() {
    return {
        {"id40_median_and_rate", with_line(16, "median_months = 20\nrate_per_month = 0.03"),
         "study.toml:17:18: error: model.progression.rate_per_month contradicts median_months; "
         "keep one of them (an override replaces the whole table \"model.progression\")"},
        {"id40_effect_and_experimental",
         with_line(17, "effect = { hazard_ratio = 0.7 }\nexperimental = { median_months = 30 }"),
         "study.toml:18:16: error: model.progression.experimental contradicts effect; keep one of "
         "them"},
        {"id40_shape_of_a_rate", with_line(19, "rate_per_month = 0.002\nshape = 1"),
         "study.toml:20:9: error: model.death_before_progression.shape belongs to median_months, "
         "not to rate_per_month"},
        {"id47_unknown_model", with_line(14, "[model]\ntype = \"gompertz\""),
         "study.toml:15:8: error: model.type must be \"multistate\", \"copula\" or "
         "\"myeloma\", got \"gompertz\""},
        {"id47_unknown_test", with_line(35, "name = \"PFS\"\ndecides = \"wilcoxon\""),
         "study.toml:36:11: error: endpoints.PFS.decides must be \"logrank\", \"cox\", "
         "\"weighted(RHO,GAMMA)\" or \"maxcombo\", each with \"_stratified\" behind or without, "
         "\"rmst(MONTHS)\" or \"milestone(MONTHS)\"; of a response \"rate_difference\" or "
         "\"cmh\"; of a single arm \"one_sample_logrank(MONTHS)\", of its response "
         "\"exact_binomial(RATE)\", got \"wilcoxon\""},
        {"id49_alpha_zero", with_line(9, "alpha_one_sided = 0"),
         "study.toml:9:19: error: design.alpha_one_sided must be above 0 and below 0.5, got 0"},
        {"id49_alpha_half", with_line(9, "alpha_one_sided = 0.5"),
         "study.toml:9:19: error: design.alpha_one_sided must be above 0 and below 0.5, got 0.5"},
        {"id49_alpha_of_unknown_sides", with_line(9, "alpha = 0.05"),
         "study.toml:9:1: error: unknown key \"alpha\" in design; did you mean "
         "\"alpha_one_sided\"?"},
        {"id49_level", with_line(36, "levels_one_sided = { final = 0.5 }"),
         "study.toml:36:30: error: endpoints.PFS.levels_one_sided.final must be above 0 and below "
         "0.5, got 0.5"},
        {"id61_no_replicates", with_line(3, "replicates = 0"),
         "study.toml:3:14: error: replicates must be 100 ... 1099511627776, got 0"},
        {"id61_few_replicates", with_line(3, "replicates = 99"),
         "study.toml:3:14: error: replicates must be 100 ... 1099511627776, got 99; --allow-small "
         "lets fewer pass"},
        {"id61_too_many_replicates", with_line(3, "replicates = 1099511627777"),
         "study.toml:3:14: error: replicates must be 100 ... 1099511627776, got 1099511627777"},
        {"id61_float_replicates", with_line(3, "replicates = 1e6"),
         "study.toml:3:14: error: replicates must be an integer (no point, no exponent), got "
         "1000000"},
    };
}

/// The refusal of a scenario name, the name as it is told.
std::string unsafe_name(std::string const& told) {
    return "study.toml:39:8: error: scenarios." + told + ".name " + trials::safe_name_rule +
           ", got \"" + told + "\"";
}

std::vector<BadInput> bad_names() {
    std::string const long_name(101, 'x');
    return {
        {"id63_duplicate_scenario", with_line(41, "name = \"planned\""),
         "study.toml:41:8: error: scenarios.planned.name must be unique, got \"planned\" twice"},
        {"id63_path_upwards", with_line(39, "name = \"../x\""), unsafe_name("../x")},
        {"id63_path_from_root", with_line(39, "name = \"/abs\""), unsafe_name("/abs")},
        {"id63_control_character", with_line(39, "name = \"a\\u001bb\""), unsafe_name("a\\x1Bb")},
        {"id63_device", with_line(39, "name = \"Con\""), unsafe_name("Con")},
        {"id63_device_with_suffix", with_line(39, "name = \"lpt1.x\""), unsafe_name("lpt1.x")},
        {"id63_empty", with_line(39, "name = \"\""), unsafe_name("")},
        {"id63_too_long", with_line(39, "name = \"" + long_name + "\""), unsafe_name(long_name)},
        {"id63_analysis", with_line(30, "name = \"a b\"", with_line(36, "")),
         std::string("study.toml:30:8: error: analyses.a b.name ") + trials::safe_name_rule +
             ", got \"a b\""},
    };
}

INSTANTIATE_TEST_SUITE_P(BadNumbers, BadValue, testing::ValuesIn(bad_numbers()), name_of_bad_input);
INSTANTIATE_TEST_SUITE_P(BadWords, BadValue, testing::ValuesIn(bad_words()), name_of_bad_input);
INSTANTIATE_TEST_SUITE_P(BadNames, BadValue, testing::ValuesIn(bad_names()), name_of_bad_input);

TEST(Replicates, SmallNumbersPassWhereAllowed) {
    ReadOptions options;
    options.allow_small = true;
    EXPECT_EQ(read(with_line(3, "replicates = 1"), options).file->replicates, 1);
    EXPECT_FALSE(read(with_line(3, "replicates = 0"), options).file);
}

TEST(Seed, MayHaveAll64Bits) {
    auto const seed_of = [](std::string const& value) {
        return read(with_line(4, "seed = " + value)).file->scenarios.at(0).study.seed;
    };
    EXPECT_EQ(seed_of("\"18446744073709551615\""), 18446744073709551615U);
    EXPECT_EQ(seed_of("\"0xffffffffffffffff\""), 18446744073709551615U);
    EXPECT_EQ(seed_of("9223372036854775807"), 9223372036854775807U);
    EXPECT_EQ(seed_of("0"), 0U);
}

TEST(ProgressionFree, ContradictsItsTwoParts) {
    // id 40: both ways to state the same hazards
    Reading const reading =
        read(with_line(28, "[model.progression_free]\nmedian_months = 9\nprogression_share = 0.9"));
    std::vector<std::string> const expected{
        "study.toml:15:1: error: model.progression contradicts progression_free, which states both "
        "progression and death_before_progression; keep one of them",
        "study.toml:18:1: error: model.death_before_progression contradicts progression_free, "
        "which states both progression and death_before_progression; keep one of them"};
    EXPECT_EQ(reading.messages(Severity::error), expected);
}

TEST(ProgressionFree, TellsAFaultOnceAndByItsOwnName) {
    std::string text = with_line(18, "");
    text = with_line(19, "", text);
    text = with_line(15, "[model.progression_free]\nprogression_share = 1.5", text);
    text = text.replace(text.find("median_months = 20"), 18, "rate_per_month = 200");
    std::vector<std::string> const expected{
        "study.toml:16:21: error: model.progression_free.progression_share must be 0 ... 1, got "
        "1.5",
        "study.toml:17:18: error: model.progression_free.rate_per_month must be 1e-09 ... 100, got "
        "200"};
    EXPECT_EQ(read(text).messages(Severity::error), expected);
}

}  // namespace
}  // namespace vtrial::host::test
