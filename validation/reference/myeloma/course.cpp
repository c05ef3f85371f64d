#include "validation/reference/myeloma/course.hpp"

#include <cmath>

#include "validation/reference/myeloma/effect.hpp"
#include "validation/reference/myeloma/exposure.hpp"
#include "validation/reference/myeloma/mortality.hpp"
#include "validation/reference/myeloma/time.hpp"
#include "validation/reference/myeloma/tumour.hpp"

namespace vtrial::reference::myeloma {
namespace {

double const ln_2 = std::log(2.0);
double const days_per_month = trials::days_per_month;

/// One patient in one arm, cycle by cycle.
class Patient {
  public:
    Patient(trials::MyelomaTrial const& trial, PatientDraws const& draws, int arm,
            std::optional<SecondRandomisation> const& second, Beside const& beside)
        : trial_(trial),
          regimen_(&trial.regimens[static_cast<std::size_t>(arm)]),
          second_(second),
          draws_(draws),
          covariates_(draw_covariates(trial.population, draws)),
          constants_(draw_constants(trial, covariates_, draws)),
          treatment_(trial, covariates_, constants_, draws, *regimen_),
          exposure_(trial.daratumumab.exposure, constants_),
          clones_{1.0 - constants_.resistant_share, constants_.resistant_share},
          marrow_(trial.assessment.residual_disease),
          evaluable_(!draws.is_below(trial.assessment.response.never_evaluable_share,
                                     address::response_evaluable)),
          marrow_evaluable_(draws.is_below(trial.assessment.residual_disease.evaluable_share,
                                           address::residual_disease_evaluable)),
          assessor_(make_assessor()) {
        course_.covariates = covariates_;
        course_.response_months.fill(never_months);
        course_.best_response = evaluable_ ? Response::stable : Response::not_evaluable;
        course_.dropout_months =
            draws.exponential(address::dropout) / trial.follow_up.dropout_hazard_per_month;
        if (beside.has_safety) safety_.emplace(trial, covariates_, draws);
        if (beside.quality_of_life) {
            wellbeing_.emplace(trial.wellbeing, *beside.quality_of_life, covariates_, draws);
        }
        is_asked_on_ = beside.quality_of_life && beside.quality_of_life->goes_on_after_progression;
    }

    Course run(KeepCycles keep) {
        for (int cycle = 0; cycle * cycle_months < trial_.follow_up.horizon_months; ++cycle) {
            cycle_ = cycle;
            start_months_ = cycle * cycle_months;
            end_months_ = start_months_ + cycle_months;
            start_next_line();
            have_transplant();
            randomise_again();
            feel_daratumumab();
            grow();
            if (dies()) break;
            if (safety_) suffer();
            treatment_.pass_cycle();
            auto const progression = look_for_progression();
            if (safety_) note_stops(progression.has_value());
            if (wellbeing_) answer();
            if (progression) record_progression(*progression);
            if (keep == KeepCycles::yes) course_.cycles.push_back(state());
        }
        course_.had_later_daratumumab = treatment_.had_later_daratumumab();
        if (wellbeing_) course_.answers = wellbeing_->answers();
        return course_;
    }

  private:
    ResponseAssessor make_assessor() const {
        bool const marrow_confirms = draws_.is_below(
            trial_.assessment.response.confirmed_in_marrow_share, address::marrow_confirmation);
        return {marker_of(trial_.assessment.response, covariates_.measured_in),
                covariates_.baseline_marker * marker_, marrow_confirms};
    }

    void start_next_line() {
        auto const resistant_share = treatment_.start_next_line(start_months_);
        if (!resistant_share) return;
        clones_.split(*resistant_share);
        assessor_ = make_assessor();
        clinical_hazard_ = 0.0;
        if (treatment_.line() == 2) {
            course_.next_line_months = start_months_;
            AdverseEvents& events = course_.adverse_events;
            events.note(kernels::SafetyEvent::next_line_started, start_months_);
            if (treatment_.on_daratumumab()) {
                events.note(kernels::SafetyEvent::next_line_daratumumab, start_months_);
            }
        }
    }

