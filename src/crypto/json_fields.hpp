#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/bytes.hpp"
#include "base/hex.hpp"
#include "base/result.hpp"

namespace boost::json {
class object;  // NOLINT(readability-identifier-naming): Boost's name
class value;   // NOLINT(readability-identifier-naming): Boost's name
}  // namespace boost::json

// Strict reading of small JSON files, where every error names the path of its field, and the one
// detail of writing them that is not plain text.

namespace stafi {

/// A JSON text of any form in which no object names a field twice. Errors: bad_json with the
/// position, or with the path of the repeated field.
[[nodiscard]] Result<> check_json(std::string_view text);

/// The fields of one object. Borrows from its JsonDocument. Fields that nobody asks for are
/// ignored. Errors name the field as `crypto.kdf.params.n`.
class JsonFields {
  public:
    JsonFields(const boost::json::object& object, std::string path)
        : object_{&object}, path_{std::move(path)} {}

    /// Whether an optional field is there; null says no, as programs in Rust and Go write it.
    [[nodiscard]] bool has(std::string_view name) const;
    /// Whether a field is there, if only as null.
    [[nodiscard]] bool contains(std::string_view name) const;
    /// The full path of a field of this object.
    [[nodiscard]] std::string path_of(std::string_view name) const;

    // Errors of all: bad_json when the field is missing or of another type, or a list too long.
    [[nodiscard]] Result<JsonFields> object(std::string_view name) const;
    [[nodiscard]] Result<std::string_view> text(std::string_view name) const;
    /// A whole number without exponent or fraction, below 2^64.
    [[nodiscard]] Result<std::uint64_t> number(std::string_view name) const;
    /// A whole number of either sign.
    [[nodiscard]] Result<std::int64_t> signed_number(std::string_view name) const;
    /// A list of at most `count_max` objects; errors inside name them as `shares[3].data`.
    [[nodiscard]] Result<std::vector<JsonFields>> objects(std::string_view name,
                                                          std::size_t count_max) const;
    /// A list of at most `count_max` texts.
    [[nodiscard]] Result<std::vector<std::string_view>> texts(std::string_view name,
                                                              std::size_t count_max) const;
    /// A list of at most `count_max` whole numbers.
    [[nodiscard]] Result<std::vector<std::uint64_t>> numbers(std::string_view name,
                                                             std::size_t count_max) const;
    /// Hex of at most `bytes_max` bytes, with or without `0x`. Errors: bad_hex, out_of_range.
    [[nodiscard]] Result<Bytes> hex(std::string_view name, std::size_t bytes_max) const;
    /// Whatever it is, as JSON again: for a reader of its own.
    [[nodiscard]] Result<std::string> json(std::string_view name) const;
    /// Hex of exactly T::kSize bytes. Errors: bad_hex.
    template <class T>
    [[nodiscard]] Result<T> fixed(std::string_view name) const {
        TRY(const std::string_view digits, text(name));
        return at(path_of(name), parse_fixed<T>(digits));
    }

  private:
    const boost::json::object* object_;
    std::string path_;
};

/// A JSON text whose top is an object and in which no object names a field twice.
class JsonDocument {
  public:
    /// Errors: bad_json with the position, or with the path of the repeated field.
    [[nodiscard]] static Result<JsonDocument> parse(std::string_view text);
    /// A list of at most `count_max` objects, each as a document of its own. Errors: bad_json.
    [[nodiscard]] static Result<std::vector<JsonDocument>> parse_list(std::string_view text,
                                                                      std::size_t count_max);
    [[nodiscard]] JsonFields fields() const;

    JsonDocument(JsonDocument&&) noexcept;
    JsonDocument& operator=(JsonDocument&&) noexcept;
    ~JsonDocument();

  private:
    explicit JsonDocument(std::unique_ptr<boost::json::value> top);
    std::unique_ptr<boost::json::value> top_;
};

/// `text`, which must be UTF-8, as a JSON string in ASCII: what Python's json.dumps writes.
[[nodiscard]] std::string json_quoted(std::string_view text);

}  // namespace stafi
