#pragma once

#include <cctype>
#include <fstream>
#include <map>
#include <optional>
#include <sstream>
#include <string>
#include <string_view>
#include <type_traits>
#include <variant>
#include <vector>

#include <fnmatch.h>
#include <gtest/gtest.h>

#include "base/hex.hpp"
#include "eth/abi/message.hpp"
#include "source_dir.hpp"
#include "vector_file.hpp"

// Compares the structs of calls, events and errors with contracts/abi/*.json, which the compiler
// wrote, and with samples of tests/vectors/contract_calls, which eth-abi encoded.

namespace stafi::test {

/// A struct and what can be asked of it without its type.
struct Binding {
    std::string contract;  ///< the file in contracts/abi
    std::string type_name;
    std::string kind;                      ///< function or event
    std::vector<std::string> field_names;  ///< in the order of the parameters
    const abi::Signature* signature;
    Result<Bytes> (*call_again)(BytesView calldata);
    Result<abi::LogContent> (*log_again)(std::span<const Bytes32> topics, BytesView data);
    Result<Bytes> (*answer_again)(BytesView answer);  ///< null: nothing is expected back
};

inline std::vector<std::string> split_names(std::string_view list) {
    std::vector<std::string> names{1};
    for (const char c : list)
        if (c == ',')
            names.emplace_back();
        else if (c != ' ')
            names.back() += c;
    return names;
}

/// Bytes of `Returns`, read and written again.
template <class Returns>
Result<Bytes> answer_again(const abi::Type& outputs, BytesView answer) {
    TRY(const auto content, abi::decode_tuple<Returns>(outputs, answer));
    if (outputs.parts().size() == 1)
        return abi::encode(outputs, std::vector{to_value(outputs.part(0), content)});
    if constexpr (abi::Record<Returns>) return abi::encode(outputs, to_value(outputs, content));
    return fail(Reason::bad_abi, "several outputs need a struct");
}

template <abi::Message M>
Binding binding(std::string contract, std::string kind) {
    Binding made{
        .contract = std::move(contract),
        .type_name = std::string{M::kTypeName},
        .kind = std::move(kind),
        .field_names = {},
        .signature = &abi::signature_of<M>(),
        .call_again = [](BytesView calldata) -> Result<Bytes> {
            M call{};
            TRY_VOID(abi::read_call(abi::signature_of<M>(), calldata, abi::fields_of(call)));
            return abi::encode_call(call);
        },
        .log_again = [](std::span<const Bytes32> topics,
                        BytesView data) -> Result<abi::LogContent> {
            M event{};
            TRY_VOID(abi::read_event(abi::signature_of<M>(), topics, data, abi::fields_of(event)));
            return abi::encode_event(event);
        },
        .answer_again = nullptr};
    if constexpr (requires { M::kFieldNames; }) made.field_names = split_names(M::kFieldNames);
    if constexpr (requires { typename M::Returns; })
        made.answer_again = [](BytesView answer) {
            return answer_again<typename M::Returns>(abi::signature_of<M>().outputs(), answer);
        };
    return made;
}

class Bindings {
  public:
    /// Functions of the contract whose ABI is contracts/abi/<contract>.json.
    template <class... Ms>
    Bindings& calls(const std::string& contract) {
        (list_.push_back(binding<Ms>(contract, "function")), ...);
        return *this;
    }
    /// The events of a variant.
    template <class Variant>
    Bindings& events(const std::string& contract) {
        add_events(contract, static_cast<Variant*>(nullptr));
        return *this;
    }
    [[nodiscard]] const std::vector<Binding>& list() const { return list_; }