    /// Kills at once, and may be fatal within 100 days.
    void have_transplant() {
        auto const* const transplant = treatment_.transplant();
        if (transplant == nullptr) return;
        double const smallest = trial_.disease.smallest_burden;
        clones_.sensitive = std::max(
            smallest, clones_.sensitive * std::pow(10.0, -transplant->sensitive_kill_log10));
        clones_.resistant = std::max(
            smallest, clones_.resistant * std::pow(10.0, -transplant->resistant_kill_log10));
        if (draws_.is_below(transplant->death_probability, address::dies_of_transplant)) {
            transplant_death_months_ =
                start_months_ +
                100.0 / days_per_month * draws_.uniform(address::death_of_transplant);
        }
    }

    void randomise_again() {
        if (!second_ || second_->cycle != cycle_ || second_->arm < 0) return;
        bool const is_treated = treatment_.line() == 1 && treatment_.is_in_line();
        if (!is_treated || course_.best_response < second_->response) return;
        course_.second_months = start_months_;
        regimen_ = &trial_.regimens.second.at(static_cast<std::size_t>(second_->arm)).value();
        treatment_.change_regimen(*regimen_);
    }

    /// Exposure, CD38, immune state and escape, and the kill that comes of them.
    void feel_daratumumab() {
        trials::Daratumumab const& drug = trial_.daratumumab;
        auto const doses_mg = treatment_.doses_mg(start_months_);
        infusions_ = static_cast<int>(std::count_if(doses_mg.begin(), doses_mg.end(),
                                                    [](double dose) { return dose > 0.0; }));
        cycle_exposure_ = exposure_.treat_for_cycle(doses_mg);
        double const cd38 = cd38_.follow(drug.cd38, cycle_exposure_.occupancy);
        double const immune = immune_.follow(drug.immune_kill, cycle_exposure_.effect);
        escape_.follow(drug.escape, constants_.escape_months, treatment_.on_daratumumab());
        kill_rate_ =
            daratumumab_kill_rate(drug, constants_,
                                  {cycle_exposure_, cd38, immune, treatment_.immunomodulation(),
                                   escape_.effect_left * treatment_.effect_left()});
    }

    /// Rates hold for the cycle. Growth is that of the burden in the middle of it, as far as the
    /// rates of its start carry it; that of the start itself overshoots in fast disease, and
    /// survival after progression would be too short for the prototype's.
    void grow() {
        trials::Growth const& growth = trial_.disease.growth;
        bool const transformed = start_months_ >= constants_.transformation_months;
        double const rate_at_baseline =
            constants_.growth_rate * treatment_.growth_factor() *
            (transformed ? trial_.disease.transformation.growth_factor : 1.0);
        auto const rates_at = [&](double burden) {
            double const rate = gompertz_rate(rate_at_baseline, growth.plateau_burden, burden);
            return CloneRates{rate - treatment_.backbone_kill_rate() - kill_rate_,
                              rate - kill_rate_};
        };
        auto const grown = [&](CloneRates const& rates, double months) {
            return grow_clones(clones_, rates, months, trial_.disease.smallest_burden);
        };
        start_burden_ = clones_.burden();
        CloneRates const rates =
            rates_at(grown(rates_at(start_burden_), cycle_months / 2.0).burden());
        double const clearance = ln_2 * days_per_month / covariates_.immunoglobulin_half_life_days;
        marker_ = follow_burden(marker_, clones_, rates, clearance, cycle_months);
        clones_ = grown(rates, cycle_months);
        mean_burden_ = (start_burden_ + clones_.burden()) / 2.0;
    }

    /// Hazards hold for the cycle; the time of death within it is interpolated.
    bool dies() {
        trials::Mortality const& mortality = trial_.mortality;
        double const log_refractory =
            treatment_.is_refractory() ? trial_.daratumumab.refractoriness.log_death_hazard : 0.0;
        DiseaseState const state{mean_burden_,
                                 std::log(clones_.burden() / start_burden_) / cycle_months,
                                 treatment_.failed_lines(), log_refractory};
        double hazard = background_hazard(mortality.background, covariates_, start_months_) +
                        disease_hazard(mortality.disease, constants_.disease_death_rate, state);
        double const of_treatment =
            treatment_.is_treated()
                ? treatment_hazard(mortality.treatment, covariates_, treatment_.months_in_line())
                : 0.0;
        hazard += of_treatment;
        double const left = draws_.exponential(address::death) - death_hazard_;
        death_hazard_ += hazard * cycle_months;
        bool const passes = hazard * cycle_months > left;
        double const death = passes ? start_months_ + left / hazard : never_months;
        bool const dies_of_transplant = transplant_death_months_ < end_months_;
        if (!passes && !dies_of_transplant) return false;
        course_.death_months = std::min(death, transplant_death_months_);
        bool const is_of_transplant = transplant_death_months_ < death;
        if (safety_ && treatment_.line() == 1 &&
            (is_of_transplant || safety_->dies_of_treatment(cycle_, of_treatment / hazard))) {
            course_.adverse_events.note(kernels::SafetyEvent::treatment_related_death,
                                        course_.death_months);
        }
        return true;
    }

