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
          marrow_repeated_(draws.is_below(trial.assessment.residual_disease.repeated_share,
                                          address::residual_disease_repeated)),
          beside_(trial, covariates_, draws, beside),
          assessor_(make_assessor()) {
        course_.covariates = covariates_;
        course_.response_months.fill(never_months);
        course_.best_response = evaluable_ ? Response::stable : Response::not_evaluable;
        course_.dropout_months =
            draws.exponential(address::dropout) / trial.follow_up.dropout_hazard_per_month;
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
            beside_.suffer(treatment_,
                           {cycle_, regimen_, cycle_exposure_.effect, mean_burden_, infusions_});
            treatment_.pass_cycle();
            auto const progression = look_for_progression();
            beside_.end_cycle(treatment_, progression.has_value());
            if (progression) record_progression(*progression);
            if (keep == KeepCycles::yes) course_.cycles.push_back(state());
        }
        course_.had_later_daratumumab = treatment_.had_later_daratumumab();
        course_.adverse_events = beside_.events();
        course_.answers = beside_.answers();
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
        if (treatment_.line() == 2) course_.next_line_months = start_months_;
        beside_.start_line(treatment_, start_months_);
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
        if (treatment_.line() == 1 && doses_mg[0] > 0.0) {
            beside_.take_blood(cycle_, exposure_.amount_mg() / drug.exposure.volume_litres);
        }
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
        beside_.die(treatment_, cycle_,
                    {course_.death_months, of_treatment / hazard, is_of_transplant});
        return true;
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
        bool const again = complete_before && trial_.assessment.residual_disease.taken ==
                                                  trials::MarrowTaken::in_complete_response;
        if (!due || !marrow_evaluable_ || (again && !marrow_repeated_)) return;
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
    bool marrow_repeated_;
    BesideCourse beside_;
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
    Course course_;
};

}  // namespace

Course course_of(trials::MyelomaTrial const& trial, PatientDraws const& draws, int arm,
                 KeepCycles keep, std::optional<SecondRandomisation> const& second,
                 Beside const& beside) {
    return Patient(trial, draws, arm, second, beside).run(keep);
}

}  // namespace vtrial::reference::myeloma
