// Times joined by a copula: their margins, how they depend, and their order.
#include "kernels/patients/copula.hpp"

#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <ostream>

#include "kernels/launch/cpu_team.hpp"
#include "tests/kernels/patients/simulated.hpp"
#include "tests/support/example_studies.hpp"
#include "validation/reference/copula.hpp"

namespace vtrial::kernels::test {
namespace {

using trials::CopulaFamily;
using trials::CopulaOrder;

#ifdef VTRIAL_SMALL_TESTS
constexpr std::uint64_t replicates = 60;
#else
constexpr std::uint64_t replicates = 2000;
#endif
constexpr int patients_a_replicate = 500;  // a million in all, and one tile holds them

struct Case {
    CopulaFamily family;
    double tau;
};
void PrintTo(Case const& c, std::ostream* stream) {
    *stream << trials::copula_family_names[static_cast<std::size_t>(c.family)] << " " << c.tau;
}

std::string name_of(testing::TestParamInfo<Case> const& info) {
    return std::string(trials::copula_family_names[static_cast<std::size_t>(info.param.family)]) +
           "_" + std::to_string(static_cast<int>(std::lround(1000.0 * info.param.tau)));
}

trials::Study study_of(Case const& c, CopulaOrder order) {
    trials::Study study = examples::copula_study(c.family, c.tau, order);
    study.patients = patients_a_replicate;
    study.accrual = {{0.0}, {patients_a_replicate / 22.0}};
    study.dropout = {};
    return study;
}

/// Mean of one figure a replicate, and its standard error.
class Mean {
  public:
    void add(double value) {
        count_ += 1.0;
        sum_ += value;
        squares_ += value * value;
    }
    double value() const { return sum_ / count_; }
    double error() const {
        double const variance = (squares_ - sum_ * sum_ / count_) / (count_ - 1.0);
        return std::sqrt(variance / count_);
    }

