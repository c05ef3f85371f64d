// The lines of therapy of a patient: what is given, when it stops, and what comes after it.
#pragma once

#include <array>
#include <limits>
#include <optional>

#include "trials/myeloma/myeloma_trial.hpp"
#include "validation/reference/myeloma/patient.hpp"

namespace vtrial::reference::myeloma {

inline constexpr double never_months = std::numeric_limits<double>::infinity();

/// Works in cycles: what changes within one holds from the start of the next.
class Treatment {
  public:
    Treatment(trials::MyelomaTrial const& trial, Covariates const& covariates,
              PatientConstants const& constants, PatientDraws const& draws,
              trials::Regimen const& first_line);

    // it refers to the patient that it was made of
    Treatment(Treatment const&) = delete;
    Treatment& operator=(Treatment const&) = delete;

    int line() const { return line_; }
    int failed_lines() const { return failed_lines_; }
    bool is_in_line() const { return in_line_; }
    bool is_treated() const { return in_line_ && (on_backbone() || on_daratumumab_); }
    bool on_backbone() const;
    bool on_daratumumab() const { return on_daratumumab_; }
    /// From randomisation; -infinity before the first.
    double last_dose_months() const { return last_dose_months_; }
    /// By toxicity, in this line.
    bool backbone_is_stopped() const { return backbone_stopped_; }
    /// Likewise, in the first line.
    bool daratumumab_is_stopped() const {
        return stopped_together_ ||
               daratumumab_stop_hazard_ > draws_.exponential(address::daratumumab_stop);
    }
    bool is_refractory() const { return refractory_; }
    bool had_later_daratumumab() const { return had_later_daratumumab_; }
    double months_in_line() const;

    /// 1 with lenalidomide or the like, 0 without or between lines.
    double immunomodulation() const;
    /// Where a transplant comes at the start of this cycle to a patient who has it: its regimen's.
    trials::Transplant const* transplant() const;

    /// From this cycle on the regimen of a second randomisation, in the same line.
    void change_regimen(trials::Regimen const& regimen);

    /// Of sensitive cells, per month.
    double backbone_kill_rate() const;
    /// Of the growth of both clones: what cytostasis and the line's number make of it.
    double growth_factor() const;
    /// Of daratumumab's kill: what progression on it has left.
    double effect_left() const;

    /// What each week of the cycle that starts now begins with.
    std::array<double, trials::weeks_per_cycle> doses_mg(double months);

    /// At the end of a cycle: toxicity may stop the first line's backbone, and after it
    /// daratumumab, which ends with its last dose.
    void pass_cycle();

    /// At the end of a cycle in which progression has been seen.
    void fail(double months);

    /// Starts the next line where it is due; returns the share of the burden that it does not
    /// touch.
    std::optional<double> start_next_line(double months);

  private:
    void start(trials::Regimen const& regimen);
    bool has_later_dose() const;
    bool is_untreatable() const;
    double later_resistant_share(bool with_daratumumab) const;

    trials::MyelomaTrial const& trial_;
    Covariates const& covariates_;
    PatientConstants const& constants_;
    PatientDraws const& draws_;

    int line_ = 1;
    int failed_lines_ = 0;
    int cycles_in_line_ = 0;
    int cycles_in_regimen_ = 0;
    bool in_line_ = true;
    double next_line_months_ = never_months;
    trials::Regimen first_line_;
    trials::Backbone backbone_;
    bool backbone_stopped_ = false;
    double backbone_kill_rate_;
    trials::DaratumumabDosing dosing_;
    bool on_daratumumab_ = false;
    double last_dose_months_ = -never_months;
    bool refractory_ = false;
    bool had_later_daratumumab_ = false;
    double backbone_stop_hazard_ = 0.0;     ///< accumulated
    bool stopped_together_ = false;         ///< daratumumab with the backbone
    double daratumumab_stop_hazard_ = 0.0;  ///< accumulated
};

}  // namespace vtrial::reference::myeloma
