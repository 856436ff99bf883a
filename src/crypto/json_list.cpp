#include "crypto/json_list.hpp"

#include <utility>

#include <fmt/format.h>

namespace stafi {
namespace {

constexpr bool is_blank(char c) { return c == ' ' || c == '\n' || c == '\r' || c == '\t'; }

}  // namespace

JsonListReader::JsonListReader(std::string name, Limits limits, Take take)
    : name_{std::move(name)}, limits_{limits}, take_{std::move(take)} {}

Result<> JsonListReader::read(std::string_view piece) {
    while (!piece.empty()) {
        std::size_t used = 1;
        switch (place_) {
            case Place::rest:
                TRY_VOID(read_rest(piece.front()));
                break;
            case Place::before_element:
            case Place::after_element:
                TRY_VOID(read_between(piece.front()));
                // The bracket that opened the element is its first byte.
                if (place_ == Place::element) used = 0;
                break;
            case Place::element:
                used = scan_element(piece);
                TRY_VOID(add_to_element(piece.substr(0, used)));
                break;
        }
        piece.remove_prefix(used);
    }
    return {};
}

bool JsonListReader::is_structure(char c) {
    if (!in_string_) {
        in_string_ = c == '"';
        return !in_string_;
    }
    if (is_escaped_) {
        is_escaped_ = false;
    } else if (c == '\\') {
        is_escaped_ = true;
    } else if (c == '"') {
        in_string_ = false;
    }
    return false;
}

Result<> JsonListReader::read_rest(char c) {
    if (rest_.size() == limits_.rest_bytes_max)
        return fail(Reason::answer_too_large,
                    fmt::format("json: more than {} bytes beside the list {}",
                                limits_.rest_bytes_max, name_));
    rest_ += c;
    const bool was_in_string = in_string_;
    const bool is_top = depth_ == 1;
    if (!is_structure(c)) {
        is_value_next_ = false;
        if (is_top && !was_in_string) field_.clear();
        // One byte more than the name tells a longer one apart.
        if (is_top && was_in_string && in_string_ && field_.size() <= name_.size()) field_ += c;
        return {};
    }
    if (is_blank(c)) return {};
    if (is_top && is_value_next_ && c == '[') {
        place_ = Place::before_element;
        is_value_next_ = false;
        return {};
    }
    is_value_next_ = is_top && c == ':' && field_ == name_;
    if (c == '{' || c == '[') ++depth_;
    if ((c == '}' || c == ']') && depth_-- == 0)
        return fail(Reason::bad_json, "json: a bracket that was not opened");
    return {};
}

Result<> JsonListReader::read_between(char c) {
    if (is_blank(c)) return {};
    const bool has_just_begun = place_ == Place::before_element && elements_ == 0;
    if (c == ']' && (place_ == Place::after_element || has_just_begun)) {
        rest_ += c;
        place_ = Place::rest;
        return {};
    }
    if (c == ',' && place_ == Place::after_element) {
        place_ = Place::before_element;
        return {};
    }
    if (c != '{' || place_ != Place::before_element)
        return fail(Reason::bad_json, fmt::format("{}[{}]: not an object", name_, elements_));
    if (elements_ == limits_.elements_max)
        return fail(Reason::answer_too_large,
                    fmt::format("{}: more than {} elements", name_, limits_.elements_max));
    place_ = Place::element;
    element_.clear();
    depth_ = 0;
    return {};
}

std::size_t JsonListReader::scan_element(std::string_view text) {
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (!is_structure(c)) continue;
        if (c == '{' || c == '[') ++depth_;
        if ((c == '}' || c == ']') && --depth_ == 0) {
            place_ = Place::after_element;
            return i + 1;
        }
    }
    return text.size();
}

Result<> JsonListReader::add_to_element(std::string_view text) {
    const std::string where = fmt::format("{}[{}]", name_, elements_);
    if (text.size() > limits_.element_bytes_max - element_.size())
        return fail(Reason::answer_too_large,
                    fmt::format("{}: more than {} bytes", where, limits_.element_bytes_max));
    // Most elements arrive in one piece and need no copy.
    const bool is_complete = place_ == Place::after_element;
    if (!is_complete || !element_.empty()) element_ += text;
    if (!is_complete) return {};
    depth_ = 1;
    Result<> taken = take_(element_.empty() ? text : std::string_view{element_});
    ++elements_;
    if (taken) return {};
    return at(where, std::move(taken));
}

Result<std::string> JsonListReader::end() {
    if (place_ != Place::rest || depth_ != 0 || in_string_ || rest_.empty())
        return fail(Reason::bad_json, fmt::format("json: cut after {} elements", elements_));
    return std::move(rest_);
}

}  // namespace stafi