  private:
    double count_ = 0.0;
    double sum_ = 0.0;
    double squares_ = 0.0;
};

/// Kendall's tau of two rows of times; its expectation is that of the copula whatever the margins.
double kendall_tau(std::uint32_t const* x, std::uint32_t const* y, std::int32_t count) {
    std::int64_t concordance = 0;
    for (std::int32_t i = 0; i < count; ++i) {
        for (std::int32_t j = 0; j < i; ++j) {
            bool const is_tied = x[i] == x[j] || y[i] == y[j];
            concordance += is_tied ? 0 : (x[i] < x[j]) == (y[i] < y[j]) ? 1 : -1;
        }
    }
    return static_cast<double>(concordance) / (0.5 * count * (count - 1.0));
}

class CopulaSlow : public testing::TestWithParam<Case> {};

/// Three of its errors, as each of 33 figures lies beyond them once in 370 times by chance.
TEST_P(CopulaSlow, HasTheTauAsked) {
    trials::Study study = study_of(GetParam(), CopulaOrder::as_given);
    study.copula->margins[0].effect.hazard_ratio = 1.0;  // times of both arms are comparable
    std::array<Mean, 3> tau;
    for_each_replicate(study, replicates, [&](Patients const& patients, PatientTile const& tile) {
        ASSERT_GE(tile.capacity, patients.count);
        Matrix<std::uint32_t> const times = tile.duration_ticks;
        for (int pair = 0; pair < 3; ++pair) {
            tau[static_cast<std::size_t>(pair)].add(
                kendall_tau(times[pair], times[(pair + 1) % 3], patients.count));
        }
    });
    for (Mean const& pair : tau) {
        EXPECT_NEAR(pair.value(), GetParam().tau, 3.0 * pair.error());
    }
}

constexpr std::array<int, 5> months{6, 12, 24, 48, 72};

/// The share of an arm's patients beyond each month, of PFS, PFS2 and OS.
using Beyond = std::array<std::array<double, months.size()>, 3>;

struct Simulated {
    std::array<double, 2> patients{};
    std::array<Beyond, 2> beyond{};
};

std::int32_t day_of(std::size_t month) {
    return static_cast<std::int32_t>(months[month] * trials::days_per_month);
}

Simulated simulate(trials::Study const& study) {
    Simulated simulated;
    for_each_replicate(study, replicates, [&](Patients const& patients, Plan const& plan) {
        for (std::int32_t i = 0; i < plan.patients; ++i) {
            auto const arm = static_cast<std::size_t>(patients.arm[i]);
            simulated.patients[arm] += 1.0;
            for (std::size_t e = 0; e < 3; ++e) {
                std::int32_t const day = leave_day(patients, static_cast<Endpoint>(e), i);
                for (std::size_t m = 0; m < months.size(); ++m) {
                    simulated.beyond[arm][e][m] += day > day_of(m) ? 1.0 : 0.0;
                }
            }
        }
    });
    return simulated;
}

/// Survival of each margin of an arm at a day.
std::array<double, 3> margins_at(trials::Study const& study, int arm, std::int32_t day) {
    std::array<double, 3> survival{};
    for (std::size_t e = 0; e < 3; ++e) {
        reference::CumulativeHazard const hazard(study, study.copula->margins[e], arm, 0);
        survival[e] = std::exp(-hazard.at(day / trials::days_per_month));
    }
    return survival;
}

/// Four standard errors: 270 figures over all cases.
void expect_share(double number, double patients, double probability, char const* what) {
    double const error = std::sqrt(probability * (1.0 - probability) / patients);
    EXPECT_NEAR(number / patients, probability, 4.0 * error) << what;
}

TEST_P(CopulaSlow, HasTheMarginsGiven) {
    trials::Study const study = study_of(GetParam(), CopulaOrder::as_given);
    Simulated const simulated = simulate(study);
    for (int arm = 0; arm < 2; ++arm) {
        auto const a = static_cast<std::size_t>(arm);
        for (std::size_t m = 0; m < months.size(); ++m) {
            std::array<double, 3> const exact = margins_at(study, arm, day_of(m));
            for (std::size_t e = 0; e < 3; ++e) {
                expect_share(simulated.beyond[a][e][m], simulated.patients[a], exact[e],
                             trials::endpoint_names[e]);
            }
        }
    }
}

/// In the natural order PFS lasts while none of the three has come: the copula of all of them.
TEST_P(CopulaSlow, InNaturalOrderEndsAtTheFirst) {
    trials::Study const study = study_of(GetParam(), CopulaOrder::natural);
    Simulated const simulated = simulate(study);
    for (int arm = 0; arm < 2; ++arm) {
        auto const a = static_cast<std::size_t>(arm);
        for (std::size_t m = 0; m < months.size(); ++m) {
            std::array<double, 3> const s = margins_at(study, arm, day_of(m));
            std::array<double, 3> const exact{
                reference::joint_survival(*study.copula, {s[0], s[1], s[2]}),
                reference::joint_survival(*study.copula, {s[1], s[2]}), s[2]};
            for (std::size_t e = 0; e < 3; ++e) {
                expect_share(simulated.beyond[a][e][m], simulated.patients[a], exact[e],
                             trials::endpoint_names[e]);
            }
        }
    }
}

INSTANTIATE_TEST_SUITE_P(
    Of, CopulaSlow,
    testing::Values(Case{CopulaFamily::clayton, 0.0}, Case{CopulaFamily::clayton, 0.25},
                    Case{CopulaFamily::clayton, 0.5}, Case{CopulaFamily::clayton, 0.75},
                    Case{CopulaFamily::gumbel, 0.25}, Case{CopulaFamily::gumbel, 0.5},
                    Case{CopulaFamily::gumbel, 0.75}, Case{CopulaFamily::gaussian, 0.25},
                    Case{CopulaFamily::gaussian, 0.5}, Case{CopulaFamily::gaussian, 0.75},
                    Case{CopulaFamily::gumbel, 0.95}),
    name_of);

TEST(Copula, NaturalOrderHoldsInEveryPatient) {
    for (Case const& c : {Case{CopulaFamily::clayton, 0.3}, Case{CopulaFamily::gumbel, 0.3},
                          Case{CopulaFamily::gaussian, 0.3}}) {
        std::int64_t out_of_order = 0;
        for (CopulaOrder const order : {CopulaOrder::natural, CopulaOrder::as_given}) {
            out_of_order = 0;
            for_each_replicate(
                study_of(c, order), 20, [&](Patients const& patients, Plan const& plan) {
                    for (std::int32_t i = 0; i < plan.patients; ++i) {
                        bool const is_ordered = leave_day(patients, Endpoint::PFS, i) <=
                                                    leave_day(patients, Endpoint::PFS2, i) &&
                                                leave_day(patients, Endpoint::PFS2, i) <=
                                                    leave_day(patients, Endpoint::OS, i);
                        out_of_order += is_ordered ? 0 : 1;
                    }
                });
            EXPECT_EQ(out_of_order > 0, order == CopulaOrder::as_given);
        }
    }
}

/// The words of a patient that give a copula its longest reach.
struct Extremes {
    std::array<std::uint32_t, words_a_patient> words;
};

TEST(Copula, ExtremeWordsGiveFiniteHazards) {
    for (double const tau : {0.001, 0.5, 0.95}) {
        for (std::uint32_t pattern = 0; pattern < 32; ++pattern) {
            Extremes clayton{};
            for (std::uint32_t k = 0; k < 5; ++k) {
                clayton.words[k] = (pattern >> k & 1u) != 0 ? 0xFFFFFFFFu : 0u;
            }
            Extremes gumbel = clayton;
            Extremes gaussian = clayton;
            Patients patients{};
            patients.count = 1;
            CpuTeam<3> const team;
            join_by_clayton(team, 2.0 * tau / (1.0 - tau), patients, {clayton.words.data(), 1});
            join_by_gumbel(team, 1.0 - tau, tau, patients, {gumbel.words.data(), 1});
            double const root = std::sqrt(sine_of_pi(0.5 * tau));
            join_by_gaussian(team, root, std::sqrt(1.0 - root * root), patients,
                             {gaussian.words.data(), 1});
            for (Extremes const& drawn : {clayton, gumbel, gaussian}) {
                for (std::size_t k = 0; k < 3; ++k) {
                    auto const hazard = bits_as<float>(drawn.words[k]);
                    EXPECT_TRUE(hazard >= 0x1p-60f && hazard < 1e6f) << tau << " " << hazard;
                }
            }
        }
    }
}

}  // namespace
}  // namespace vtrial::kernels::test
