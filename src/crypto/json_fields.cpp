#include "crypto/json_fields.hpp"

#include <algorithm>
#include <set>
#include <span>
#include <utility>
#include <vector>

#include <boost/json/basic_parser_impl.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <boost/json/value.hpp>
#include <fmt/format.h>

#include "base/check.hpp"

namespace stafi {
namespace {

namespace json = boost::json;

constexpr std::size_t kDepthMax = 32;
constexpr std::size_t kPrintedNameMax = 40;

/// A name from outside, fit for a terminal.
std::string printable(std::string_view name) {
    std::string shown{name.substr(0, kPrintedNameMax)};
    std::ranges::replace_if(shown, [](char c) { return c < ' ' || c > '~'; }, '?');
    if (name.size() > kPrintedNameMax) shown += "...";
    return shown;
}

/// Boost.JSON's parser keeps the last of two equal names and says nothing; this one, as the handler
/// of its event parser, stops at the second and knows where.
class RepeatedName {
  public:
    // NOLINTBEGIN(readability-identifier-naming): Boost.JSON asks for these names
    static constexpr std::size_t max_object_size = ~std::size_t{};
    static constexpr std::size_t max_array_size = ~std::size_t{};
    static constexpr std::size_t max_key_size = ~std::size_t{};
    static constexpr std::size_t max_string_size = ~std::size_t{};
    // NOLINTEND(readability-identifier-naming)
    using Code = json::error_code;
    using Text = json::string_view;

    [[nodiscard]] const std::string& path() const { return repeated_; }

    bool on_object_begin(Code& /*error*/) { return begin(/*is_array=*/false); }
    bool on_object_end(std::size_t /*size*/, Code& /*error*/) { return end(); }
    bool on_array_begin(Code& /*error*/) { return begin(/*is_array=*/true); }
    bool on_array_end(std::size_t /*size*/, Code& /*error*/) { return end(); }
    bool on_key_part(Text part, std::size_t /*size*/, Code& /*error*/) {
        key_.append(part.data(), part.size());
        return true;
    }
    bool on_key(Text part, std::size_t /*size*/, Code& error) {
        key_.append(part.data(), part.size());
        Level& level = levels_.back();
        level.name = std::exchange(key_, {});
        if (level.names.insert(level.name).second) return true;
        for (const Level& outer : levels_)
            repeated_ += outer.is_array ? fmt::format("[{}]", outer.values)
                                        : (repeated_.empty() ? "" : ".") + printable(outer.name);
        error = json::error::extra_data;  // any code stops the parser
        return false;
    }

    // Values have no names, only places in their array.
    bool on_document_begin(Code& /*error*/) { return true; }
    bool on_document_end(Code& /*error*/) { return true; }
    bool on_string_part(Text /*part*/, std::size_t /*size*/, Code& /*error*/) { return true; }
    bool on_string(Text /*part*/, std::size_t /*size*/, Code& /*error*/) { return pass(); }
    bool on_number_part(Text /*part*/, Code& /*error*/) { return true; }
    bool on_int64(std::int64_t /*value*/, Text /*part*/, Code& /*error*/) { return pass(); }
    bool on_uint64(std::uint64_t /*value*/, Text /*part*/, Code& /*error*/) { return pass(); }
    bool on_double(double /*value*/, Text /*part*/, Code& /*error*/) { return pass(); }
    bool on_bool(bool /*value*/, Code& /*error*/) { return pass(); }
    bool on_null(Code& /*error*/) { return pass(); }
    bool on_comment_part(Text /*part*/, Code& /*error*/) { return true; }
    bool on_comment(Text /*part*/, Code& /*error*/) { return true; }

  private:
    struct Level {
        bool is_array = false;
        std::size_t values = 0;       ///< that are complete
        std::set<std::string> names;  ///< of an object
        std::string name;             ///< the last one
    };
    bool begin(bool is_array) {
        levels_.push_back({.is_array = is_array, .values = 0, .names = {}, .name = {}});
        return true;
    }
    bool end() {
        levels_.pop_back();
        return pass();
    }
    bool pass() {
        if (!levels_.empty()) ++levels_.back().values;
        return true;
    }

