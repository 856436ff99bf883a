#pragma once

#include <memory>
#include <string_view>

#include "ports/store.hpp"
#include "store/database.hpp"

namespace stafi::store {

inline constexpr std::string_view kDatabaseFile = "stafi-router.sqlite";  ///< of a data folder

/// The store in one file.
class SqliteStore final : public Store {
  public:
    /// Errors: as of Database::open and migrate.
    [[nodiscard]] static Result<std::unique_ptr<SqliteStore>> open(const DatabaseOptions& options);

    Result<> adopt_account(Address account, AccountNonce next) override;
    Result<std::optional<NonceQueue>> nonce_queue(Address account) override;
    Result<tx::Purpose> next_purpose(tx::Kind kind, std::vector<tx::Subject> subjects) override;
    Result<> record(const tx::Intent& intent) override;
    Result<> record_attempt(tx::IntentId id, const tx::Attempt& attempt) override;
    Result<> record_mined(tx::IntentId id, std::optional<tx::Mined> mined) override;
    Result<std::vector<tx::Intent>> open_intents() override;
    Result<std::vector<tx::Intent>> latest_intents(std::size_t count_max) override;
    Result<KeyIndex> next_key_index() override;
    Result<> record_keys(const std::vector<KeyRecord>& keys) override;
    Result<std::vector<KeyRecord>> key_records(KeyIndex first, std::size_t count_max) override;

  private:
    explicit SqliteStore(Database database) : database_{std::move(database)} {}
    [[nodiscard]] Result<std::uint64_t> recorded(const tx::Purpose& first);
    [[nodiscard]] Result<> check_subjects(const tx::Purpose& purpose);
    [[nodiscard]] Result<> check_nonce(const tx::Intent& intent);
    [[nodiscard]] Result<> insert(const tx::Intent& intent);
    [[nodiscard]] Result<> insert_attempt(std::int64_t number, const tx::Attempt& attempt);
    [[nodiscard]] Result<std::int64_t> number_of(const tx::IntentId& id);
    [[nodiscard]] Result<> wait_again(std::int64_t number);
    [[nodiscard]] Result<std::vector<tx::Intent>> intents(const std::vector<Row>& rows);

    Database database_;
};

}  // namespace stafi::store
