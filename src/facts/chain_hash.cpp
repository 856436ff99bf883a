#include "crypto/hash.hpp"
#include "facts/chain.hpp"

namespace stafi::facts {
namespace {

/// Numbers have 8 or 32 bytes, lists and bytes their length before them, what may be missing a
/// flag: so that no two chains are written alike.
class Writer {
  public:
    void write(std::uint64_t number) { append(be64(number)); }
    void write(bool flag) { bytes_.push_back(std::byte{flag}); }
    void write(BytesView bytes) {
        write(std::uint64_t{bytes.size()});
        append(bytes);
    }
    template <class Tag, std::size_t N>
    void write(const FixedBytes<Tag, N>& bytes) {
        append(bytes.view());
    }
    template <class Tag>
    void write(Id<Tag> id) {
        write(id.value);
    }
    template <class Tag>
    void write(Quantity<Tag> quantity) {
        write(quantity.value);
    }
    template <class Tag>
    void write(const BigQuantity<Tag>& quantity) {
        append(be256(quantity.value));
    }
    template <class T>
        requires std::is_enum_v<T>
    void write(T value) {
        write(static_cast<std::uint64_t>(value));
    }
    template <class T>
    void write(const std::optional<T>& maybe) {
        write(maybe.has_value());
        if (maybe) write(*maybe);
    }
    template <class T>
    void write(const std::vector<T>& list) {
        write(std::uint64_t{list.size()});
        for (const T& item : list)
            write(item);
    }
    void write(const std::set<Address>& list) {
        write(std::uint64_t{list.size()});
        for (const Address& item : list)
            write(item);
    }
    template <class Key, class Value>
    void write(const std::map<Key, Value>& map) {
        write(std::uint64_t{map.size()});
        for (const auto& [key, value] : map)
            write_all(key, value);
    }

    void write(const LaneKey& it) { write_all(it.pubkey, it.lane); }
    void write(const PoolKey& it) { write_all(it.status, it.node, it.own_part, it.is_retired); }
    void write(const RegistrationId& it) { write_all(it.pubkey, it.owner); }
    void write(const Place& it) {
        write_all(it.block.number, it.block.hash, it.log_index, it.transaction);
    }
    void write(const Registration& it) {
        write_all(it.operators, it.nonce, it.shares_hash, it.place, it.is_removed,
                  it.exit_was_asked);
    }
    void write(const FeeDeclaration& it) { write_all(it.fee, it.block); }
    void write(const Operator& it) {
        write_all(it.owner, BytesView{it.public_key}, it.fee, it.declared, it.is_private,
                  it.is_removed, it.whitelist, it.whitelisting_contract);
    }
    void write(const ssv::ClusterId& it) { write_all(it.owner, it.operators); }
    void write(const ssv::ClusterState& it) {
        write_all(std::uint64_t{it.cluster.validator_count}, it.cluster.network_fee_index,
                  it.cluster.index, it.cluster.active, it.cluster.balance, it.asset, it.said,
                  it.root_block);
    }
    void write(const Sources& it) {
        write_all(it.storage, it.ssv_network, it.eth_deposit);
        for (const pool::Contract contract : pool::all_contracts()) {
            const auto address = it.pool.find(contract);
            write(address ? std::optional{*address} : std::nullopt);
        }
    }

    template <class... Ts>
    void write_all(const Ts&... values) {
        (write(values), ...);
    }
    [[nodiscard]] Bytes32 hash() const { return keccak256(bytes_); }

  private:
    void append(BytesView bytes) { bytes_.insert(bytes_.end(), bytes.begin(), bytes.end()); }

    Bytes bytes_;
};

}  // namespace

Bytes32 hash_of(const Chain& chain) {
    Writer writer;
    writer.write_all(chain.sources, BytesView{chain.withdrawal_credentials}, chain.keys,
                     chain.registrations, chain.operators, chain.clusters.release,
                     chain.clusters.clusters, chain.owner_nonces, chain.fee_recipients);
    return writer.hash();
}

}  // namespace stafi::facts