    std::vector<Level> levels_;
    std::string key_;
    std::string repeated_;
};

Result<const json::value*> find(const json::object& object, std::string_view name,
                                const std::string& path) {
    const json::value* const found = object.if_contains(name);
    if (found == nullptr) return fail(Reason::bad_json, path + ": missing");
    return found;
}

Result<std::span<const json::value>> find_list(const json::object& object, std::string_view name,
                                               std::size_t count_max, const std::string& path) {
    TRY(const json::value* const value, find(object, name, path));
    const json::array* const list = value->if_array();
    if (list == nullptr) return fail(Reason::bad_json, path + ": not a list");
    if (list->size() > count_max)
        return fail(Reason::bad_json, fmt::format("{}: {} elements, at most {} expected", path,
                                                  list->size(), count_max));
    return std::span{list->data(), list->size()};
}

Result<std::uint64_t> whole_number(const json::value& value, const std::string& path) {
    json::error_code error;
    const auto number = value.to_number<std::uint64_t>(error);
    if (!error && !value.is_double()) return number;
    return fail(Reason::bad_json, path + ": not a whole number");
}

/// Decodes the code point at the start of valid UTF-8 and drops it from `text`.
char32_t take_code_point(std::string_view& text) {
    const auto lead = static_cast<unsigned char>(text[0]);
    const std::size_t size = lead < 0x80 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
    CHECK(size <= text.size());
    char32_t point = size == 1 ? lead : lead & (0x7fU >> size);
    for (std::size_t i = 1; i < size; ++i)
        point = point << 6 | (static_cast<unsigned char>(text[i]) & 0x3fU);
    text.remove_prefix(size);
    return point;
}

}  // namespace

Result<> check_json(std::string_view text) {
    json::parse_options options;
    options.max_depth = kDepthMax;
    json::basic_parser<RepeatedName> parser{options};
    json::error_code error;
    const std::size_t read = parser.write_some(false, text.data(), text.size(), error);
    if (!error && read < text.size()) error = json::error::extra_data;
    if (!parser.handler().path().empty())
        return fail(Reason::bad_json, fmt::format("{}: given twice", parser.handler().path()));
    if (error)
        return fail(Reason::bad_json, fmt::format("json: {} at byte {}", error.message(), read));
    return {};
}

bool JsonFields::has(std::string_view name) const {
    const json::value* const found = object_->if_contains(name);
    return found != nullptr && !found->is_null();
}

bool JsonFields::contains(std::string_view name) const { return object_->contains(name); }

std::string JsonFields::path_of(std::string_view name) const {
    return path_.empty() ? std::string{name} : path_ + "." + std::string{name};
}

Result<JsonFields> JsonFields::object(std::string_view name) const {
    const std::string path = path_of(name);
    TRY(const json::value* const value, find(*object_, name, path));
    if (const json::object* const object = value->if_object()) return JsonFields{*object, path};
    return fail(Reason::bad_json, path + ": not an object");
}

Result<std::string_view> JsonFields::text(std::string_view name) const {
    TRY(const json::value* const value, find(*object_, name, path_of(name)));
    if (const json::string* const text = value->if_string())
        return std::string_view{text->data(), text->size()};
    return fail(Reason::bad_json, path_of(name) + ": not a text");
}

Result<std::uint64_t> JsonFields::number(std::string_view name) const {
    TRY(const json::value* const value, find(*object_, name, path_of(name)));
    return whole_number(*value, path_of(name));
}

Result<std::int64_t> JsonFields::signed_number(std::string_view name) const {
    TRY(const json::value* const value, find(*object_, name, path_of(name)));
    json::error_code error;
    const auto number = value->to_number<std::int64_t>(error);
    if (!error && !value->is_double()) return number;
    return fail(Reason::bad_json, path_of(name) + ": not a whole number");
}

Result<std::vector<JsonFields>> JsonFields::objects(std::string_view name,
                                                    std::size_t count_max) const {
    const std::string path = path_of(name);
    TRY(const auto list, find_list(*object_, name, count_max, path));
    std::vector<JsonFields> objects;
    objects.reserve(list.size());
    for (const json::value& element : list) {
        std::string place = fmt::format("{}[{}]", path, objects.size());
        const json::object* const object = element.if_object();
        if (object == nullptr) return fail(Reason::bad_json, place + ": not an object");
        objects.emplace_back(*object, std::move(place));
    }
    return objects;
}

Result<std::vector<std::string_view>> JsonFields::texts(std::string_view name,
                                                        std::size_t count_max) const {
    const std::string path = path_of(name);
    TRY(const auto list, find_list(*object_, name, count_max, path));
    std::vector<std::string_view> texts;
    for (std::size_t i = 0; i < list.size(); ++i) {
        const json::string* const text = list[i].if_string();
        if (text == nullptr)
            return fail(Reason::bad_json, fmt::format("{}[{}]: not a text", path, i));
        texts.emplace_back(text->data(), text->size());
    }
    return texts;
}

Result<std::vector<std::uint64_t>> JsonFields::numbers(std::string_view name,
                                                       std::size_t count_max) const {
    const std::string path = path_of(name);
    TRY(const auto list, find_list(*object_, name, count_max, path));
    std::vector<std::uint64_t> numbers;
    numbers.reserve(list.size());
    for (const json::value& element : list) {
        TRY(const std::uint64_t number,
            whole_number(element, fmt::format("{}[{}]", path, numbers.size())));
        numbers.push_back(number);
    }
    return numbers;
}

Result<Bytes> JsonFields::hex(std::string_view name, std::size_t bytes_max) const {
    TRY(const std::string_view digits, text(name));
    TRY(Bytes bytes, at(path_of(name), parse_hex(digits)));
    if (bytes.size() > bytes_max)
        return fail(Reason::out_of_range, fmt::format("{}: {} bytes, at most {} expected",
                                                      path_of(name), bytes.size(), bytes_max));
    return bytes;
}

Result<std::string> JsonFields::json(std::string_view name) const {
    TRY(const json::value* const value, find(*object_, name, path_of(name)));
    return json::serialize(*value);
}

Result<JsonDocument> JsonDocument::parse(std::string_view text) {
    TRY_VOID(check_json(text));
    json::error_code error;
    auto top = std::make_unique<json::value>(json::parse(text, error));
    if (error) return fail(Reason::bad_json, "json: " + error.message());
    if (!top->is_object()) return fail(Reason::bad_json, "json: not an object");
    return JsonDocument{std::move(top)};
}

Result<std::vector<JsonDocument>> JsonDocument::parse_list(std::string_view text,
                                                           std::size_t count_max) {
    TRY_VOID(check_json(text));
    json::error_code error;
    json::value top = json::parse(text, error);
    if (error) return fail(Reason::bad_json, "json: " + error.message());
    json::array* const list = top.if_array();
    if (list == nullptr) return fail(Reason::bad_json, "json: not a list");
    if (list->size() > count_max)
        return fail(Reason::bad_json,
                    fmt::format("json: {} elements, at most {} expected", list->size(), count_max));
    std::vector<JsonDocument> documents;
    for (json::value& element : *list) {
        if (!element.is_object())
            return fail(Reason::bad_json, fmt::format("[{}]: not an object", documents.size()));
        documents.push_back(JsonDocument{std::make_unique<json::value>(std::move(element))});
    }
    return documents;
}

JsonFields JsonDocument::fields() const { return JsonFields{top_->get_object(), ""}; }

JsonDocument::JsonDocument(std::unique_ptr<boost::json::value> top) : top_{std::move(top)} {}
JsonDocument::JsonDocument(JsonDocument&&) noexcept = default;
JsonDocument& JsonDocument::operator=(JsonDocument&&) noexcept = default;
JsonDocument::~JsonDocument() = default;

std::string json_quoted(std::string_view text) {
    constexpr std::string_view escaped = "\"\\\b\f\n\r\t";
    constexpr std::string_view letters = "\"\\bfnrt";
    std::string quoted = "\"";
    while (!text.empty()) {
        const char32_t point = take_code_point(text);
        const std::size_t at =
            point < 0x80 ? escaped.find(static_cast<char>(point)) : std::string_view::npos;
        if (at != std::string_view::npos) {
            quoted += {'\\', letters[at]};
        } else if (point >= 0x20 && point < 0x7f) {
            quoted += static_cast<char>(point);
        } else if (point < 0x10000) {
            quoted += fmt::format("\\u{:04x}", static_cast<std::uint32_t>(point));
        } else {  // UTF-16 surrogates
            const std::uint32_t above = point - 0x10000;
            quoted +=
                fmt::format("\\u{:04x}\\u{:04x}", 0xd800 + (above >> 10), 0xdc00 + (above & 0x3ff));
        }
    }
    return quoted + '"';
}

}  // namespace stafi