    bool is_in_first_line() const { return treatment_.line() == 1 && treatment_.is_in_line(); }

    /// The adverse events of a cycle on the study's treatment: a backbone, or daratumumab of which
    /// the last dose is less than two cycles ago.
    void suffer() {
        double const cycles_since_dose =
            (start_months_ - treatment_.last_dose_months()) / cycle_months;
        bool const has_doses = treatment_.on_daratumumab() && cycles_since_dose < 2.0 - 1e-9;
        is_on_backbone_ = treatment_.on_backbone();
        is_treated_now_ = is_in_first_line() && (is_on_backbone_ || has_doses);
        is_infected_ = false;
        if (is_treated_now_) {
            is_infected_ =
                safety_->suffer({cycle_, regimen_, is_on_backbone_, treatment_.months_in_line(),
                                 cycle_exposure_.effect, mean_burden_, infusions_},
                                course_.adverse_events);
        }
    }

    /// What has stopped of the first line by the end of the cycle.
    void note_stops(bool progresses) {
        using kernels::SafetyEvent;
        if (!is_in_first_line()) return;
        AdverseEvents& events = course_.adverse_events;
        bool const backbone = is_on_backbone_ && treatment_.backbone_is_stopped();
        bool const daratumumab = treatment_.daratumumab_is_stopped();
        bool const all = (backbone || daratumumab) && !treatment_.on_daratumumab();
        if (backbone) events.note(SafetyEvent::stopped_backbone, end_months_);
        if (daratumumab) events.note(SafetyEvent::stopped_daratumumab, end_months_);
        if (all) events.note(SafetyEvent::stopped_for_toxicity, end_months_);
        if (progresses && is_treated_now_ && !all) {
            events.note(SafetyEvent::stopped_for_progression, end_months_);
        }
    }

    void answer() {
        wellbeing_->pass({cycle_ + 1, is_in_first_line() || is_asked_on_, mean_burden_,
                          treatment_.months_in_line(), is_on_backbone_, is_infected_});
    }

    /// The date of a progression that this cycle makes known: clinical, or by the marker.
    std::optional<double> look_for_progression() {
        if (!treatment_.is_in_line()) return {};
        trials::ClinicalProgression const& rule = trial_.assessment.clinical_progression;
        double const hazard = rule.burden_hazard_per_month * std::sqrt(mean_burden_) +
                              rule.hazard_per_month *
                                  std::exp(rule.log_per_aggressiveness * constants_.aggressiveness);
        auto const line = static_cast<std::uint32_t>(treatment_.line());
        double const left =
            draws_.exponential(address::clinical_progression(line)) - clinical_hazard_;
        clinical_hazard_ += hazard * cycle_months;
        if (hazard * cycle_months > left) return start_months_ + left / hazard;
        return is_visit() ? visit() : std::nullopt;
    }

    bool is_visit() const {
        trials::VisitSchedule const& visits = trial_.assessment.visits;
        // a cycle that ends on the month, within rounding, is still among the early ones
        if (end_months_ <= visits.every_cycle_until_months + 0.01) return true;
        int const every = visits.later_every_cycles;
        int const offset = static_cast<int>(draws_.uniform(address::visit_parity) * every);
        return (cycle_ + offset) % every == 0;
    }

