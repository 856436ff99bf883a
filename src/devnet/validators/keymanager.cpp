#include "devnet/validators/keymanager.hpp"

#include <fmt/format.h>

#include "base/hex.hpp"
#include "crypto/address.hpp"
#include "crypto/json_fields.hpp"
#include "crypto/keystore/keystore.hpp"
#include "devnet/validators/interchange.hpp"
#include "eth/domains.hpp"
#include "eth/ssz/json.hpp"

namespace stafi::devnet {
namespace {

Answer refusal(unsigned status, std::string_view why) {
    return {.status = status, .json = fmt::format(R"({{"message":{}}})", json_quoted(why))};
}

Answer answer_of(Result<Answer> made) {
    return made ? *std::move(made) : refusal(400, made.error().what);
}

/// One of a list that answers item by item.
std::string status_json(std::string_view status, std::string_view message = "") {
    return fmt::format(R"({{"status":"{}","message":{}}})", status, json_quoted(message));
}

std::string joined(const std::vector<std::string>& items) {
    std::string list;
    for (const std::string& item : items)
        list += (list.empty() ? "" : ",") + item;
    return list;
}

/// Opens one keystore after the other, and derives once for those with one password and salt.
class Importer {
  public:
    explicit Importer(ValidatorClient& client) : client_{client} {}

    [[nodiscard]] std::string import(std::string_view text, std::string_view password) {
        const auto status = try_import(text, password);
        return status ? status_json(*status) : status_json("error", status.error().what);
    }

  private:
    Result<std::string_view> try_import(std::string_view text, std::string_view password) {
        TRY(const Keystore keystore, parse_keystore(text));
        if (keystore.pubkey && client_.has(*keystore.pubkey)) return "duplicate";
        if (client_.keys().size() == ValidatorClient::kKeysMax)
            return fail(Reason::out_of_range, "keystore: there is no room for more keys");
        if (!opener_ || password_.text() != password) {
            password_ = SecretBuffer{password};
            TRY(KeystoreOpener opener, KeystoreOpener::with(password_));
            opener_.emplace(std::move(opener));
        }
        TRY(BlsSecretKey key, opener_->open(keystore));
        return client_.add(std::move(key), keystore.path) ? "imported" : "duplicate";
    }

