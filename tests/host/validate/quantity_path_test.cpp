// The paths of published numbers.
#include "host/validate/quantity_path.hpp"

#include <gtest/gtest.h>

#include "host/validate/published_response.hpp"

namespace vtrial::host::test {
namespace {

using trials::ArmRole;

QuantityPath path_of(std::string const& quantity) {
    PathReading const reading = read_quantity_path(quantity);
    EXPECT_TRUE(reading.path) << quantity << ": " << reading.reason;
    return reading.path.value_or(QuantityPath{});
}

std::string reason_of(std::string const& quantity) {
    PathReading const reading = read_quantity_path(quantity);
    EXPECT_FALSE(reading.path) << quantity;
    return reading.reason;
}

TEST(QuantityPath, OfACut) {
    std::string const cut = "primary (NEJM 2019)";
    EXPECT_EQ(path_of("cuts/primary (NEJM 2019)/PFS/HR"),
              (QuantityPath{cut, {}, "", "PFS", Measure::hazard_ratio, {}, {}}));
    EXPECT_EQ(path_of("cuts/primary (NEJM 2019)/PFS/median/D"),
              (QuantityPath{cut, {}, "", "PFS", Measure::median, {}, ArmRole::experimental}));
    EXPECT_EQ(path_of("cuts/primary (NEJM 2019)/PFS/landmarks/t=30/C"),
              (QuantityPath{cut, {}, "", "PFS", Measure::survival, 30.0, ArmRole::control}));
    EXPECT_EQ(path_of("cuts/primary (NEJM 2019)/PFS/events/C"),
              (QuantityPath{cut, {}, "", "PFS", Measure::events, {}, ArmRole::control}));
    EXPECT_EQ(path_of("cuts/primary (NEJM 2019)/OS/deaths/C").measure, Measure::events);
    EXPECT_EQ(path_of("cuts/primary (NEJM 2019)/OS/deaths_pct/C").measure,
              Measure::events_per_cent);
    EXPECT_EQ(path_of("cuts/primary (NEJM 2019)/response/ge_CR/D"),
              (QuantityPath{
                  cut, {}, "", "ge_CR", Measure::response_per_cent, {}, ArmRole::experimental}));
    EXPECT_EQ(path_of("cuts/primary (NEJM 2019)/MRD_sust12/C").endpoint, "MRD_sust12");
    EXPECT_EQ(path_of("cuts/final OS (EHA 2024)/TTNT/median/C").endpoint, "TTNT");
}

TEST(QuantityPath, ASlashInBracketsIsOfTheName) {
    EXPECT_EQ(
        path_of("cuts/74.7 mo (EHA/ASH 2022)/OS/HR"),
        (QuantityPath{"74.7 mo (EHA/ASH 2022)", {}, "", "OS", Measure::hazard_ratio, {}, {}}));
}

TEST(QuantityPath, OfASubgroup) {
    EXPECT_EQ(path_of("subgroups/PFS|36.4mo|age >=75/HR"),
              (QuantityPath{"", 36.4, "age >=75", "PFS", Measure::hazard_ratio, {}, {}}));
    EXPECT_EQ(path_of("subgroups/PFS|28mo|frail/median/C"),
              (QuantityPath{"", 28.0, "frail", "PFS", Measure::median, {}, ArmRole::control}));
    QuantityPath const response = path_of("subgroups/PFS|64.5mo|CrCl<=60/MRD_sust/D");
    EXPECT_EQ(response.measure, Measure::response_per_cent);
    EXPECT_EQ(response.endpoint, "MRD_sust");
    EXPECT_EQ(response.subgroup, "CrCl<=60");
}

TEST(QuantityPath, OfAnAdverseEvent) {
    Measure const measure = Measure::adverse_event_per_cent;
    EXPECT_EQ(path_of("cuts/a/safety/G34_pneumonia/C"),
              (QuantityPath{"a", {}, "", "G34_pneumonia", measure, {}, ArmRole::control}));
    EXPECT_EQ(path_of("cuts/a/disc_AE/D"),
              (QuantityPath{"a", {}, "", "disc_AE", measure, {}, ArmRole::experimental}));
    EXPECT_EQ(
        path_of("safety/G34_neutropenia_frail/D"),
        (QuantityPath{"", {}, "", "G34_neutropenia_frail", measure, {}, ArmRole::experimental}));
    EXPECT_EQ(path_of("safety/IRR_G3").arm, ArmRole::experimental);
    EXPECT_NE(reason_of("safety/infection_any"), "") << "of which arm?";
    EXPECT_NE(reason_of("safety/IRR_any/late/D"), "");
}

TEST(QuantityPath, OfAMeasurement) {
    Measure const measure = Measure::measurement;
    EXPECT_EQ(path_of("cuts/a/Ctrough_C3D1/C"),
              (QuantityPath{"a", {}, "", "Ctrough_C3D1", measure, {}, ArmRole::control}));
    EXPECT_EQ(
        path_of("cuts/a/treatment_duration/D"),
        (QuantityPath{"a", {}, "", "treatment_duration", measure, {}, ArmRole::experimental}));
    EXPECT_EQ(path_of("cuts/a/time_to_first_response").arm, std::nullopt);
}

TEST(QuantityPath, OfASingleArm) {
    EXPECT_EQ(path_of("cuts/a/ORR"),
              (QuantityPath{"a", {}, "", "ORR", Measure::response_per_cent, {}, {}}));
    EXPECT_EQ(path_of("cuts/a/ge_VGPR").endpoint, "ge_VGPR");
    EXPECT_EQ(path_of("cuts/a/EFS_median"),
              (QuantityPath{"a", {}, "", "PFS", Measure::median, {}, {}}));
    EXPECT_EQ(path_of("cuts/a/OS_12m"),
              (QuantityPath{"a", {}, "", "OS", Measure::survival, 12.0, {}}));
    EXPECT_EQ(
        path_of("cuts/a/VGPR"),
        (QuantityPath{"a", {}, "", "ge_VGPR", Measure::response_per_cent, {}, {}, false, "ge_CR"}));
    EXPECT_EQ(
        path_of("cuts/a/n_CR"),
        (QuantityPath{"a", {}, "", "ge_CR", Measure::response_patients, {}, {}, false, "sCR"}));
    EXPECT_EQ(path_of("cuts/a/by_response/PD_or_NE/OS_median"),
              (QuantityPath{"a", {}, "PD_or_NE", "OS", Measure::median, {}, {}}));
    EXPECT_EQ(path_of("cuts/a/by_response/PD_or_NE/share").measure, Measure::subgroup_per_cent);
    for (char const* const quantity :
         {"cuts/a/OS_later", "cuts/a/n_patients", "cuts/a/by_response/PD_or_NE",
          "cuts/a/by_response/PD_or_NE/age", "cuts/a/VGPR/D"}) {
        EXPECT_NE(reason_of(quantity), "") << quantity;
    }
}

TEST(QuantityPath, OfASecondRandomisation) {
    std::string const cut = "part 2 (2021), from R2: D=dara, C=obs";
    EXPECT_EQ(path_of("cuts/" + cut + "/PFS/HR"),
              (QuantityPath{cut, {}, "", "PFS", Measure::hazard_ratio, {}, {}, true, ""}));
    EXPECT_EQ(path_of("subgroups/PFS from R2|35.4mo|within VTd/median/C"),
              (QuantityPath{
                  "", 35.4, "within VTd", "PFS", Measure::median, {}, ArmRole::control, true, ""}));
    Measure const rate = Measure::response_per_cent;
    EXPECT_EQ(
        path_of("cuts/" + cut + "/MRD_neg_maint/D"),
        (QuantityPath{cut, {}, "", "MRD_neg_maint", rate, {}, ArmRole::experimental, true, ""}));
    EXPECT_EQ(
        path_of("four_arm/MRD_1e5/VTd/obs"),
        (QuantityPath{"", {}, "within VTd", "MRD_1e5", rate, {}, ArmRole::control, true, ""}));
    EXPECT_NE(reason_of("four_arm/MRD_1e5/VTd"), "");
    EXPECT_EQ(path_of("cuts/a/MRD_1e5_overall/post_induction/D").endpoint,
              "MRD_1e5_overall/post_induction");
}

TEST(QuantityPath, SaysWhyItCannotBeAnswered) {
    EXPECT_EQ(reason_of("design/N/D"), "an input of the study");
    EXPECT_EQ(reason_of("baseline/age_median/D"), "an input of the study");
    EXPECT_EQ(reason_of("cuts/a/median_followup"),
              "an input of the study: it says when the data are cut");
    EXPECT_EQ(reason_of("cuts/a/G34_TEAE/D"),
              "adverse events of every kind together are not simulated");
    EXPECT_EQ(reason_of("cuts/a/disc_PD/D"), "stops of treatment are simulated, but not tallied");
    EXPECT_EQ(reason_of("qol/GHS_mean_change"),
              "quality of life is simulated, but its published forms are not compared");
    EXPECT_EQ(reason_of("subgroups/PFS|28|frail/HR"),
              "\"PFS|28|frail\" is no ENDPOINT|MONTHSmo|SUBGROUP");
    for (char const* const quantity :
         {"cuts/a/PFS", "cuts/a/PFS/HR/D", "cuts/a/PFS/median", "cuts/a/PFS/landmarks/t=x/D",
          "cuts/a/PFS/landmarks/30/D", "cuts/a/response/D", "cuts/a/MRD_1e5", "cuts/a", "cuts", "",
          "subgroups/PFS|28mo|frail", "subgroups"}) {
        EXPECT_NE(reason_of(quantity), "") << quantity;
    }
}

TEST(PublishedResponse, IsOneOfTheDiseaseModel) {
    EXPECT_EQ(response_of_disease_model("ORR"), (MeasuredResponse{"response_pr", {}}));
    EXPECT_EQ(response_of_disease_model("ge_VGPR"), (MeasuredResponse{"response_vgpr", {}}));
    EXPECT_EQ(response_of_disease_model("ge_CR"), (MeasuredResponse{"response_cr", {}}));
    EXPECT_EQ(response_of_disease_model("sCR"), (MeasuredResponse{"response_scr", {}}));
    EXPECT_EQ(response_of_disease_model("MRD_1e5"), (MeasuredResponse{"mrd_negative", {}}));
    EXPECT_EQ(response_of_disease_model("MRD_sust18"), (MeasuredResponse{"mrd_negative", 18.0}));
    EXPECT_EQ(response_of_disease_model("MRD_sust"), (MeasuredResponse{"mrd_negative", 12.0}));
    EXPECT_EQ(response_of_disease_model("MRD_sustx"), std::nullopt);
    EXPECT_EQ(response_of_disease_model("MRD_1e6"), std::nullopt);
}

}  // namespace
}  // namespace vtrial::host::test
