// A borrowed range of plain values: the host owns, kernels borrow.
#pragma once

#include <cstdint>

#include "kernels/core/compiler.hpp"

namespace vtrial::kernels {

template <class Value>
struct View {
    Value* first = nullptr;
    std::int64_t size = 0;

    VTRIAL_FUNCTION Value& operator[](std::int64_t index) const { return first[index]; }
    VTRIAL_FUNCTION View part(std::int64_t begin, std::int64_t count) const {
        return {first + begin, count};
    }
};

}  // namespace vtrial::kernels
