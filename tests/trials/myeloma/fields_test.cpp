// Whether every parameter of the disease model is told to its visitors, each under a key of its
// own.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstddef>
#include <set>
#include <string>
#include <vector>

#include "trials/myeloma/maia.hpp"
#include "trials/myeloma/myeloma_fields.hpp"
#include "trials/myeloma/pollux.hpp"

namespace vtrial::trials {
namespace {

/// Where each field lies in a structure, and its path. What a list or an optional table holds lies
/// elsewhere: those structures are looked at by themselves.
class FieldPlaces {
  public:
    struct Place {
        std::size_t begin;
        std::size_t end;
        std::size_t alignment;
    };

    explicit FieldPlaces(void const* structure)
        : structure_(static_cast<std::byte const*>(structure)) {}

    template <class Field>
    void number(char const* key, Field const& field, Range, Stated = {}) {
        add(key, field);
    }
    template <class Field>
    void numbers(char const* key, Field const& field, Range, Stated = {}) {
        add(key, field);
    }
    void integer(char const* key, int const& field, WholeRange, Stated = {}) { add(key, field); }
    template <class Field>
    void optional_integer(char const* key, Field const& field, WholeRange) {
        add(key, field);
    }
    template <class Field>
    void optional_number(char const* key, Field const& field, Range) {
        add(key, field);
    }
    template <class Field, class Names>
    void choice(char const* key, Field const& field, Names const&) {
        add(key, field);
    }
    template <class Structure>
    void table(char const* key, Structure const& structure, Stated = {}) {
        std::string const above = path_;
        path_ += std::string(key) + ".";
        visit_fields(*this, structure);
        path_ = above;
    }
    template <class Field>
    void optional_table(char const* key, Field const& field) {
        add(key, field);
    }
    template <class Field>
    void tables(char const* key, Field const& field) {
        add(key, field);
    }
    template <class Structure>
    void choose_defaults(Structure const&) {}

    std::vector<Place> places;
    std::set<std::string> paths;

  private:
    template <class Field>
    void add(char const* key, Field const& field) {
        auto const begin =
            static_cast<std::size_t>(reinterpret_cast<std::byte const*>(&field) - structure_);
        places.push_back({begin, begin + sizeof(Field), alignof(Field)});
        EXPECT_TRUE(paths.insert(path_ + key).second) << path_ + key;
    }

    std::byte const* structure_;
    std::string path_;
};

/// A byte that no field covers must be padding: fewer than the alignment of what follows.
template <class Structure>
void expect_all_visited() {
    Structure const structure{};
    FieldPlaces fields(&structure);
    visit_fields(fields, structure);
    std::sort(fields.places.begin(), fields.places.end(),
              [](auto const& one, auto const& other) { return one.begin < other.begin; });
    fields.places.push_back({sizeof(Structure), sizeof(Structure), alignof(Structure)});
    std::size_t covered = 0;
    for (FieldPlaces::Place const& place : fields.places) {
        ASSERT_GE(place.begin, covered) << "a field is visited twice";
        EXPECT_LT(place.begin - covered, place.alignment) << "no field at byte " << covered;
        covered = place.end;
    }
}

TEST(MyelomaFields, AllAreVisitedOnce) {
    expect_all_visited<MyelomaModel>();
    expect_all_visited<PriorLinesShare>();
    expect_all_visited<DosePhase>();
    expect_all_visited<DaratumumabDosing>();
    expect_all_visited<Pause>();
    expect_all_visited<Regimen>();
    expect_all_visited<Transplant>();
}

/// Changes the one field of a given number.
class ChangeOne {
  public:
    explicit ChangeOne(int wanted) : wanted_(wanted) {}

    void number(char const*, double& field, Range, Stated = {}) {
        if (is_wanted()) {
            field = field == 0.25 ? 0.5 : 0.25;
        }
    }
    template <class Field>
    void numbers(char const* key, Field& field, Range range, Stated = {}) {
        for (double& value : field) {
            number(key, value, range);
        }
    }
    void integer(char const*, int& field, WholeRange, Stated = {}) { field += is_wanted() ? 1 : 0; }
    template <class Field>
    void optional_integer(char const*, Field& field, WholeRange) {
        if (is_wanted()) {
            field = field ? std::nullopt : Field(7);
        }
    }
    template <class Field>
    void optional_number(char const*, Field& field, Range) {
        if (is_wanted()) {
            field = field ? std::nullopt : Field(0.25);
        }
    }
    template <class Field, class Names>
    void choice(char const*, Field& field, Names const& names) {
        if (is_wanted()) {
            field = static_cast<Field>((static_cast<std::size_t>(field) + 1) % names.size());
        }
    }
    template <class Structure>
    void table(char const*, Structure& structure, Stated = {}) {
        visit_fields(*this, structure);
    }
    template <class Structure>
    void optional_table(char const*, std::optional<Structure>& structure) {
        if (structure) {
            visit_fields(*this, *structure);
        }
        if (is_wanted()) {
            structure = structure ? std::nullopt : std::optional(Structure{});
        }
    }
    template <class Structure>
    void tables(char const*, std::vector<Structure>& structures) {
        for (Structure& structure : structures) {
            visit_fields(*this, structure);
        }
    }
    template <class Structure>
    void choose_defaults(Structure const&) {}

    bool has_changed() const { return next_ > wanted_; }

  private:
    bool is_wanted() { return next_++ == wanted_; }

    int wanted_;
    int next_ = 0;
};

TEST(MyelomaFields, EachOneCounts) {
    MyelomaModel const model = pollux();
    int changes = 0;
    for (bool is_last = false; !is_last; ++changes) {
        MyelomaModel changed = model;
        ChangeOne change(changes);
        visit_fields(change, changed);
        is_last = !change.has_changed();
        EXPECT_EQ(changed == model, is_last) << "change " << changes;
    }
    EXPECT_GT(changes, 150);
}

TEST(MyelomaFields, SubcutaneousIsAnotherDose) {
    EXPECT_EQ(usual_dosing(Route::intravenous), DaratumumabDosing{});
    EXPECT_EQ(usual_dosing(Route::subcutaneous).dose_mg, 1800.0);
    EXPECT_EQ(usual_dosing(Route::subcutaneous).absorbed_share, 0.73);
}

}  // namespace
}  // namespace vtrial::trials
