#include "adapters/files.hpp"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <system_error>
#include <utility>

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

namespace stafi::adapters {
namespace {

namespace fs = std::filesystem;

constexpr off_t kReadAtLeast = 4096;  ///< room for files that do not tell their size
constexpr int kClaimsTried = 100;     ///< a folder vanishes when the run that made it gives up

/// An open file, closed when it dies.
class Descriptor {
  public:
    explicit Descriptor(int fd) : fd_{fd} {}
    Descriptor(Descriptor&& other) noexcept : fd_{std::exchange(other.fd_, -1)} {}
    Descriptor& operator=(Descriptor&&) = delete;
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    ~Descriptor() {
        if (fd_ >= 0) ::close(fd_);
    }
    [[nodiscard]] bool is_open() const { return fd_ >= 0; }
    [[nodiscard]] int number() const { return fd_; }
    /// Closing it is the caller's from here on.
    [[nodiscard]] int release() { return std::exchange(fd_, -1); }

  private:
    int fd_;
};

std::string system_text(int error) {
    return std::error_code{error, std::generic_category()}.message();
}

auto read_failure(const fs::path& path, int error) {
    const Reason reason =
        error == ENOENT || error == ENOTDIR ? Reason::file_missing : Reason::file_unreadable;
    return fail(reason, fmt::format("{}: {}", path.string(), system_text(error)));
}

auto write_failure(const fs::path& path, int error) {
    Reason reason = Reason::write_failed;
    if (error == EEXIST) reason = Reason::file_exists;
    if (error == ENOENT || error == ENOTDIR) reason = Reason::file_missing;
    if (error == EACCES || error == EPERM || error == EROFS) reason = Reason::write_denied;
    // No room is no room, whoever set the limit: the disk, a quota or `ulimit -f`.
    if (error == ENOSPC || error == EDQUOT || error == EFBIG) reason = Reason::disk_full;
    return fail(reason, fmt::format("{}: {}", path.string(), system_text(error)));
}

fs::path folder_of(const fs::path& path) {
    return path.has_parent_path() ? path.parent_path() : fs::path{"."};
}

/// 0, or the `errno` of the write that failed.
int write_all(int fd, BytesView content) {
    while (!content.empty()) {
        const ssize_t written = ::write(fd, content.data(), content.size());
        if (written < 0 && errno == EINTR) continue;
        if (written < 0) return errno;
        content = content.subspan(static_cast<std::size_t>(written));
    }
    return 0;
}

/// Content, mode and fsync: everything but the name. 0 or `errno`.
int complete(int fd, BytesView content, mode_t mode) {
    if (const int error = write_all(fd, content)) return error;
    if (::fchmod(fd, mode) != 0 || ::fsync(fd) != 0) return errno;
    return 0;
}

int sync_folder(const fs::path& folder) {
    const Descriptor fd{::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)};
    if (!fd.is_open()) return errno;
    // Some file systems cannot sync a folder and say EINVAL: nothing more can be done there.
    return ::fsync(fd.number()) == 0 || errno == EINVAL ? 0 : errno;
}

/// EOPNOTSUPP when unnamed files cannot be had here, so that the caller can do otherwise.
int write_unnamed(const fs::path& path, BytesView content, mode_t mode) {
    const Descriptor fd{
        ::open(folder_of(path).c_str(), O_TMPFILE | O_WRONLY | O_CLOEXEC, S_IRUSR | S_IWUSR)};
    if (!fd.is_open()) return errno == EISDIR || errno == EINVAL ? EOPNOTSUPP : errno;
    if (const int error = complete(fd.number(), content, mode)) return error;
    const std::string self = fmt::format("/proc/self/fd/{}", fd.number());
    if (::linkat(AT_FDCWD, self.c_str(), AT_FDCWD, path.c_str(), AT_SYMLINK_FOLLOW) == 0) return 0;
    // ENOENT here means no /proc: the folder exists, as the draft could be opened in it.
    return errno == ENOENT ? EOPNOTSUPP : errno;
}

/// Gives the draft its name, unless the name is taken. EINVAL when renames cannot spare a target.
int rename_draft(const std::string& draft, const fs::path& path) {
    return ::renameat2(AT_FDCWD, draft.c_str(), AT_FDCWD, path.c_str(), RENAME_NOREPLACE) == 0
               ? 0
               : errno;
}

/// The same in two steps: a link never replaces anything either.
int link_draft(const std::string& draft, const fs::path& path) {
    if (::link(draft.c_str(), path.c_str()) != 0) return errno;
    ::unlink(draft.c_str());
    return 0;
}

int write_named(const fs::path& path, BytesView content, const WriteOptions& options) {
    std::string draft = folder_of(path) / fmt::format(".{}.tmp-XXXXXX", path.filename().string());
    const Descriptor fd{::mkostemp(draft.data(), O_CLOEXEC)};
    if (!fd.is_open()) return errno;
    int error = complete(fd.number(), content, options.mode);
    if (error == 0) {
        error = options.draft == Draft::linked ? EINVAL : rename_draft(draft, path);
        if (error == EINVAL) error = link_draft(draft, path);
    }
    if (error != 0) ::unlink(draft.c_str());
    return error;
}

/// The same bytes with twice the room; the smaller copy is wiped with its buffer.
SecretBuffer roomier(const SecretBuffer& full, std::size_t room_max) {
    SecretBuffer larger{std::min(2 * full.size(), room_max)};
    std::ranges::copy(full.view(), larger.span().begin());
    return larger;
}

/// The path without what could lead astray. "out/" names no last part, so it would seem to be there
/// once its parents are made. And x of "x/../y" would be made, stay empty and be removed again: the
/// path would lead nowhere. Links that are there are followed before "..", as the system does.
fs::path without_detours(const fs::path& given) {
    fs::path path = given;
    std::error_code unknown;
    if (std::ranges::find(given, "..") != given.end())
        if (fs::path straight = fs::weakly_canonical(given, unknown); !unknown) path = straight;
    return path.has_filename() ? path : path.parent_path();
}

/// Makes the folder and what is missing above it, and adds to `made` what it made, outer ones
/// first. 0 or `errno`; EEXIST when a folder is there.
int make_folder(const fs::path& path, std::vector<fs::path>& made) {
    std::error_code ignored;
    if (fs::is_directory(path, ignored)) return EEXIST;
    const int above = make_folder(folder_of(path), made);
    if (above != 0 && above != EEXIST) return above;
    if (::mkdir(path.c_str(), S_IRWXU) != 0) return errno;
    made.push_back(path);
    return 0;
}

/// Removes the folders again, inner ones first, but none that anything is in.
void remove_empty(const std::vector<fs::path>& made) {
    for (auto folder = made.rbegin(); folder != made.rend(); ++folder)
        ::rmdir(folder->c_str());
}

/// Takes the folder for this run. 0 or `errno`; EWOULDBLOCK when another run has it.
int lock(int fd) {
    while (::flock(fd, LOCK_EX | LOCK_NB) != 0)
        if (errno != EINTR) return errno;
    return 0;
}

/// Else `errno` says why not.
bool may_write_in(const fs::path& folder) {
    return ::faccessat(AT_FDCWD, folder.c_str(), W_OK | X_OK, AT_EACCESS) == 0;
}

/// The path still leads to the open folder: nobody removed it meanwhile.
bool leads_to(const fs::path& path, int fd) {
    struct stat open{};
    struct stat there{};
    return ::fstat(fd, &open) == 0 && ::stat(path.c_str(), &there) == 0 &&
           open.st_dev == there.st_dev && open.st_ino == there.st_ino;
}

/// The folder, open and locked; `made` are those that had to be made for it.
Result<Descriptor> lock_folder(const fs::path& path, std::vector<fs::path>& made) {
    for (int tries = 0; tries < kClaimsTried; ++tries) {
        const int making = make_folder(path, made);
        // Another run took its empty folders away, those above ours among them.
        if (making == ENOENT && tries + 1 < kClaimsTried) continue;
        if (making != 0 && making != EEXIST) return write_failure(path, making);
        Descriptor fd{::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)};
        if (!fd.is_open() && errno == ENOENT) continue;
        if (!fd.is_open()) return write_failure(path, errno == ENOTDIR ? EEXIST : errno);
        const int locking = lock(fd.number());
        if (locking == EWOULDBLOCK) {
            made.clear();  // the other run's by now
            return fail(Reason::folder_in_use,
                        fmt::format("{}: another run is writing to this folder", path.string()));
        }
        // As on some network disks: without a lock, two runs could write for the same keys.
        if (locking != 0)
            return fail(Reason::write_denied, fmt::format("{}: cannot be locked: {}", path.string(),
                                                          system_text(locking)));
        if (!leads_to(path, fd.number())) continue;
        if (may_write_in(path)) return fd;
        return write_failure(path, errno);
    }
    return write_failure(path, EEXIST);  // as a link that leads nowhere
}

}  // namespace