  private:
    template <class... Ms>
    void add_events(const std::string& contract, std::variant<Ms...>*) {
        (list_.push_back(binding<Ms>(contract, "event")), ...);
    }
    std::vector<Binding> list_;
};

/// `withdrawalAtIndex` and `maxClaimableWithdrawIndex_` as our fields are spelt.
inline std::string snake_case(std::string_view name) {
    std::string made;
    const auto is_upper = [&](std::size_t i) {
        return i < name.size() && std::isupper(static_cast<unsigned char>(name[i]));
    };
    for (std::size_t i = 0; i < name.size(); ++i) {
        const bool begins_word = is_upper(i) && i > 0 && (!is_upper(i - 1) || !is_upper(i + 1));
        if (begins_word) made += '_';
        made += static_cast<char>(std::tolower(static_cast<unsigned char>(name[i])));
    }
    while (made.ends_with('_'))
        made.pop_back();
    return made;
}

/// `unstake` and `get_deposit_root` as our structs are spelt.
inline std::string camel_case(std::string_view name) {
    std::string made;
    bool begins_word = true;
    for (const char c : name) {
        if (c != '_')
            made +=
                begins_word ? static_cast<char>(std::toupper(static_cast<unsigned char>(c))) : c;
        begins_word = c == '_';
    }
    return made;
}

inline std::string type_text(const boost::json::value& parameter) {
    const std::string type = str(parameter.at("type"));
    if (!type.starts_with("tuple")) return type;
    std::string members;
    for (const auto& component : parameter.at("components").as_array())
        members += (members.empty() ? "" : ",") + type_text(component);
    return "(" + members + ")" + type.substr(5);
}

inline std::string types_text(const boost::json::value& parameters) {
    std::string list;
    for (const auto& parameter : parameters.as_array())
        list += (list.empty() ? "" : ",") + type_text(parameter);
    return "(" + list + ")";
}

/// An entry of an ABI: a function, an event or an error.
struct AbiEntry {
    std::string kind;
    std::string text;  ///< `unstake(uint256)`
    boost::json::value json;
};

inline std::vector<AbiEntry> abi_entries(const std::string& contract) {
    std::vector<AbiEntry> entries;
    const auto list = read_json(source_dir() / "contracts/abi" / (contract + ".json"));
    for (const auto& json : list.as_array())
        if (const std::string kind = str(json.at("type"));
            kind == "function" || kind == "event" || kind == "error")
            entries.push_back({kind, str(json.at("name")) + types_text(json.at("inputs")), json});
    return entries;
}

/// One line of contracts/abi/unbound.tsv.
struct Unbound {
    std::string kind;
    std::string contract;
    std::string text;
    std::string reason;
};

inline std::vector<Unbound> unbound_entries() {
    std::vector<Unbound> rows;
    std::ifstream file{source_dir() / "contracts/abi/unbound.tsv"};
    for (std::string line; std::getline(file, line);) {
        if (line.empty() || line.starts_with('#') || line.starts_with("kind\t")) continue;
        std::istringstream columns{line};
        Unbound row;
        std::getline(columns, row.kind, '\t');
        std::getline(columns, row.contract, '\t');
        std::getline(columns, row.text, '\t');
        std::getline(columns, row.reason);
        rows.push_back(row);
    }
    return rows;
}

inline bool fits(const std::string& pattern, const std::string& text) {
    return fnmatch(pattern.c_str(), text.c_str(), 0) == 0;
}

/// Name, types, order of the parameters, what is indexed, mutability, outputs.
inline void expect_declared(const Binding& bound, const AbiEntry& entry) {
    const std::string name = str(entry.json.at("name"));
    SCOPED_TRACE(bound.contract + " " + entry.text);
    EXPECT_EQ(bound.type_name, camel_case(name));
    const auto& inputs = entry.json.at("inputs").as_array();
    ASSERT_EQ(bound.field_names.size(), inputs.size());
    for (std::size_t i = 0; i < inputs.size(); ++i) {
        const std::string parameter = snake_case(str(inputs[i].at("name")));
        if (!parameter.empty()) EXPECT_EQ(bound.field_names[i], parameter);
        const auto* is_indexed = inputs[i].as_object().if_contains("indexed");
        EXPECT_EQ(bound.signature->parameters()[i].is_indexed,
                  is_indexed != nullptr && is_indexed->as_bool());
    }
    if (entry.kind != "function") return;
    const std::string mutability = str(entry.json.at("stateMutability"));
    const bool is_view = mutability == "view" || mutability == "pure";
    EXPECT_EQ(bound.signature->mutability(), is_view ? abi::Mutability::view
                                             : mutability == "payable"
                                                 ? abi::Mutability::payable
                                                 : abi::Mutability::nonpayable);
    EXPECT_EQ(bound.signature->outputs().text(), types_text(entry.json.at("outputs")));
    EXPECT_EQ(bound.answer_again == nullptr, entry.json.at("outputs").as_array().empty());
}

/// Every entry of these ABIs is bound or in contracts/abi/unbound.tsv, never both; every binding
/// and every line of that table has its entry. `errors` are bound elsewhere, by their text.
inline void expect_all_bound(const Bindings& bindings, const std::vector<std::string>& contracts,
                             const std::vector<std::string>& errors) {
    const auto rows = unbound_entries();
    std::vector<bool> is_row_used(rows.size());
    std::size_t found = 0;
    for (const std::string& contract : contracts)
        for (const AbiEntry& entry : abi_entries(contract)) {
            bool is_bound =
                entry.kind == "error" && std::ranges::find(errors, entry.text) != errors.end();
            for (const Binding& bound : bindings.list()) {
                if (bound.contract != contract || bound.kind != entry.kind ||
                    bound.signature->text() != entry.text)
                    continue;
                is_bound = true;
                ++found;
                expect_declared(bound, entry);
            }
            bool is_listed = false;
            for (std::size_t i = 0; i < rows.size(); ++i)
                if (rows[i].kind == entry.kind && fits(rows[i].contract, contract) &&
                    fits(rows[i].text, entry.text)) {
                    is_row_used[i] = is_listed = true;
                    EXPECT_FALSE(is_bound) << contract << " " << entry.text << " is bound";
                    EXPECT_FALSE(rows[i].reason.empty()) << rows[i].text;
                }
            EXPECT_TRUE(is_bound || is_listed) << contract << ": " << entry.kind << " "
                                               << entry.text << " is neither bound nor listed";
        }
    EXPECT_EQ(found, bindings.list().size()) << "some bindings are in no ABI";
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const auto is_of_row = [&](const std::string& c) { return fits(rows[i].contract, c); };
        if (std::ranges::any_of(contracts, is_of_row))
            EXPECT_TRUE(is_row_used[i])
                << rows[i].contract << " " << rows[i].text << " is in no ABI";
    }
}

