// Numbers and texts as bytes that are the same on every machine, to be hashed: never the bytes of a
// struct, whose padding is anything.
#pragma once

#include <bit>
#include <concepts>
#include <cstdint>
#include <string>
#include <string_view>
#include <type_traits>

#include "host/files/output_folder.hpp"

namespace vtrial::host {

class CanonicalBytes {
  public:
    /// 8 bytes, the lowest first, whatever the integer's type.
    template <std::integral Integer>
    void add(Integer value) {
        auto rest = static_cast<std::uint64_t>(value);
        for (int i = 0; i < 8; ++i) {
            bytes_.push_back(static_cast<char>(rest & 0xff));
            rest >>= 8;
        }
    }
    template <class Enumeration>
    requires std::is_enum_v<Enumeration>
    void add(Enumeration value) { add(static_cast<std::underlying_type_t<Enumeration>>(value)); }
    void add(float value) { add(std::bit_cast<std::uint32_t>(value)); }
    void add(double value) { add(std::bit_cast<std::uint64_t>(value)); }
    /// Its length first, so that no two lists of texts give the same bytes.
    void add(std::string_view text) {
        add(text.size());
        bytes_.append(text);
    }

    std::string sha256() const { return host::sha256(bytes_); }

  private:
    std::string bytes_;
};

}  // namespace vtrial::host