Result<SecretBuffer> read_file(const fs::path& path, std::size_t size_max) {
    const Descriptor fd{::open(path.c_str(), O_RDONLY | O_CLOEXEC)};
    struct stat about{};
    // A pipe that nobody opened for writing yet: waiting on would make Ctrl-C useless.
    if (!fd.is_open() && errno == EINTR) return fail(Reason::interrupted, path.string());
    if (!fd.is_open() || ::fstat(fd.number(), &about) != 0) return read_failure(path, errno);
    if (S_ISDIR(about.st_mode))
        return fail(Reason::file_unreadable,
                    fmt::format("{}: is a folder; a file is expected", path.string()));

    // The size is a guess: pipes and /proc tell none, and a file may grow while it is read. One
    // byte more than allowed tells a file that is too large.
    const auto told = static_cast<std::size_t>(std::max<off_t>(about.st_size, kReadAtLeast));
    SecretBuffer content{std::min(told, size_max) + 1};
    std::size_t size = 0;
    while (true) {
        const ssize_t got =
            ::read(fd.number(), content.span().data() + size, content.size() - size);
        if (got < 0 && errno == EINTR) return fail(Reason::interrupted, path.string());
        if (got < 0) return read_failure(path, errno);
        if (got == 0) break;
        size += static_cast<std::size_t>(got);
        if (size > size_max)
            return fail(Reason::file_too_large,
                        fmt::format("{}: more than {} bytes", path.string(), size_max));
        if (size == content.size()) content = roomier(content, size_max + 1);
    }
    content.shrink(size);
    return content;
}