    std::optional<double> visit() {
        trials::Marker const& marker =
            marker_of(trial_.assessment.response, covariates_.measured_in);
        auto const cycle = static_cast<std::uint32_t>(cycle_ + 1);
        Finding const finding = assessor_.assess(
            measure(marker, covariates_.baseline_marker * marker_, draws_, cycle), end_months_);
        if (treatment_.line() == 1) record_response(finding.response, cycle);
        if (!finding.progression_months) return {};
        double const phase = trial_.assessment.visits.phase_width_cycles *
                             (draws_.uniform(address::visit_phase) - 0.5);
        return *finding.progression_months + phase * cycle_months;
    }

    /// A better response than any before reaches all depths up to its own.
    void reach(Response response) {
        if (course_.best_response < Response::partial && response >= Response::partial) {
            course_.response_began_months = last_visit_months_;
        }
        for (auto depth = static_cast<std::size_t>(course_.best_response) + 1;
             depth <= static_cast<std::size_t>(response); ++depth) {
            course_.response_months[depth] = end_months_;
        }
        course_.best_response = std::max(course_.best_response, response);
    }

    void record_response(Response response, std::uint32_t cycle) {
        if (!evaluable_) return;
        bool const complete_before = course_.best_response >= Response::complete;
        reach(response);
        last_visit_months_ = end_months_;
        bool const due =
            marrow_.is_due(end_months_, response == Response::complete, complete_before);
        if (!due || !marrow_evaluable_) return;
        auto const result =
            look_at_marrow(trial_.assessment.residual_disease, clones_.burden(), end_months_,
                           draws_.normal(address::residual_disease(cycle)));
        course_.residual_disease.push_back(result);
        double const stringent = trial_.assessment.response.stringent_marrow_share;
        bool const complete = complete_before || response == Response::complete;
        if (complete && result.log10_clonal_share < std::log10(stringent)) {
            reach(Response::stringent_complete);
        }
    }

    /// The gap to the next line counts from when progression is known, not from its date: counted
    /// from its date, more control patients would have daratumumab later than the prototype's did.
    void record_progression(double months) {
        if (treatment_.line() == 1) course_.first_progression_months = months;
        if (treatment_.line() == 2) course_.second_progression_months = months;
        treatment_.fail(end_months_);
    }

    CycleState state() const {
        return {end_months_,
                treatment_.line(),
                treatment_.is_in_line(),
                cycle_exposure_.effect,
                cd38_.level,
                immune_.slow,
                clones_.burden(),
                marker_,
                kill_rate_,
                treatment_.backbone_is_stopped(),
                treatment_.on_daratumumab()};
    }

    trials::MyelomaTrial const& trial_;
    trials::Regimen const* regimen_;  ///< of the first line, now
    std::optional<SecondRandomisation> second_;
    PatientDraws const& draws_;
    Covariates covariates_;
    PatientConstants constants_;
    Treatment treatment_;
    Exposure exposure_;
    Cd38 cd38_;
    ImmuneState immune_;
    Escape escape_;
    Clones clones_;
    ResidualDiseaseSchedule marrow_;
    bool evaluable_;
    bool marrow_evaluable_;
    double marker_ = 1.0;  ///< relative to baseline
    ResponseAssessor assessor_;

    int cycle_ = 0;
    double start_months_ = 0.0;
    double end_months_ = 0.0;
    CycleExposure cycle_exposure_;
    double kill_rate_ = 0.0;
    double start_burden_ = 1.0;
    double mean_burden_ = 1.0;
    double last_visit_months_ = 0.0;
    double transplant_death_months_ = never_months;
    double death_hazard_ = 0.0;     ///< accumulated
    double clinical_hazard_ = 0.0;  ///< accumulated, of the line
    int infusions_ = 0;             ///< in the cycle
    std::optional<SafetyProcess> safety_;
    std::optional<WellbeingProcess> wellbeing_;
    bool is_asked_on_ = false;     ///< after progression
    bool is_on_backbone_ = false;  ///< in the cycle, as what follows
    bool is_treated_now_ = false;
    bool is_infected_ = false;
    Course course_;
};

}  // namespace

Course course_of(trials::MyelomaTrial const& trial, PatientDraws const& draws, int arm,
                 KeepCycles keep, std::optional<SecondRandomisation> const& second,
                 Beside const& beside) {
    return Patient(trial, draws, arm, second, beside).run(keep);
}

}  // namespace vtrial::reference::myeloma
