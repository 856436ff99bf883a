#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include <sys/types.h>

#include "base/bytes.hpp"
#include "base/result.hpp"
#include "base/secret.hpp"

// Files as this program wants them: bounded when read; when written, complete or absent.

namespace stafi::adapters {

/// The whole file, or whatever a pipe yields. Always in wiped memory: many files here are secret
/// and none is large.
/// Errors: file_missing, file_unreadable, file_too_large (more than `size_max` bytes).
[[nodiscard]] Result<SecretBuffer> read_file(const std::filesystem::path& path,
                                             std::size_t size_max);

/// How `write_new_file` keeps an unfinished file out of sight. Where the file system cannot do one,
/// the next is used.
enum class Draft : std::uint8_t {
    unnamed,  ///< O_TMPFILE: gone by itself, even after `kill -9` or a power cut
    named,    ///< `.name.tmp-XXXXXX`, renamed in the end (USB sticks)
    linked,   ///< the same, but linked to its name, as no rename spares an existing target (NFS)
};

struct WriteOptions {
    mode_t mode = 0600;
    Draft draft = Draft::unnamed;  ///< the first to try
};

/// Creates `path` with `content`, durably: the file and its folder are synced when this returns.
/// An existing target is never touched; after an error the folder is as it was.
/// Errors: file_exists, file_missing (no such folder), disk_full, write_failed.
[[nodiscard]] Result<> write_new_file(const std::filesystem::path& path, BytesView content,
                                      WriteOptions options = {});

/// A new file could be made at `path` right now. Errors: file_exists, file_missing, write_failed.
[[nodiscard]] Result<> check_new_file(const std::filesystem::path& path);

/// The folder that a run writes to, for this run alone until it dies, however the process ends.
/// The lock is on the folder itself, whatever path leads there: there is no lock file. File systems
/// that cannot lock folders (NFS) are used without.
class OutputFolder {
  public:
    /// Makes the folder and its missing parents, with mode 0700, and locks it.
    /// Errors: folder_in_use when another run has it; file_exists, disk_full, write_failed, also
    ///         when no file could be written there.
    [[nodiscard]] static Result<OutputFolder> claim(const std::filesystem::path& path);

    OutputFolder(OutputFolder&& other) noexcept
        : path_{std::move(other.path_)},
          made_{std::move(other.made_)},
          fd_{std::exchange(other.fd_, -1)} {}
    OutputFolder& operator=(OutputFolder&&) = delete;
    OutputFolder(const OutputFolder&) = delete;
    OutputFolder& operator=(const OutputFolder&) = delete;
    /// Folders that it made, parents too, are removed if they stayed empty.
    ~OutputFolder();

    [[nodiscard]] const std::filesystem::path& path() const { return path_; }

  private:
    OutputFolder(std::filesystem::path path, std::vector<std::filesystem::path> made, int fd)
        : path_{std::move(path)}, made_{std::move(made)}, fd_{fd} {}

    std::filesystem::path path_;
    std::vector<std::filesystem::path> made_;  ///< outer ones first
    int fd_;                                   ///< -1 when it moved away
};

/// Plain files in `folder`, not below it, in the order of their names; drafts are left out.
/// Errors: file_missing, file_unreadable.
[[nodiscard]] Result<std::vector<std::filesystem::path>> files_in(
    const std::filesystem::path& folder);

}  // namespace stafi::adapters
