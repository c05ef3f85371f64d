// A store whose bytes were changed or lost: it is refused, or it still gives what was stored.
#include <fcntl.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <optional>
#include <string>

#include "tests/host/store/small_store.hpp"

namespace vtrial::host::test {
namespace {

#ifdef VTRIAL_SMALL_TESTS
constexpr std::size_t step = 211;
constexpr std::size_t first_page_step = 17;
#else
constexpr std::size_t step = 7;
constexpr std::size_t first_page_step = 1;
#endif
constexpr std::size_t page_bytes = 4096;

class Damage : public SmallStore {
  protected:
    Damage() {
        BlockStore store = create();
        add(store, 0, {0, 300});  // large enough for pages of its own
        add(store, 0, {300, 2});
        add(store, 1, {5, 2});
        for (std::size_t i = 0; i < 2; ++i) {
            stored_.push_back(store.stored(i));
            totals_.push_back(store.total(i, small_layout()));
        }
        bytes_ = support::text_of_file(file_);
    }

    /// Empty if the file is refused or gives what was stored, else what is wrong.
    std::string fault() const {
        try {
            BlockStore const store = open();
            for (std::size_t i = 0; i < 2; ++i) {
                // the total comes first: only it compares what a row says with its hash
                if (!same(store.total(i, small_layout()), totals_[i])) {
                    return "another total";
                }
                if (store.stored(i) != stored_[i]) {
                    return "other blocks";
                }
            }
            bool const same_study = store.study().resolved_study == small_study().resolved_study &&
                                    store.study().replicates == small_study().replicates;
            return same_study ? "" : "another study";
        } catch (StoreError const&) {
            return "";
        } catch (FileError const&) {
            return "";
        }
    }

    /// The fault of a file with one byte changed, which is put back.
    std::string fault_with(std::size_t place, int flip) const {
        int const file = ::open(file_.c_str(), O_RDWR | O_CLOEXEC);
        auto const at = static_cast<off_t>(place);
        char const damaged = static_cast<char>(bytes_[place] ^ flip);
        EXPECT_EQ(::pwrite(file, &damaged, 1, at), 1);
        std::string const found = fault();
        EXPECT_EQ(::pwrite(file, &bytes_[place], 1, at), 1);
        ::close(file);
        return found;
    }

    std::vector<Intervals> stored_;
    std::vector<TotalTally> totals_;
    std::string bytes_;
};

TEST_F(Damage, NoneIsNone) {
    EXPECT_NO_THROW((void)open());
    EXPECT_EQ(fault(), "");
    EXPECT_GT(bytes_.size(), 6 * page_bytes);
}

TEST_F(Damage, InTheHeader) {
    for (std::size_t place = 0; place < 100; ++place) {
        for (int const flip : {1, 2, 4, 8, 16, 32, 64, 128, 255}) {
            ASSERT_EQ(fault_with(place, flip), "") << place << " " << flip;
        }
    }
    EXPECT_EQ(support::text_of_file(file_), bytes_) << "reading changes nothing";
}

TEST_F(Damage, InTheFirstPage) {
    for (std::size_t place = 100; place < page_bytes; place += first_page_step) {
        ASSERT_EQ(fault_with(place, 0xff), "") << place;
    }
    EXPECT_EQ(support::text_of_file(file_), bytes_);
}

TEST_F(Damage, InAnyPage) {
    int flip = 1;
    for (std::size_t place = page_bytes; place < bytes_.size(); place += step) {
        ASSERT_EQ(fault_with(place, flip), "") << place << " " << flip;
        flip = flip == 128 ? 1 : flip * 2;
    }
    // the starts of pages say where their rows are
    for (std::size_t page = page_bytes; page < bytes_.size(); page += page_bytes) {
        for (std::size_t place = page; place < page + 24; ++place) {
            for (int const bit : {1, 4, 0xff}) {
                ASSERT_EQ(fault_with(place, bit), "") << place << " " << bit;
            }
        }
    }
    EXPECT_EQ(support::text_of_file(file_), bytes_);
}

TEST_F(Damage, Truncated) {
    for (std::size_t size = 0; size < bytes_.size(); size += 11 * step) {
        support::write_text(file_, bytes_.substr(0, size));
        EXPECT_EQ(fault(), "") << size;
    }
    for (std::size_t size = page_bytes; size < bytes_.size(); size += page_bytes) {
        support::write_text(file_, bytes_.substr(0, size));
        EXPECT_THROW((void)open(), StoreError) << size;
    }
}

TEST_F(Damage, APageOverAnother) {
    std::size_t const pages = bytes_.size() / page_bytes;
    for (std::size_t from = 0; from < pages; ++from) {
        for (std::size_t to = 0; to < pages; ++to) {
            std::string damaged = bytes_;
            damaged.replace(to * page_bytes, page_bytes,
                            bytes_.substr(from * page_bytes, page_bytes));
            support::write_text(file_, damaged);
            EXPECT_EQ(fault(), "") << from << " over " << to;
        }
    }
}

}  // namespace
}  // namespace vtrial::host::test
