// A study with times joined by a copula: read, refused, written back. Bad inputs 44 and 47.
#include <gtest/gtest.h>

#include "tests/host/config/study_text.hpp"

namespace vtrial::host::test {
namespace {

/// plain_study with another model, from line 15 on.
std::string const copula_text = [] {
    std::size_t const begin = plain_study.find("[model.progression]");
    std::size_t const end = plain_study.find("[[analyses]]");
    std::string const model = R"([model]
type = "copula"
family = "clayton"
kendall_tau = 0.4
[model.PFS]
median_months = 20
effect = { hazard_ratio = 0.7 }
[model.PFS2]
median_months = 30
[model.OS]
rate_per_month = 0.015

)";
    return plain_study.substr(0, begin) + model + plain_study.substr(end);
}();

std::string with_copula_line(std::size_t line, std::string const& text) {
    return with_line(line, text, copula_text);
}

TEST(CopulaText, IsRead) {
    Reading const reading = read(copula_text);
    ASSERT_TRUE(reading.file) << reading.text();
    trials::Study const& study = reading.file->scenarios.front().study;
    ASSERT_TRUE(study.copula.has_value());
    EXPECT_EQ(study.copula->family, trials::CopulaFamily::clayton);
    EXPECT_EQ(study.copula->kendall_tau, 0.4);
    EXPECT_EQ(study.copula->order, trials::CopulaOrder::as_given);
    EXPECT_EQ(study.copula->margins[0].effect.hazard_ratio, 0.7);
    EXPECT_EQ(study.copula->margins[1].control.median_months, 30.0);
    EXPECT_EQ(study.copula->margins[2].control.rates_per_month.front(), 0.015);
}

TEST(CopulaText, ScenarioWithoutEffectHasNone) {
    Reading const reading = read(copula_text);
    ASSERT_TRUE(reading.file) << reading.text();
    EXPECT_EQ(reading.file->scenarios[1].study.copula->margins[0].effect, trials::Effect{});
}

TEST(CopulaText, IsWrittenBackTheSame) {
    std::string text = with_copula_line(18, "kendall_tau = 0.4\norder = \"natural\"");
    text += "\n[model.OS.experimental]\nmedian_months = 60\n";
    expect_round_trip(text);
}

class BadCopula : public testing::TestWithParam<BadInput> {};

TEST_P(BadCopula, IsRefusedAtItsPlace) { expect_refused(GetParam()); }

INSTANTIATE_TEST_SUITE_P(
    Of, BadCopula,
    testing::Values(
        BadInput{"id44_tau_comonotone", with_copula_line(18, "kendall_tau = 0.96"),
                 "study.toml:18:15: error: model.kendall_tau must be 0, which is independence, or "
                 "0.001 ... 0.95, got 0.96"},
        BadInput{"id44_tau_negative", with_copula_line(18, "kendall_tau = -0.2"),
                 "study.toml:18:15: error: model.kendall_tau must be 0, which is independence, or "
                 "0.001 ... 0.95, got -0.2"},
        BadInput{"id44_tau_near_independence", with_copula_line(18, "kendall_tau = 1e-4"),
                 "study.toml:18:15: error: model.kendall_tau must be 0, which is independence, or "
                 "0.001 ... 0.95, got 1e-04"},
        BadInput{"id44_no_tau", with_copula_line(18, ""),
                 "study.toml:15:1: error: model.kendall_tau is missing"},
        BadInput{"id47_unknown_family", with_copula_line(17, "family = \"frank\""),
                 "study.toml:17:10: error: model.family must be \"clayton\", \"gumbel\" or "
                 "\"gaussian\", got \"frank\""},
        BadInput{"id47_unknown_order", with_copula_line(18, "kendall_tau = 0.4\norder = \"any\""),
                 "study.toml:19:9: error: model.order must be \"as_given\" or \"natural\", got "
                 "\"any\""},
        BadInput{"id30_no_margin", with_line(23, "", with_copula_line(22, "")),
                 "study.toml:15:1: error: model.PFS2 is missing"},
        BadInput{"id30_margin_without_hazard", with_copula_line(25, ""),
                 "study.toml:24:1: error: model.OS gives no hazard; state median_months, "
                 "rate_per_month, or starts_months with rates_per_month"},
        BadInput{"id15_hazard_of_a_margin", with_copula_line(25, "rate_per_month = -1"),
                 "study.toml:25:18: error: model.OS.rate_per_month must be 1e-09 ... 100, got -1"},
        BadInput{
            "id3_share_of_a_margin", with_copula_line(23, "median_months = 30\nshare = 0.5"),
            "study.toml:24:1: error: unknown key \"share\" in model.PFS2; did you mean \"shape\"?"},
        BadInput{"id3_frailty_of_a_copula",
                 with_copula_line(18, "kendall_tau = 0.4\nfrailty_sd = 0.5"),
                 "study.toml:19:1: error: unknown key \"frailty_sd\" in model"}),
    name_of_bad_input);

}  // namespace
}  // namespace vtrial::host::test
