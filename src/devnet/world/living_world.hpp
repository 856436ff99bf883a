#pragma once

#include <optional>

#include "devnet/beacon_api/beacon_api.hpp"
#include "devnet/door/door.hpp"
#include "devnet/validators/keymanager.hpp"
#include "devnet/world/clock.hpp"
#include "devnet/world/control.hpp"
#include "devnet/world/driver.hpp"
#include "devnet/world/folder.hpp"
#include "devnet/world/journal.hpp"
#include "devnet/world/options.hpp"
#include "devnet/world/pool_side.hpp"
#include "devnet/world/ssv_keepers.hpp"
#include "devnet/world/ssv_side.hpp"

// What lives in a devnet once its engine runs: two chains, validators, operators, and time.

namespace stafi::devnet {

/// The beacon chain's parameters and everything that its first state is made from.
struct Beginning {
    eth::Network network;
    beacon::Parameters rules;
    UnixSeconds genesis;
    Slot present;  ///< slots that lie in the past when it begins
};

/// What a world begins with.
struct First {
    adapters::Url execution;  ///< where the engine answers
    beacon::Signers background;
    beacon::State state;
    SecretBuffer token;  ///< of the keymanager API
};

class LivingWorld {
  public:
    /// All but the beginning outlive it.
    LivingWorld(const boost::asio::any_io_executor& loop, Ambient& ambient, const Options& options,
                Engine& engine, const Deployment& deployment, const Beginning& beginning,
                First first);

    /// What is done before anybody looks. Errors: of SsvSide::register_operators.
    [[nodiscard]] Task<Result<>> prepare();

    /// Passes the slots that lie in the past. Errors: of the engine and chain.
    [[nodiscard]] Task<Result<>> catch_up(Slot present);

    /// Slot after slot; returns only when everything goes wrong: errors of the engine and chain.
    [[nodiscard]] Task<Result<>> turn_slots();

    /// Returns when somebody wants the end.
    [[nodiscard]] Task<> watch_for_end();

    /// What commands may ask; it must not outlive this.
    [[nodiscard]] Controls controls();
    /// What users ask the execution client.
    [[nodiscard]] Task<adapters::http::Response> answer_execution(adapters::http::Request request);
    [[nodiscard]] beacon_api::BeaconApi& beacon_api() { return beacon_api_; }
    /// The SSV operator API.
    [[nodiscard]] adapters::http::Response answer_ssv(const adapters::http::Request& request);

    /// The keymanager API of the ordinary validator client.
    [[nodiscard]] adapters::http::Response answer_keymanager(adapters::http::Request request);

  private:
    [[nodiscard]] Millis until(UnixMillis when) const;
    [[nodiscard]] Task<Result<>> turn(Slot slot);
    /// What others do when the chain has moved on; their failures are told in the log.
    [[nodiscard]] Task<> let_others_act();
    void tell(Journal& journal, const Result<Acted>& acted);
    void hear(const std::optional<Bytes32>& block, const beacon::HeadChange& change);

    [[nodiscard]] Result<FastForward> forward(std::uint64_t seconds);
    void arrive();

    [[nodiscard]] Task<Result<std::string>> bring(Fault fault);
    [[nodiscard]] Task<Result<std::string>> bring_one(BeaconReorg reorg);
    [[nodiscard]] Task<Result<std::string>> bring_one(BeaconMiss miss);
    [[nodiscard]] Task<Result<std::string>> bring_one(BeaconStall stall);
    [[nodiscard]] Task<Result<std::string>> bring_one(ExecutionTrouble trouble);
    [[nodiscard]] Task<Result<std::string>> bring_one(OperatorTrouble trouble);
    [[nodiscard]] Task<Result<std::string>> bring_one(OperatorRemoval removal);
    [[nodiscard]] Task<Result<std::string>> bring_one(OperatorFee fee);

    /// What the SSV API knows now.
    [[nodiscard]] ssv_api::View ssv_rows();
    [[nodiscard]] Status status();
    void count_validators(Status& status);
    void name_operators(Status& status);
    void name_components(Status& status) const;
    void name_faults(Status& status) const;

    Ambient& ambient_;
    const Options& options_;
    Engine& engine_;
    Clock clock_;
    /// One of each part.
    struct Journals {
        explicit Journals(const Folder& folder)
            : beacon{folder.log("beacon")},
              ssv{folder.log("ssv")},
              keymanager{folder.log("keymanager")},
              oracle{folder.log("oracle")} {}
        Journal beacon;
        Journal ssv;
        Journal keymanager;
        Journal oracle;
    } journals_;
    ExecutionDoor door_;
    ExecutionAccess execution_;
    beacon::Chain chain_;
    Validators validators_;
    SsvSide ssv_;
    PoolSide pool_;
    SsvKeepers keepers_;
    Driver driver_;
    Keymanager keymanager_;
    beacon_api::BeaconApi beacon_api_;
    Slot slot_;
    Epoch settled_;  ///< the finalized one that the oracle has acted on
    Epoch kept_;     ///< in which the keepers have acted
    std::optional<FastForward> forward_;
    UnixMillis began_;  ///< of the fast-forward
    std::uint64_t to_miss_ = 0;
    std::uint64_t missed_ = 0;
    int failures_ = 0;  ///< in a row
    std::uint64_t reorgs_ = 0;
    bool is_stalled_ = false;
    bool is_ending_ = false;
};

}  // namespace stafi::devnet
