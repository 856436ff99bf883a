#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>

#include "base/result.hpp"

namespace stafi {

/// Reads a JSON object that arrives in pieces and has one long list of objects, as answers to
/// `eth_getLogs` and to questions for validators do: `{"id":1,"result":[{…},{…}]}`. Each element is
/// handed on as soon as it is complete, so that an answer costs the memory of its largest element,
/// however long it is.
///
/// This only finds where elements begin and end. That they are JSON is seen by whoever reads them,
/// and that the rest is, by whoever reads what `end` returns.
class JsonListReader {
  public:
    struct Limits {
        std::size_t elements_max;
        std::size_t element_bytes_max = std::size_t{1} << 20;
        std::size_t rest_bytes_max = std::size_t{64} << 10;  ///< of all but the elements
    };
    using Take = std::function<Result<>(std::string_view element)>;

    /// `take` is given the text of each element; its errors end the reading, with the element's
    /// place before them: `result[3].data: …`.
    JsonListReader(std::string name, Limits limits, Take take);

    /// Errors: bad_json; answer_too_large beyond a limit; those of `take`. After one, nothing more
    /// can be read.
    [[nodiscard]] Result<> read(std::string_view piece);

    /// The object with an empty list in the place of the long one, once all of it was read; an
    /// object without the list, or with null there, as it came. Errors: bad_json when it is cut.
    [[nodiscard]] Result<std::string> end();

    [[nodiscard]] std::size_t elements() const { return elements_; }

  private:
    enum class Place : std::uint8_t { rest, before_element, element, after_element };

    [[nodiscard]] Result<> read_rest(char c);
    [[nodiscard]] Result<> read_between(char c);
    /// The number of bytes that belong to the element.
    [[nodiscard]] std::size_t scan_element(std::string_view text);
    [[nodiscard]] Result<> add_to_element(std::string_view text);
    /// Follows strings; whether `c` is outside of any.
    bool is_structure(char c);

    std::string name_;
    Limits limits_;
    Take take_;
    Place place_ = Place::rest;
    std::string rest_;
    std::string element_;
    std::string field_;  ///< the last text at the top of the object, as far as it may be `name_`
    bool is_value_next_ = false;  ///< of the field called `name_`
    bool in_string_ = false;
    bool is_escaped_ = false;
    std::size_t depth_ = 0;  ///< of objects and lists that are open, in the element or in the rest
    std::size_t elements_ = 0;
};

}  // namespace stafi
