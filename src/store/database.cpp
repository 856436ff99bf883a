#include "store/database.hpp"

#include <utility>

#include <fcntl.h>
#include <fmt/format.h>
#include <sqlite3.h>
#include <unistd.h>

#include "base/check.hpp"
#include "base/overloaded.hpp"

namespace stafi::store {
namespace {

Reason reason_of(int code) {
    switch (code & 0xff) {  // the rest tells details
        case SQLITE_FULL:
            return Reason::disk_full;
        case SQLITE_BUSY:
        case SQLITE_LOCKED:
            return Reason::folder_in_use;
        case SQLITE_PERM:
        case SQLITE_READONLY:
        case SQLITE_CANTOPEN:
        case SQLITE_AUTH:
            return Reason::write_denied;
        case SQLITE_CORRUPT:
        case SQLITE_NOTADB:
        case SQLITE_CONSTRAINT:  // what the store checks first
        case SQLITE_MISMATCH:
        case SQLITE_ERROR:
            return Reason::store_damaged;  // another table than ours
        default:
            return Reason::write_failed;
    }
}

int bind(sqlite3_stmt* statement, int at, const Field& content) {
    // What is bound stays where it is until the statement has run.
    return std::visit(
        Overloaded{[&](std::nullptr_t) { return sqlite3_bind_null(statement, at); },
                   [&](std::int64_t number) { return sqlite3_bind_int64(statement, at, number); },
                   [&](const std::string& text) {
                       return sqlite3_bind_text64(statement, at, text.data(), text.size(),
                                                  SQLITE_STATIC, SQLITE_UTF8);
                   },
                   [&](const Bytes& bytes) {
                       // No bytes are not nothing.
                       if (bytes.empty()) return sqlite3_bind_zeroblob(statement, at, 0);
                       return sqlite3_bind_blob64(statement, at, bytes.data(), bytes.size(),
                                                  SQLITE_STATIC);
                   }},
        content);
}

Field column(sqlite3_stmt* statement, int at) {
    switch (sqlite3_column_type(statement, at)) {
        case SQLITE_INTEGER:
            return sqlite3_column_int64(statement, at);
        case SQLITE_TEXT: {
            const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(statement, at));
            return std::string(text, static_cast<std::size_t>(sqlite3_column_bytes(statement, at)));
        }
        case SQLITE_BLOB: {
            const auto* bytes = static_cast<const std::byte*>(sqlite3_column_blob(statement, at));
            return Bytes(bytes, bytes + sqlite3_column_bytes(statement, at));
        }
        default:
            return nullptr;
    }
}

Row row_of(sqlite3_stmt* statement) {
    Row made;
    for (int i = 0; i < sqlite3_column_count(statement); ++i)
        made.push_back(column(statement, i));
    return made;
}

/// Nobody but its owner reads it. SQLite gives its other files the same mode.
Result<> make_private_file(const std::filesystem::path& path) {
    const int fd = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (fd < 0)
        return fail(Reason::write_denied,
                    fmt::format("{}: {}", path.string(), std::generic_category().message(errno)));
    ::close(fd);
    return {};
}

/// Resets a statement whatever happens, so that it holds no lock.
struct Reset {
    sqlite3_stmt* statement;
    explicit Reset(sqlite3_stmt* of) : statement{of} {}
    Reset(const Reset&) = delete;
    Reset& operator=(const Reset&) = delete;
    ~Reset() {
        sqlite3_reset(statement);
        sqlite3_clear_bindings(statement);
    }
};

}  // namespace

Field field(std::uint64_t number) {
    CHECK(std::in_range<std::int64_t>(number));
    return static_cast<std::int64_t>(number);
}
Field field(BytesView bytes) { return Bytes{bytes.begin(), bytes.end()}; }
Field field(std::string_view text) { return std::string{text}; }

void Database::Close::operator()(sqlite3* handle) const { sqlite3_close_v2(handle); }
void Database::Finalize::operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }

