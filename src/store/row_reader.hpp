#pragma once

#include <string>

#include "base/amount.hpp"
#include "store/database.hpp"

namespace stafi::store {

/// Reads the columns of a row from left to right. What does not fit is noted and read as zero, so
/// that one question at the end is enough: `TRY_VOID(reader.check("intent"))`.
class RowReader {
  public:
    explicit RowReader(const Row& row) : row_{row} {}

    [[nodiscard]] bool is_null() const {
        return next_ < row_.size() && std::holds_alternative<std::nullptr_t>(row_[next_]);
    }
    void skip(std::size_t columns) { next_ += columns; }

    [[nodiscard]] std::uint64_t number() {
        const auto* const found = take<std::int64_t>();
        if (found == nullptr || *found < 0) return note(), 0;
        return static_cast<std::uint64_t>(*found);
    }
    [[nodiscard]] bool flag() { return number() != 0; }
    [[nodiscard]] std::string text() {
        const auto* const found = take<std::string>();
        return found == nullptr ? note(), std::string{} : *found;
    }
    [[nodiscard]] Bytes bytes() {
        const auto* const found = take<Bytes>();
        return found == nullptr ? note(), Bytes{} : *found;
    }
    template <class Fixed>
    [[nodiscard]] Fixed fixed() {
        const Bytes found = bytes();
        if (found.size() != Fixed::kSize) return note(), Fixed{};
        return Fixed::from(std::span<const std::byte, Fixed::kSize>{found});
    }
    [[nodiscard]] Wei wei() { return {from_be256(fixed<Bytes32>().view())}; }

    /// Errors: store_damaged.
    [[nodiscard]] Result<> check(std::string_view table) const {
        if (is_sound_ && next_ == row_.size()) return {};
        return fail(Reason::store_damaged, std::string{table} + ": a row is not as we wrote it");
    }

  private:
    template <class T>
    const T* take() {
        return next_ < row_.size() ? std::get_if<T>(&row_[next_++]) : nullptr;
    }
    void note() { is_sound_ = false; }

    const Row& row_;
    std::size_t next_ = 0;
    bool is_sound_ = true;
};

}  // namespace stafi::store
