#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
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

/// How `write_new_file` keeps an unfinished file out of sight.
enum class Draft : std::uint8_t {
    unnamed,  ///< O_TMPFILE: gone by itself, even after `kill -9` or a power cut
    named,    ///< `.name.tmp-<pid>`: where the file system knows no unnamed files (USB sticks)
};

struct WriteOptions {
    mode_t mode = 0600;
    Draft draft = Draft::unnamed;  ///< `unnamed` falls back to `named` by itself
};

/// Creates `path` with `content`, durably: the file and its folder are synced when this returns.
/// An existing target is never touched; after an error the folder is as it was.
/// Errors: file_exists, file_missing (no such folder), disk_full, write_failed.
[[nodiscard]] Result<> write_new_file(const std::filesystem::path& path, BytesView content,
                                      WriteOptions options = {});

/// Makes the folder and its missing parents, with mode 0700. Errors: disk_full, write_failed.
[[nodiscard]] Result<> make_folder(const std::filesystem::path& path);

/// Plain files in `folder`, not below it, in the order of their names; drafts are left out.
/// Errors: file_missing, file_unreadable.
[[nodiscard]] Result<std::vector<std::filesystem::path>> files_in(
    const std::filesystem::path& folder);

}  // namespace stafi::adapters