Result<> write_new_file(const fs::path& path, BytesView content, WriteOptions options) {
    int error = EOPNOTSUPP;
    if (options.draft == Draft::unnamed) error = write_unnamed(path, content, options.mode);
    if (error == EOPNOTSUPP) error = write_named(path, content, options);
    if (error != 0) return write_failure(path, error);
    if (error = sync_folder(folder_of(path)); error != 0) {
        ::unlink(path.c_str());
        return write_failure(path, error);
    }
    return {};
}

Result<> check_new_file(const fs::path& path) {
    struct stat there{};
    if (::lstat(path.c_str(), &there) == 0) return write_failure(path, EEXIST);
    if (!may_write_in(folder_of(path))) return write_failure(path, errno);
    return {};
}

Result<OutputFolder> OutputFolder::claim(const fs::path& given) {
    const fs::path path = without_detours(given);
    std::vector<fs::path> made;
    auto folder = lock_folder(path, made);
    if (folder) return OutputFolder{path, std::move(made), folder->release()};
    remove_empty(made);
    return tl::unexpected(std::move(folder).error());
}

OutputFolder::~OutputFolder() {
    if (fd_ < 0) return;
    remove_empty(made_);
    ::close(fd_);
}

Result<std::vector<fs::path>> files_in(const fs::path& folder) {
    std::error_code error;
    std::vector<fs::path> files;
    for (fs::directory_iterator at{folder, error}; !error && at != fs::directory_iterator{};
         at.increment(error)) {
        const std::string name = at->path().filename().string();
        const bool is_draft = name.starts_with('.') && name.find(".tmp-") != std::string::npos;
        std::error_code ignored;
        if (!is_draft && at->is_regular_file(ignored)) files.push_back(at->path());
    }
    if (error) return read_failure(folder, error.value());
    std::ranges::sort(files);
    return files;
}

}  // namespace stafi::adapters
