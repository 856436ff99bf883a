#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "ssv/committee.hpp"
#include "vector_file.hpp"

// Operators with their private keys, so that tests can be all sides of a split.

namespace stafi::test {

struct KeyedOperator {
    ssv::Operator seat;
    RsaPrivateKey private_key;
};

/// Thirteen with the keys of tests/vectors/keyshares, in its order, and with ascending ids of our
/// own; read once, because checking a private key is dear.
inline const std::vector<KeyedOperator>& operators() {
    static const std::vector<KeyedOperator> all = [] {
        constexpr std::array<std::uint64_t, 13> ids{1,  3,   4,   12,  13,   20,        77,
                                                    99, 123, 456, 911, 1500, 2147483647};
        std::vector<KeyedOperator> read;
        const auto file = vector_file("keyshares/operators.json");
        for (const auto& one : file.at("cases").as_array())
            read.push_back(
                {.seat = ssv::Operator::parse({ids.at(read.size())}, str(one.at("operator_key")))
                             .value(),
                 .private_key =
                     RsaPrivateKey::parse(SecretBuffer{str(one.at("private_key"))}).value()});
        return read;
    }();
    return all;
}

/// The private key of one of them once more: who signs with one owns it.
inline RsaPrivateKey private_key(std::size_t index) {
    const auto file = vector_file("keyshares/operators.json");
    const auto& pem = file.at("cases").as_array().at(index).at("private_key");
    return RsaPrivateKey::parse(SecretBuffer{str(pem)}).value();
}

/// What ssv-keys 1.1.0 wrote for 4, 7, 10 and 13 of these operators, and all that is inside.
inline const std::vector<boost::json::value>& ssv_keys_cases() {
    static const std::vector<boost::json::value> all = [] {
        std::vector<boost::json::value> read;
        for (const char* size : {"4", "7", "10", "13"}) {
            const auto file = vector_file("keyshares/" + std::string{size} + ".json");
            for (const auto& one : file.at("cases").as_array())
                read.push_back(one);
        }
        return read;
    }();
    return all;
}

/// The operators of a case of ssv_keys_cases, by id.
inline std::map<OperatorId, const KeyedOperator*> operators_of(const boost::json::value& one) {
    std::map<OperatorId, const KeyedOperator*> found;
    const auto& ids = one.at("operator_ids").as_array();
    for (std::size_t i = 0; i < ids.size(); ++i)
        found[{ids[i].to_number<std::uint64_t>()}] =
            &operators().at(one.at("operator_keys").at(i).to_number<std::size_t>());
    return found;
}

/// The first `size` of them as a committee.
inline ssv::OperatorSet operator_set(std::size_t size) {
    std::vector<ssv::Operator> seats;
    for (std::size_t i = 0; i < size; ++i)
        seats.push_back(operators()[i].seat);
    return ssv::OperatorSet::parse(std::move(seats)).value();
}

}  // namespace stafi::test
