#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/bytes.hpp"
#include "base/result.hpp"

// SQLite, as the store wants it: one process, every commit on the disk before it is told, and every
// failure a value. database.cpp is the one file that knows it.

struct sqlite3;
struct sqlite3_stmt;

namespace stafi::store {

/// What stands in a column. Numbers of 256 bits are 32 bytes, big-endian, which sort as they
/// should.
using Field = std::variant<std::nullptr_t, std::int64_t, std::string, Bytes>;
using Row = std::vector<Field>;

[[nodiscard]] Field field(std::uint64_t number);  ///< CHECKs that it is below 2^63
[[nodiscard]] Field field(BytesView bytes);
[[nodiscard]] Field field(std::string_view text);

struct DatabaseOptions {
    std::filesystem::path file;
    std::string vfs = {};  ///< SQLite's name of a file system; empty for the machine's own
};

/// Errors of all calls: disk_full; store_damaged when the file is no database of ours, or fails its
/// checks; write_failed for anything else of the disk. After an error nothing has changed.
class Database {
  public:
    /// Makes the file, with mode 0600, when there is none. Nobody else can open it until this
    /// process ends, however it ends.
    /// Errors: also folder_in_use, write_denied.
    [[nodiscard]] static Result<Database> open(const DatabaseOptions& options);

    /// One statement, whose text is a constant of the program, and what stands for its `?`.
    [[nodiscard]] Result<> run(std::string_view sql, const Row& fields = {});
    /// Several statements, parted by semicolons.
    [[nodiscard]] Result<> script(const std::string& sql);
    /// Every row that it finds.
    [[nodiscard]] Result<std::vector<Row>> rows(std::string_view sql, const Row& fields = {});
    /// The only one, or none.
    [[nodiscard]] Result<std::optional<Row>> row(std::string_view sql, const Row& fields = {});

    /// All that `work` does, or nothing of it: also when it fails itself.
    [[nodiscard]] Result<> atomically(const std::function<Result<>()>& work);

  private:
    struct Close {
        void operator()(sqlite3* handle) const;
    };
    struct Finalize {
        void operator()(sqlite3_stmt* statement) const;
    };
    using Statement = std::unique_ptr<sqlite3_stmt, Finalize>;

    explicit Database(std::unique_ptr<sqlite3, Close> handle) : handle_{std::move(handle)} {}
    [[nodiscard]] Result<sqlite3_stmt*> prepared(std::string_view sql);
    [[nodiscard]] Result<> prepare_file();
    [[nodiscard]] Error failure(int code) const;

    std::unique_ptr<sqlite3, Close> handle_;
    std::map<std::string_view, Statement> statements_;
};

}  // namespace stafi::store
