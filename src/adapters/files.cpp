#include "adapters/files.hpp"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <system_error>

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

namespace stafi::adapters {
namespace {

namespace fs = std::filesystem;

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

int write_named(const fs::path& path, BytesView content, mode_t mode) {
    std::string draft = folder_of(path) / fmt::format(".{}.tmp-XXXXXX", path.filename().string());
    const Descriptor fd{::mkostemp(draft.data(), O_CLOEXEC)};
    if (!fd.is_open()) return errno;
    int error = complete(fd.number(), content, mode);
    if (error == 0 &&
        ::renameat2(AT_FDCWD, draft.c_str(), AT_FDCWD, path.c_str(), RENAME_NOREPLACE) != 0)
        error = errno;
    if (error != 0) ::unlink(draft.c_str());
    return error;
}

}  // namespace

Result<SecretBuffer> read_file(const fs::path& path, std::size_t size_max) {
    const Descriptor fd{::open(path.c_str(), O_RDONLY | O_CLOEXEC)};
    struct stat about{};
    if (!fd.is_open() || ::fstat(fd.number(), &about) != 0) return read_failure(path, errno);
    if (S_ISDIR(about.st_mode)) return read_failure(path, EISDIR);

    // A pipe does not know its size; one byte more than allowed tells a file that is too large.
    const auto room = S_ISREG(about.st_mode)
                          ? std::min(static_cast<std::size_t>(about.st_size), size_max)
                          : size_max;
    SecretBuffer content{room + 1};
    std::size_t size = 0;
    while (size < content.size()) {
        const ssize_t got =
            ::read(fd.number(), content.span().data() + size, content.size() - size);
        if (got < 0 && errno == EINTR) return fail(Reason::interrupted, path.string());
        if (got < 0) return read_failure(path, errno);
        if (got == 0) break;
        size += static_cast<std::size_t>(got);
    }
    if (size > room)
        return fail(Reason::file_too_large,
                    fmt::format("{}: more than {} bytes", path.string(), room));
    content.shrink(size);
    return content;
}

Result<> write_new_file(const fs::path& path, BytesView content, WriteOptions options) {
    int error = EOPNOTSUPP;
    if (options.draft == Draft::unnamed) error = write_unnamed(path, content, options.mode);
    if (error == EOPNOTSUPP) error = write_named(path, content, options.mode);
    if (error != 0) return write_failure(path, error);
    if (error = sync_folder(folder_of(path)); error != 0) {
        ::unlink(path.c_str());
        return write_failure(path, error);
    }
    return {};
}

Result<> make_folder(const fs::path& path) {
    std::error_code ignored;
    if (path.empty() || fs::is_directory(path, ignored)) return {};
    TRY_VOID(make_folder(path.parent_path()));
    if (::mkdir(path.c_str(), S_IRWXU) == 0 || fs::is_directory(path, ignored)) return {};
    return write_failure(path, errno);
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
