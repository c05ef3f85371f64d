// What a trial reports of its patients' courses: survival curves, hazard ratios, shares.
#pragma once

#include <cstdint>
#include <vector>

#include "validation/reference/myeloma/course.hpp"

namespace vtrial::reference::myeloma {

enum class MyelomaEndpoint { pfs, pfs2, next_treatment, os };

/// A patient's course and where a cut finds the patient, from randomisation to death or the end of
/// follow-up.
struct EnrolledPatient {
    Course course;
    double entry_share = 0.0;  ///< of accrual that had passed, 0 to 1
};

/// Patients 0 ... count - 1 of a replicate, all in this arm. Both arms of a patient share draws.
std::vector<EnrolledPatient> simulate_arm(trials::MyelomaTrial const& trial, Draws const& draws,
                                          std::uint32_t count, int arm);

struct FollowedTime {
    double months = 0.0;
    bool event = false;
};

/// An endpoint followed to drop-out or the horizon.
std::vector<FollowedTime> follow(trials::MyelomaTrial const& trial,
                                 std::vector<EnrolledPatient> const& patients,
                                 MyelomaEndpoint endpoint);

/// The same to a data cut of this follow-up, at which the first have been followed half of accrual
/// longer, the last half of it shorter.
std::vector<FollowedTime> follow_to_cut(trials::MyelomaTrial const& trial,
                                        std::vector<EnrolledPatient> const& patients,
                                        MyelomaEndpoint endpoint, double follow_up_months);

struct Estimate {
    double value = 0.0;
    double standard_error = 0.0;  ///< Monte Carlo
};

/// Kaplan-Meier at a time, error by Greenwood's formula.
Estimate survival_at(std::vector<FollowedTime> times, double months);

/// The time at which the Kaplan-Meier curve falls below 1/2; its error is half the distance between
/// the times at which it falls below 1/2 plus and minus its own error there.
Estimate median_survival(std::vector<FollowedTime> times);

/// Cox's hazard ratio, experimental over control, ties by Efron; the error is that of independent
/// arms, more than that of arms with common draws.
Estimate hazard_ratio(std::vector<FollowedTime> const& control,
                      std::vector<FollowedTime> const& experimental);

/// Of patients with this best response or a better one.
Estimate response_share(std::vector<EnrolledPatient> const& patients, Response at_least);

/// Of patients ever found without residual disease before this month.
Estimate residual_disease_negative_share(std::vector<EnrolledPatient> const& patients,
                                         double before_months);

/// Of those who start a next line, who have daratumumab in any.
Estimate later_daratumumab_share(std::vector<EnrolledPatient> const& patients);

}  // namespace vtrial::reference::myeloma
