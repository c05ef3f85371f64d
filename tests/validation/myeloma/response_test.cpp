// The IMWG criteria on series of visits made by hand.
#include "validation/reference/myeloma/response.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <optional>
#include <vector>

namespace vtrial::reference::myeloma {
namespace {

struct Visits {
    std::vector<Response> responses;
    std::optional<double> progression_months;
};

/// One visit a month from month 1 on, up to the first progression.
Visits assess(ResponseAssessor assessor, std::vector<Measurement> const& measurements) {
    Visits visits;
    double months = 0.0;
    for (Measurement const& measurement : measurements) {
        months += 1.0;
        Finding const finding = assessor.assess(measurement, months);
        visits.responses.push_back(finding.response);
        visits.progression_months = finding.progression_months;
        if (visits.progression_months) break;
    }
    return visits;
}

std::vector<Measurement> values(std::vector<double> const& series) {
    std::vector<Measurement> measurements;
    for (double const value : series) measurements.push_back({value, false});
    return measurements;
}

Visits assess_serum(std::vector<double> const& series, double baseline = 4.0) {
    return assess({trials::serum_marker(), baseline, true}, values(series));
}

using enum Response;

TEST(MyelomaResponse, EachCategoryNeedsTwoVisits) {
    EXPECT_EQ(
        assess_serum({3.0, 3.0, 2.0, 2.0, 0.4, 0.4}).responses,
        (std::vector<Response>{stable, minimal, minimal, partial, partial, very_good_partial}));
}

TEST(MyelomaResponse, OneLowValueIsNoResponse) {
    EXPECT_EQ(assess_serum({0.1, 3.9, 3.9}).responses,
              (std::vector<Response>{stable, stable, stable}));
}

TEST(MyelomaResponse, CompleteNeedsTwoNegativeImmunofixations) {
    ResponseAssessor const assessor(trials::serum_marker(), 4.0, true);
    auto const visits = assess(assessor, {{0.0, true}, {0.0, false}, {0.0, true}, {0.0, true}});
    EXPECT_EQ(visits.responses,
              (std::vector<Response>{stable, very_good_partial, very_good_partial, complete}));
}

TEST(MyelomaResponse, MarrowMayNotConfirmACompleteResponse) {
    ResponseAssessor const assessor(trials::serum_marker(), 4.0, false);
    auto const visits = assess(assessor, {{0.0, true}, {0.0, true}, {0.0, true}});
    EXPECT_EQ(visits.responses.back(), very_good_partial);
}

TEST(MyelomaProgression, IsDatedByTheFirstOfTwoVisits) {
    auto const visits = assess_serum({2.0, 2.0, 2.6, 2.6});
    EXPECT_EQ(visits.progression_months, 3.0);
    EXPECT_EQ(visits.responses.size(), 4u);
}

TEST(MyelomaProgression, OneHighValueIsNone) {
    EXPECT_FALSE(assess_serum({2.0, 2.0, 2.6, 2.0, 2.6, 2.0}).progression_months);
}

TEST(MyelomaProgression, NeedsAQuarterAboveTheNadir) {
    // 0.5 g/dL more than 2.2, but less than a quarter of it
    EXPECT_FALSE(assess_serum({2.2, 2.2, 2.74, 2.74}).progression_months);
    EXPECT_TRUE(assess_serum({2.2, 2.2, 2.76, 2.76}).progression_months);
}

TEST(MyelomaProgression, NeedsHalfAGramAboveTheNadir) {
    // twice 0.4, but less than 0.5 g/dL more
    EXPECT_FALSE(assess_serum({0.4, 0.4, 0.85, 0.85}).progression_months);
    EXPECT_TRUE(assess_serum({0.4, 0.4, 0.95, 0.95}).progression_months);
}

TEST(MyelomaProgression, NeedsAGramWhereTheNadirIsHigh) {
    // from 5 g/dL on; a quarter of 3.9 is less than a gram, of 5.2 it is more
    trials::Marker marker = trials::serum_marker();
    marker.progression_ratio = 1.0;  // so that the gram alone decides
    EXPECT_FALSE(assess({marker, 5.2, true}, values({5.2, 5.2, 6.1, 6.1})).progression_months);
    EXPECT_TRUE(assess({marker, 5.2, true}, values({5.2, 5.2, 6.3, 6.3})).progression_months);
    EXPECT_TRUE(assess({marker, 4.2, true}, values({4.2, 4.2, 4.8, 4.8})).progression_months);
}

TEST(MyelomaProgression, CountsFromTheLowestConfirmedValue) {
    // a single 0.2 is no nadir: the higher of two visits counts
    EXPECT_FALSE(assess_serum({2.0, 2.0, 0.2, 2.0, 2.2, 2.2}).progression_months);
    EXPECT_EQ(assess_serum({2.0, 2.0, 0.2, 0.2, 1.0, 1.0}).progression_months, 5.0);
}

TEST(MyelomaProgression, WithoutResponseCountsFromBaseline) {
    EXPECT_EQ(assess_serum({4.6, 5.1, 5.2}).progression_months, 2.0);
}

TEST(MyelomaResponse, UrineHasLimitsOfItsOwn) {
    auto const urine = [](std::vector<double> const& series) {
        return assess({trials::urine_marker(), 3000.0, true}, values(series));
    };
    EXPECT_EQ(urine({1400.0, 1400.0}).responses.back(), minimal);
    EXPECT_EQ(urine({290.0, 290.0}).responses.back(), partial);
    EXPECT_EQ(urine({99.0, 99.0}).responses.back(), very_good_partial);
    EXPECT_FALSE(urine({290.0, 290.0, 480.0, 480.0}).progression_months);  // not 200 mg more
    EXPECT_TRUE(urine({290.0, 290.0, 500.0, 500.0}).progression_months);
    // below 200 mg whatever the share
    EXPECT_EQ(
        assess({trials::urine_marker(), 400.0, true}, values({190.0, 190.0})).responses.back(),
        partial);
}

TEST(MyelomaResponse, FreeLightChainsHaveLimitsOfTheirOwn) {
    auto const chains = [](std::vector<double> const& series) {
        return assess({trials::free_light_chain_marker(), 800.0, true}, values(series));
    };
    EXPECT_EQ(chains({390.0, 390.0}).responses.back(), partial);
    EXPECT_EQ(chains({79.0, 79.0}).responses.back(), very_good_partial);
    EXPECT_FALSE(chains({79.0, 79.0, 170.0, 170.0}).progression_months);  // not 100 mg/L more
    EXPECT_TRUE(chains({79.0, 79.0, 180.0, 180.0}).progression_months);
}

TEST(MyelomaMeasurement, HasTheErrorsOfTheMarker) {
    double sum = 0.0;
    double squares = 0.0;
    double negative = 0.0;
    constexpr std::uint32_t count = 20000;
    for (std::uint32_t patient = 0; patient < count; ++patient) {
        PatientDraws const draws{{11, 0}, patient};
        double const value = measure(trials::serum_marker(), 2.0, draws, 5).value;
        sum += value;
        squares += value * value;
        negative += measure(trials::serum_marker(), 0.0123, draws, 5).immunofixation_negative;
    }
    double const mean = sum / count;
    // sqrt(0.16^2 + 0.04^2) = 0.165; 4.5 standard errors
    EXPECT_NEAR(mean, 2.0, 4.5 * 0.165 / std::sqrt(count));
    EXPECT_NEAR(std::sqrt(squares / count - mean * mean), 0.165,
                4.5 * 0.165 / std::sqrt(2.0 * count));
    EXPECT_NEAR(negative / count, 0.5, 4.5 * 0.5 / std::sqrt(count));
}

}  // namespace
}  // namespace vtrial::reference::myeloma
