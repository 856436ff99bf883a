#pragma once

#include <optional>
#include <utility>

#include "ports/store.hpp"
#include "sim/world/world.hpp"

namespace stafi::sim {

/// The store, or one with a bug: it tells that an intent is recorded, and records it when it is
/// asked for something else, as a program would that sends first.
class PlantedStore final : public Store {
  public:
    PlantedStore(Store& real, PlantedBug bug) : real_{real}, bug_{bug} {}

    Result<> adopt_account(Address account, AccountNonce next) override {
        return honest().adopt_account(account, next);
    }
    Result<std::optional<NonceQueue>> nonce_queue(Address account) override {
        return honest().nonce_queue(account);
    }
    Result<tx::Purpose> next_purpose(tx::Kind kind, std::vector<tx::Subject> subjects) override {
        return honest().next_purpose(kind, std::move(subjects));
    }
    Result<> record(const tx::Intent& intent) override {
        if (bug_ != PlantedBug::sends_before_it_records) return real_.record(intent);
        (void)honest();
        late_ = intent;
        return {};
    }
    Result<> record_attempt(tx::IntentId id, const tx::Attempt& attempt) override {
        return honest().record_attempt(id, attempt);
    }
    Result<> record_mined(tx::IntentId id, std::optional<tx::Mined> mined) override {
        return honest().record_mined(id, mined);
    }
    Result<std::vector<tx::Intent>> open_intents() override { return honest().open_intents(); }
    Result<std::vector<tx::Intent>> latest_intents(std::size_t count_max) override {
        return honest().latest_intents(count_max);
    }
    Result<KeyIndex> next_key_index() override { return honest().next_key_index(); }
    Result<> record_keys(const std::vector<KeyRecord>& keys) override {
        return honest().record_keys(keys);
    }
    Result<std::vector<KeyRecord>> key_records(KeyIndex first, std::size_t count_max) override {
        return honest().key_records(first, count_max);
    }

  private:
    Store& honest() {
        if (const auto intent = std::exchange(late_, std::nullopt)) (void)real_.record(*intent);
        return real_;
    }

    Store& real_;
    PlantedBug bug_;
    std::optional<tx::Intent> late_;
};

}  // namespace stafi::sim
