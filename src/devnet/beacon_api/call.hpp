#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "base/hex.hpp"
#include "devnet/api/target.hpp"
#include "devnet/beacon_api/feed.hpp"
#include "eth/containers/block.hpp"
#include "eth/ssz/json.hpp"

// A request to the Beacon API and what comes of it, as values. Source: ethereum/beacon-APIs.

namespace stafi::devnet::beacon_api {

struct Node;

/// How a body is written.
enum class Form : std::uint8_t { json, ssz };

/// What counts of an HTTP request.
struct Request {
    std::string method = "GET";
    std::string target = "/";
    std::string accept = {};
    std::string content_type = {};
    std::string consensus_version = {};  ///< Eth-Consensus-Version
    std::string body = {};
};

struct Answer {
    unsigned status = 200;
    Form form = Form::json;
    std::string body = {};
    std::vector<std::pair<std::string, std::string>> headers = {};  ///< besides Content-Type
};

/// An item of a list that was not taken.
struct Failure {
    std::size_t index;
    std::string message;
};

/// Why a request is not answered: 400 for what is wrong in itself, 404 for what is not there.
struct Refusal {
    unsigned status;
    std::string message;
    std::vector<Failure> failures = {};

    Refusal(unsigned code, std::string why) : status{code}, message{std::move(why)} {}
    /// An error of what a client sent, unless somebody knows better.
    Refusal(Error error)  // NOLINT(google-explicit-constructor): so that TRY can return it
        : status{400}, message{std::move(error.what)} {}
};

template <class T = void>
class [[nodiscard]] Outcome : public tl::expected<T, Refusal> {
  public:
    using tl::expected<T, Refusal>::expected;
};

[[nodiscard]] inline auto refuse(unsigned status, std::string why) {
    return tl::unexpected(Refusal{status, std::move(why)});
}

// What a request needs besides an answer.

/// A block with everything but its payload.
struct BlockOrder {
    Slot slot;
    Bytes32 parent;  ///< the head it is to follow
    SignatureBytes randao_reveal;
    Bytes32 graffiti;
    Address fee_recipient;
    Form form = Form::json;
};
/// A block that is to become part of the chain.
struct Import {
    eth::SignedBeaconBlock block;
};
/// Events from now on.
struct Subscription {
    Topics topics;
};
using Reply = std::variant<Answer, BlockOrder, Import, Subscription>;

/// A request that has found its handler.
struct Call {
    Node& node;
    const Request& request;
    const Target& target;
    std::vector<std::string_view> ids;  ///< the `{…}` of its path, in order
    Form form = Form::json;             ///< of the answer, as asked for
};

// Answers.

inline constexpr std::string_view kVersion = "fulu";  ///< the only fork of our chains

/// `{"code":404,"message":"…"}`
[[nodiscard]] Answer answer_of(const Refusal& refusal);
/// `{"data":…}`
[[nodiscard]] Answer answer_with(std::string_view json);
/// `{"execution_optimistic":false,"finalized":true,"data":…}`
[[nodiscard]] Answer answer_with(const Call& call, bool is_finalized, std::string_view json);
/// The same with the fork's name in front and in a header; or SSZ, when that was asked for. What is
/// not on the chain is not finalized nor the opposite.
[[nodiscard]] Answer versioned(const Call& call, std::optional<bool> is_finalized,
                               const ssz::Type& type, const void* value);
template <class T>
[[nodiscard]] Answer versioned(const Call& call, std::optional<bool> is_finalized, const T& value) {
    return versioned(call, is_finalized, ssz::TypeOf<T>::kType, &value);
}
[[nodiscard]] constexpr std::string_view json_bool(bool fact) { return fact ? "true" : "false"; }

// Reading. All errors are 400, but 415 for a body in a form that nobody reads.

inline constexpr std::size_t kIdsMax = 1U << 17;  ///< in one request

[[nodiscard]] Outcome<std::uint64_t> number(std::string_view name, std::string_view text);
/// A parameter that has to be there.
[[nodiscard]] Outcome<std::uint64_t> needed_number(const Call& call, std::string_view name);
template <class T>
[[nodiscard]] Outcome<T> needed_fixed(const Call& call, std::string_view name) {
    const auto text = call.target.query(name);
    if (!text) return refuse(400, std::string{name} + ": missing");
    TRY(const T value, at(name, parse_fixed<T>(*text)));
    return value;
}

[[nodiscard]] Outcome<Form> form_of_body(const Call& call);

/// JSON, or nothing else.
template <class T>
[[nodiscard]] Outcome<T> read_json(const Call& call) {
    TRY(const Form form, form_of_body(call));
    if (form != Form::json) return refuse(415, "content-type: application/json is expected");
    TRY(T value, at("body", ssz::from_json<T>(call.request.body)));
    return value;
}
/// Either form; of our fork, when it says so.
template <class T>
[[nodiscard]] Outcome<T> read_body(const Call& call) {
    TRY(const Form form, form_of_body(call));
    const std::string& version = call.request.consensus_version;
    if (!version.empty() && version != kVersion)
        return refuse(400, "eth-consensus-version: " + version + " is not this chain's, fulu");
    if (form == Form::json) return read_json<T>(call);
    TRY(T value, at("body", ssz::decode<T>(bytes_of(call.request.body))));
    return value;
}

/// A list of indices, as most requests about validators bring it.
using Indices = ssz::List<ValidatorIndex, kIdsMax>;

/// A list of texts. Errors: also more than kIdsMax of them.
[[nodiscard]] Outcome<std::vector<std::string>> read_texts(const Call& call);

/// What `POST …/validators` asks for.
struct Asked {
    std::vector<std::string> ids;
    std::vector<std::string> statuses;
};
[[nodiscard]] Outcome<Asked> read_asked(const Call& call);

}  // namespace stafi::devnet::beacon_api