inline Bytes hex_bytes(const boost::json::value& text) { return *parse_hex(str(text)); }

inline std::vector<Bytes32> topics_of(const boost::json::value& list) {
    std::vector<Bytes32> topics;
    for (const auto& topic : list.as_array())
        topics.push_back(Bytes32::from(std::span<const std::byte>{hex_bytes(topic)}.first<32>()));
    return topics;
}

/// Samples of a contract by `kind` and text, in tests/vectors/contract_calls/<contract>.json.
inline std::vector<boost::json::value> samples_of(const Binding& bound) {
    std::vector<boost::json::value> samples;
    static std::map<std::string, boost::json::value> files;
    auto& file = files[bound.contract];
    if (file.is_null()) file = vector_file("contract_calls/" + bound.contract + ".json");
    for (const auto& sample : file.at("cases").as_array())
        if (str(sample.at("kind")) == bound.kind &&
            str(sample.at("text")) == bound.signature->text())
            samples.push_back(sample);
    return samples;
}

/// Another encoder's bytes are read and written again as they were, and are refused when they are
/// cut, extended or damaged.
inline void expect_reads_samples(const Binding& bound) {
    SCOPED_TRACE(bound.contract + " " + bound.signature->text());
    const auto samples = samples_of(bound);
    ASSERT_FALSE(samples.empty());
    for (const auto& sample : samples) {
        if (bound.kind == "event") {
            const auto topics = topics_of(sample.at("topics"));
            Bytes data = hex_bytes(sample.at("data"));
            const auto again = bound.log_again(topics, data);
            ASSERT_TRUE(again.has_value()) << again.error().what;
            EXPECT_EQ(*again, (abi::LogContent{topics, data}));
            data.push_back(std::byte{0});
            EXPECT_FALSE(bound.log_again(topics, data));
            EXPECT_FALSE(bound.log_again(std::span{topics}.first(topics.size() - 1), data));
            continue;
        }
        Bytes calldata = hex_bytes(sample.at("calldata"));
        const auto again = bound.call_again(calldata);
        ASSERT_TRUE(again.has_value()) << again.error().what;
        EXPECT_EQ(*again, calldata);
        EXPECT_FALSE(bound.call_again(BytesView{calldata}.first(calldata.size() - 1)));
        calldata.push_back(std::byte{0});
        EXPECT_FALSE(bound.call_again(calldata));
        if (!bound.answer_again) continue;
        const Bytes answer = hex_bytes(sample.at("answer"));
        const auto same = bound.answer_again(answer);
        ASSERT_TRUE(same.has_value()) << same.error().what;
        EXPECT_EQ(*same, answer);
    }
}

}  // namespace stafi::test