    ValidatorClient& client_;
    SecretBuffer password_;
    std::optional<KeystoreOpener> opener_;
};

}  // namespace

Answer Keymanager::respond(const KeymanagerRequest& request) {
    if (!is_allowed(request.authorization)) return refusal(401, "authorization: not our token");
    const auto target = Target::parse(request.target);
    if (!target) return refusal(400, target.error().what);
    return route(request, *target);
}

bool Keymanager::is_allowed(std::string_view authorization) const {
    constexpr std::string_view scheme = "Bearer ";
    if (!authorization.starts_with(scheme)) return false;
    return equal_constant_time(bytes_of(authorization.substr(scheme.size())), token_.view());
}

Answer Keymanager::route(const KeymanagerRequest& request, const Target& target) {
    const std::vector<std::string>& path = target.path();
    const bool is_v1 = path.size() > 2 && path[0] == "eth" && path[1] == "v1";
    if (is_v1 && path.size() == 3 && path[2] == "keystores") return of_keystores(request);
    if (is_v1 && path.size() == 5 && path[2] == "validator") return of_validator(request, target);
    return refusal(404, "no such path");
}

Answer Keymanager::of_keystores(const KeymanagerRequest& request) {
    if (request.method == "GET") return list();
    if (request.method == "POST") return answer_of(import_keystores(request.body));
    if (request.method == "DELETE") return answer_of(delete_keystores(request.body));
    return refusal(405, "keystores: GET, POST or DELETE");
}

Answer Keymanager::of_validator(const KeymanagerRequest& request, const Target& target) {
    const auto key = parse_fixed<PubkeyBytes>(target.path()[3]);
    if (!key) return refusal(400, "pubkey: " + key.error().what);
    if (!client_.has(*key)) return refusal(404, "pubkey: no such key here");
    const std::string& subject = target.path()[4];
    if (subject == "feerecipient") return fee_recipient(request, *key);
    if (subject == "voluntary_exit" && request.method == "POST")
        return answer_of(voluntary_exit(target, *key));
    return refusal(404, "no such path");
}

Answer Keymanager::list() const {
    std::vector<std::string> rows;
    rows.reserve(client_.keys().size());
    for (const auto& [key, held] : client_.keys())
        rows.push_back(
            fmt::format(R"({{"validating_pubkey":"{}","derivation_path":{},"readonly":false}})",
                        to_hex0x(key.view()), json_quoted(held.path)));
    return {.json = fmt::format(R"({{"data":[{}]}})", joined(rows))};
}

/// What keys have signed comes in before they do.
Result<Answer> Keymanager::import_keystores(std::string_view body) {
    TRY(const JsonDocument document, JsonDocument::parse(body));
    const JsonFields fields = document.fields();
    TRY(const auto keystores, fields.texts("keystores", kKeystoresMax));
    TRY(const auto passwords, fields.texts("passwords", kKeystoresMax));
    if (keystores.size() != passwords.size())
        return fail(Reason::bad_argument, fmt::format("passwords: {} for {} keystores",
                                                      passwords.size(), keystores.size()));
    if (fields.has("slashing_protection")) {
        TRY(const std::string_view history, fields.text("slashing_protection"));
        TRY(const SigningRecord signed_elsewhere,
            at("slashing_protection",
               parse_interchange(history, chain_.genesis_validators_root())));
        client_.record().merge(signed_elsewhere);
    }
    Importer importer{client_};
    std::vector<std::string> statuses;
    statuses.reserve(keystores.size());
    for (std::size_t i = 0; i < keystores.size(); ++i)
        statuses.push_back(importer.import(keystores[i], passwords[i]));
    return Answer{.json = fmt::format(R"({{"data":[{}]}})", joined(statuses))};
}

Result<Answer> Keymanager::delete_keystores(std::string_view body) {
    TRY(const JsonDocument document, JsonDocument::parse(body));
    TRY(const auto texts, document.fields().texts("pubkeys", kKeystoresMax));
    std::vector<PubkeyBytes> keys;
    for (const std::string_view text : texts) {
        TRY(const PubkeyBytes key, at("pubkeys", parse_fixed<PubkeyBytes>(text)));
        keys.push_back(key);
    }
    std::vector<std::string> statuses;
    for (const PubkeyBytes& key : keys) {
        if (client_.remove(key))
            statuses.push_back(status_json("deleted"));
        else
            statuses.push_back(
                status_json(client_.record().find(key) == nullptr ? "not_found" : "not_active"));
    }
    const std::string history =
        to_interchange(client_.record(), keys, chain_.genesis_validators_root());
    return Answer{.json = fmt::format(R"({{"data":[{}],"slashing_protection":{}}})",
                                      joined(statuses), json_quoted(history))};
}

Answer Keymanager::fee_recipient(const KeymanagerRequest& request, const PubkeyBytes& key) {
    if (request.method == "GET")
        return {.json = fmt::format(R"({{"data":{{"pubkey":"{}","ethaddress":"{}"}}}})",
                                    to_hex0x(key.view()),
                                    to_checksum_text(client_.fee_recipient_of(key)))};
    if (request.method == "DELETE") {
        client_.set_fee_recipient(key, std::nullopt);
        return {.status = 204, .json = ""};
    }
    if (request.method != "POST") return refusal(405, "feerecipient: GET, POST or DELETE");
    const auto document = JsonDocument::parse(request.body);
    if (!document) return refusal(400, document.error().what);
    const auto recipient = document->fields().fixed<Address>("ethaddress");
    if (!recipient) return refusal(400, recipient.error().what);
    if (*recipient == Address{}) return refusal(400, "ethaddress: zero, where fees would be lost");
    client_.set_fee_recipient(key, *recipient);
    return {.status = 202, .json = ""};
}

Result<Answer> Keymanager::voluntary_exit(const Target& target, const PubkeyBytes& key) {
    const beacon::StateView state = chain_.head_state();
    beacon::KeyIndex indices = state->keys;
    const auto index = indices.find(key, state->validators);
    if (!index)
        return fail(Reason::unknown_validator, "pubkey: the beacon chain knows no such validator");
    eth::SignedVoluntaryExit exit;
    TRY(exit.message.epoch.value, target.number("epoch", state->epoch().value));
    exit.message.validator_index = *index;
    const eth::Domain domain =
        eth::signing_domain(eth::DomainType::voluntary_exit, chain_.rules().forks,
                            exit.message.epoch, chain_.genesis_validators_root());
    const auto signature =
        client_.sign(key, eth::compute_signing_root(ssz::hash_tree_root(exit.message), domain));
    CHECK(signature);  // the key is here
    exit.signature = signature->bytes();
    return Answer{.json = fmt::format(R"({{"data":{}}})", ssz::to_json(exit))};
}

}  // namespace stafi::devnet
