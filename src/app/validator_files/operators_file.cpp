#include "app/validator_files/operators_file.hpp"

#include <algorithm>
#include <map>

#include <boost/json.hpp>
#include <fmt/format.h>

#include "adapters/files.hpp"
#include "app/cli/words.hpp"
#include "crypto/bls/bls.hpp"
#include "crypto/json_fields.hpp"
#include "crypto/rsa.hpp"

namespace stafi::app {
namespace {

namespace json = boost::json;

Result<OperatorId> read_id(const json::value* value) {
    std::uint64_t id = 0;
    if (value != nullptr && value->is_string()) {
        TRY(id, parse_number(std::string_view{value->get_string()}, 1, kShareIdMax));
    } else if (value != nullptr && value->is_int64() && value->get_int64() > 0) {
        id = static_cast<std::uint64_t>(value->get_int64());
    } else {
        return fail(Reason::bad_json, "id: a positive number expected");
    }
    return OperatorId{id};  // above kShareIdMax it is in no committee
}

Result<OperatorText> read_operator(const json::value& value) {
    if (!value.is_object()) return fail(Reason::bad_json, "an object expected");
    const json::object& object = value.get_object();
    TRY(const OperatorId id, read_id(object.if_contains("id")));
    const json::value* key = object.if_contains("public_key");
    const json::value* const other = object.if_contains("operatorKey");
    if (key != nullptr && other != nullptr && *key != *other)
        return fail(Reason::bad_json, "public_key and operatorKey: two different keys");
    if (key == nullptr) key = other;
    if (key == nullptr || !key->is_string())
        return fail(Reason::bad_json, "public_key: a text expected");
    if (key->get_string().size() > kRsaKeyTextMax)
        return fail(Reason::bad_rsa_key,
                    fmt::format("public_key: {} characters, at most {} expected",
                                key->get_string().size(), kRsaKeyTextMax));
    return OperatorText{.id = id, .key_text = std::string{key->get_string()}};
}

/// Nobody could tell which of two keys the operator of one id has.
Result<> refuse_repeated_ids(const std::vector<OperatorText>& operators) {
    std::map<OperatorId, std::size_t> first;
    for (std::size_t i = 0; i < operators.size(); ++i) {
        const auto [known, is_new] = first.emplace(operators[i].id, i);
        if (!is_new)
            return fail(Reason::duplicate_key,
                        fmt::format("operators[{}]: operator {} is operators[{}] already", i,
                                    operators[i].id.value, known->second));
    }
    return {};
}

/// Those with these ids, in this order.
Result<std::vector<OperatorText>> select(const std::vector<OperatorText>& operators,
                                         const std::vector<OperatorId>& ids) {
    std::vector<OperatorText> chosen;
    std::vector<std::string> unknown;
    for (const OperatorId id : ids) {
        const auto found = std::ranges::find(operators, id, &OperatorText::id);
        if (found == operators.end())
            unknown.push_back(std::to_string(id.value));
        else
            chosen.push_back(*found);
    }
    if (unknown.empty()) return chosen;
    std::string why = fmt::format("has no operator {}", join(unknown, ", "));
    if (!ssv::is_committee_size(ids.size()))
        why += fmt::format("; nor can {} make a committee, only 4, 7, 10 or 13", ids.size());
    return fail(Reason::unknown_operator, std::move(why));
}

Result<std::vector<OperatorText>> read_operators_file(const std::string& file,
                                                      const std::vector<OperatorId>& ids) {
    TRY(const SecretBuffer content, adapters::read_file(file, kOperatorsFileMax));
    TRY(std::vector<OperatorText> operators, at(file, parse_operators(content.text())));
    if (!ids.empty()) return at(file, select(operators, ids));
    std::ranges::sort(operators, {}, &OperatorText::id);
    return operators;
}

Result<std::vector<OperatorId>> read_ids(const Call& call) {
    std::vector<OperatorId> ids;
    for (const std::string& text : call.arguments.list("operator-ids")) {
        TRY(const std::uint64_t id, at("--operator-ids", parse_number(text, 1, kShareIdMax)));
        ids.push_back({id});
    }
    return ids;
}

}  // namespace

Result<std::vector<OperatorText>> parse_operators(std::string_view text) {
    if (text.size() > kOperatorsFileMax)
        return fail(Reason::file_too_large, fmt::format("operators: {} bytes", text.size()));
    TRY_VOID(at("operators", check_json(text)));
    json::error_code error;
    const json::value root = json::parse({text.data(), text.size()}, error);
    if (error) return fail(Reason::bad_json, "operators: " + error.message());

    const json::value* list = &root;
    if (root.is_object() && root.get_object().contains("operators"))
        list = &root.get_object().at("operators");
    if (list->is_object()) {
        TRY(OperatorText one, at("operators", read_operator(*list)));
        return std::vector{std::move(one)};
    }
    if (!list->is_array()) return fail(Reason::bad_json, "operators: an array expected");
    if (list->get_array().size() > kOperatorsMax)
        return fail(Reason::out_of_range, fmt::format("operators: more than {}", kOperatorsMax));
    std::vector<OperatorText> operators;
    for (const json::value& value : list->get_array()) {
        TRY(OperatorText one,
            at(fmt::format("operators[{}]", operators.size()), read_operator(value)));
        operators.push_back(std::move(one));
    }
    TRY_VOID(refuse_repeated_ids(operators));
    return operators;
}

std::vector<Option> operator_options() {
    return {{.name = "operators-file",
             .value = "FILE",
             .help = "JSON with the operators' ids and keys: an answer of the SSV API, or "
                     "operators_info.json of ssv-dkg"},
            {.name = "operator-ids",
             .value = "IDS",
             .help = "their ids, 1,2,3,4; with --operators-file those to take from it"},
            {.name = "operator-keys",
             .value = "KEYS",
             .help = "their keys in the order of --operator-ids, as ssv-keys takes them"}};
}

Result<std::vector<ssv::Operator>> read_operators(const Call& call) {
    TRY(const std::vector<OperatorId> ids, read_ids(call));
    const std::vector<std::string> keys = call.arguments.list("operator-keys");
    const std::string file = call.arguments.text("operators-file");
    if (!file.empty() && !keys.empty())
        return fail(Reason::bad_usage, "--operators-file and --operator-keys exclude each other");
    std::vector<OperatorText> texts;
    if (!file.empty()) {
        TRY(texts, read_operators_file(file, ids));
    } else if (ids.size() != keys.size()) {
        return fail(Reason::bad_usage,
                    fmt::format("{} operator ids and {} operator keys; give as many of each, or "
                                "--operators-file",
                                ids.size(), keys.size()));
    } else {
        for (std::size_t i = 0; i < ids.size(); ++i)
            texts.push_back({.id = ids[i], .key_text = keys[i]});
    }
    std::vector<ssv::Operator> operators;
    for (OperatorText& text : texts) {
        TRY(ssv::Operator one, ssv::Operator::parse(text.id, std::move(text.key_text)));
        operators.push_back(std::move(one));
    }
    return operators;
}

}  // namespace stafi::app
