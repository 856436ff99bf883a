#include "ssv/keyshares/dkg_proof.hpp"

#include <utility>

#include <boost/json.hpp>
#include <fmt/format.h>

#include "crypto/json_fields.hpp"

namespace stafi::ssv {
namespace {

namespace json = boost::json;

constexpr std::size_t kProofsMax = 64;  // of one ceremony; a committee has at most 13

Result<SignedDkgProof> read_proof(const JsonFields& fields) {
    SignedDkgProof read;
    TRY(const JsonFields proof, fields.object("proof"));
    TRY(read.proof.validator, proof.fixed<PubkeyBytes>("validator"));
    TRY(const Bytes share, proof.hex("encrypted_share", kEncryptedShareMax));
    read.proof.encrypted_share.assign(share.begin(), share.end());
    TRY(read.proof.share_key, proof.fixed<PubkeyBytes>("share_pub"));
    TRY(read.proof.owner, proof.fixed<Address>("owner"));
    TRY(read.signature, fields.fixed<RsaSignature>("signature"));
    return read;
}

Result<> read_ceremony(const json::array& list, const std::string& path, DkgProofs& proofs) {
    if (list.empty() || list.size() > kProofsMax)
        return fail(Reason::bad_proof,
                    fmt::format("{}: {} proofs, 1 to {} expected", path, list.size(), kProofsMax));
    std::vector<SignedDkgProof> ceremony;
    for (const json::value& element : list) {
        const std::string place = fmt::format("{}[{}]", path, ceremony.size());
        if (!element.is_object()) return fail(Reason::bad_json, place + ": an object expected");
        TRY(SignedDkgProof proof, read_proof(JsonFields{element.get_object(), place}));
        if (!ceremony.empty() && proof.proof.validator != ceremony[0].proof.validator)
            return fail(Reason::bad_proof, place + ": for another validator than the first");
        ceremony.push_back(std::move(proof));
    }
    const PubkeyBytes validator = ceremony[0].proof.validator;
    if (!proofs.try_emplace(validator, std::move(ceremony)).second)
        return fail(Reason::bad_proof, path + ": the validator has proofs before");
    return {};
}

}  // namespace

Result<DkgProofs> read_proofs(std::string_view text) {
    if (text.size() > kDkgProofsFileMax)
        return fail(Reason::file_too_large, fmt::format("proofs: {} bytes, at most {} expected",
                                                        text.size(), kDkgProofsFileMax));
    TRY_VOID(check_json(text));
    json::error_code error;
    const json::value top = json::parse({text.data(), text.size()}, error);
    if (error) return fail(Reason::bad_json, "proofs: " + error.message());
    if (!top.is_array()) return fail(Reason::bad_json, "proofs: an array expected");
    const json::array& list = top.get_array();
    DkgProofs proofs;
    if (list.empty() || !list[0].is_array()) {
        TRY_VOID(read_ceremony(list, "proofs", proofs));
        return proofs;
    }
    if (list.size() > kDkgCeremoniesMax)
        return fail(Reason::out_of_range, fmt::format("proofs: {} ceremonies, at most {} expected",
                                                      list.size(), kDkgCeremoniesMax));
    for (std::size_t i = 0; i < list.size(); ++i) {
        const std::string place = fmt::format("proofs[{}]", i);
        if (!list[i].is_array()) return fail(Reason::bad_json, place + ": an array expected");
        TRY_VOID(read_ceremony(list[i].get_array(), place, proofs));
    }
    return proofs;
}

bool is_signed_by(const RsaPublicKey& key, const SignedDkgProof& proof) {
    return key.verify_pss(ssz::hash_tree_root(proof.proof).view(), proof.signature);
}

}  // namespace stafi::ssv