Result<Database> Database::open(const DatabaseOptions& options) {
    const bool is_real_file = options.vfs.empty();
    if (is_real_file) TRY_VOID(make_private_file(options.file));
    sqlite3* handle = nullptr;
    const int opened =
        sqlite3_open_v2(options.file.c_str(), &handle, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE,
                        is_real_file ? nullptr : options.vfs.c_str());
    Database made{std::unique_ptr<sqlite3, Close>{handle}};
    if (opened != SQLITE_OK)
        return at(options.file.string(), Result<Database>{tl::unexpected(made.failure(opened))});
    TRY_VOID(at(options.file.string(), made.prepare_file()));
    return made;
}

/// The lock is taken at the first access, and kept. A log instead of a journal: a commit is one
/// sync. FULL: that sync comes before the commit is told.
Result<> Database::prepare_file() {
    for (const std::string_view pragma :
         {"PRAGMA locking_mode = EXCLUSIVE", "PRAGMA journal_mode = WAL",
          "PRAGMA synchronous = FULL", "PRAGMA foreign_keys = ON", "PRAGMA trusted_schema = OFF"})
        TRY_VOID(rows(pragma));
    TRY(const auto checked, rows("PRAGMA quick_check(1)"));
    if (checked != std::vector<Row>{{std::string{"ok"}}})
        return fail(Reason::store_damaged, "SQLite's quick_check fails");
    // A write, so that the lock is taken now and not at the first intent.
    return atomically([] { return Result<>{}; });
}

Error Database::failure(int code) const {
    const char* words = handle_ == nullptr ? sqlite3_errstr(code) : sqlite3_errmsg(handle_.get());
    return fail(reason_of(code), fmt::format("database: {}", words)).value();
}

Result<sqlite3_stmt*> Database::prepared(std::string_view sql) {
    if (const auto found = statements_.find(sql); found != statements_.end())
        return found->second.get();
    sqlite3_stmt* statement = nullptr;
    const int code = sqlite3_prepare_v3(handle_.get(), sql.data(), static_cast<int>(sql.size()),
                                        SQLITE_PREPARE_PERSISTENT, &statement, nullptr);
    if (code != SQLITE_OK) return tl::unexpected(failure(code));
    statements_.emplace(sql, statement);
    return statement;
}

Result<std::vector<Row>> Database::rows(std::string_view sql, const Row& fields) {
    TRY(sqlite3_stmt * statement, prepared(sql));
    const Reset reset{statement};
    for (std::size_t i = 0; i < fields.size(); ++i)
        if (const int code = bind(statement, static_cast<int>(i) + 1, fields[i]); code != SQLITE_OK)
            return tl::unexpected(failure(code));
    std::vector<Row> found;
    int code = SQLITE_ROW;
    while ((code = sqlite3_step(statement)) == SQLITE_ROW)
        found.push_back(row_of(statement));
    if (code != SQLITE_DONE) return tl::unexpected(failure(code));
    return found;
}

Result<std::optional<Row>> Database::row(std::string_view sql, const Row& fields) {
    TRY(auto found, rows(sql, fields));
    CHECK(found.size() <= 1);
    if (found.empty()) return std::nullopt;
    return std::move(found.front());
}

Result<> Database::run(std::string_view sql, const Row& fields) {
    TRY_VOID(rows(sql, fields));
    return {};
}

Result<> Database::script(const std::string& sql) {
    const int code = sqlite3_exec(handle_.get(), sql.c_str(), nullptr, nullptr, nullptr);
    if (code != SQLITE_OK) return tl::unexpected(failure(code));
    return {};
}

Result<> Database::atomically(const std::function<Result<>()>& work) {
    TRY_VOID(run("BEGIN IMMEDIATE"));
    auto done = work();
    if (done) done = run("COMMIT");
    // After some failures SQLite has rolled back by itself.
    if (!done && sqlite3_get_autocommit(handle_.get()) == 0) (void)run("ROLLBACK");
    return done;
}

}  // namespace stafi::store
