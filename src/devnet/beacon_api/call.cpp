#include "devnet/beacon_api/call.hpp"

#include <algorithm>

#include <boost/json/parse.hpp>
#include <boost/json/value.hpp>
#include <fmt/format.h>

#include "base/printable.hpp"
#include "base/uint256.hpp"
#include "crypto/json_fields.hpp"
#include "devnet/beacon_api/node.hpp"

namespace stafi::devnet::beacon_api {
namespace {

namespace json = boost::json;

constexpr std::size_t kShownMax = 80;

std::string shown(std::string_view text) { return printable(text.substr(0, kShownMax)); }

Outcome<std::vector<std::string>> texts_of(const json::value& value, std::string_view name) {
    const json::array* const array = value.if_array();
    if (array == nullptr) return refuse(400, fmt::format("{}: not a list", name));
    if (array->size() > kIdsMax)
        return refuse(400, fmt::format("{}: {} items, at most {}", name, array->size(), kIdsMax));
    std::vector<std::string> texts;
    texts.reserve(array->size());
    for (const json::value& item : *array) {
        const json::string* const text = item.if_string();
        if (text == nullptr)
            return refuse(400, fmt::format("{}[{}]: not a text", name, texts.size()));
        texts.emplace_back(text->data(), text->size());
    }
    return texts;
}

Outcome<json::value> parse_body(const Call& call) {
    TRY(const Form form, form_of_body(call));
    if (form != Form::json) return refuse(415, "content-type: application/json is expected");
    TRY_VOID(at("body", check_json(call.request.body)));
    json::error_code error;
    json::value value = json::parse(call.request.body, error);
    if (error) return refuse(400, "body: " + error.message());
    return value;
}

/// Without parameters such as `; charset=utf-8`, and without blanks.
std::string_view media_type(std::string_view text) {
    text = text.substr(0, text.find(';'));
    while (text.starts_with(' '))
        text.remove_prefix(1);
    while (text.ends_with(' '))
        text.remove_suffix(1);
    return text;
}

}  // namespace

Answer answer_of(const Refusal& refusal) {
    std::string failures;
    for (const Failure& failure : refusal.failures)
        failures += fmt::format(R"({}{{"index":{},"message":{}}})", failures.empty() ? "" : ",",
                                failure.index, json_message(failure.message));
    if (!failures.empty()) failures = fmt::format(R"(,"failures":[{}])", failures);
    return {.status = refusal.status,
            .body = fmt::format(R"({{"code":{},"message":{}{}}})", refusal.status,
                                json_message(refusal.message), failures)};
}

Answer answer_with(std::string_view json) {
    return {.body = fmt::format(R"({{"data":{}}})", json)};
}

Answer answer_with(const Call& call, bool is_finalized, std::string_view json) {
    return {.body = fmt::format(R"({{"execution_optimistic":{},"finalized":{},"data":{}}})",
                                call.node.status.is_optimistic, is_finalized, json)};
}

Answer versioned(const Call& call, std::optional<bool> is_finalized, const ssz::Type& type,
                 const void* value) {
    Answer answer{.form = call.form, .headers = {{"Eth-Consensus-Version", std::string{kVersion}}}};
    if (call.form == Form::ssz) {
        Bytes bytes;
        ssz::append(type, value, bytes);
        answer.body = text_of(BytesView{bytes});
        return answer;
    }
    answer.body = fmt::format(R"({{"version":"{}",)", kVersion);
    if (is_finalized)
        answer.body += fmt::format(R"("execution_optimistic":{},"finalized":{},)",
                                   call.node.status.is_optimistic, *is_finalized);
    answer.body += R"("data":)";
    ssz::append_json(type, value, ssz::JsonForm::beacon_api, answer.body);
    answer.body += '}';
    return answer;
}

Outcome<std::uint64_t> number(std::string_view name, std::string_view text) {
    const auto value = parse_uint64(text);
    if (!value) return refuse(400, fmt::format("{}: '{}' is not a number", name, shown(text)));
    return *value;
}

Outcome<std::uint64_t> needed_number(const Call& call, std::string_view name) {
    const auto text = call.target.query(name);
    if (!text) return refuse(400, fmt::format("{}: missing", name));
    return number(name, *text);
}

Outcome<Form> form_of_body(const Call& call) {
    const std::string_view type = media_type(call.request.content_type);
    if (type.empty() || type == "application/json") return Form::json;
    if (type == "application/octet-stream") return Form::ssz;
    return refuse(415, fmt::format("content-type: {} is neither application/json nor "
                                   "application/octet-stream",
                                   shown(type)));
}

Outcome<std::vector<std::string>> read_texts(const Call& call) {
    TRY(const json::value body, parse_body(call));
    return texts_of(body, "body");
}

Outcome<Asked> read_asked(const Call& call) {
    Asked asked;
    if (call.request.body.empty()) return asked;
    TRY(const json::value body, parse_body(call));
    const json::object* const object = body.if_object();
    if (object == nullptr) return refuse(400, "body: not an object");
    for (const auto& [name, list] :
         {std::pair{"ids", &asked.ids}, std::pair{"statuses", &asked.statuses}}) {
        const json::value* const value = object->if_contains(name);
        if (value == nullptr || value->is_null()) continue;
        TRY(*list, texts_of(*value, name));
    }
    return asked;
}

}  // namespace stafi::devnet::beacon_api
