#include "sim/disk/disk.hpp"

#include <algorithm>
#include <cstring>
#include <map>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <sqlite3.h>

#include "base/bytes.hpp"
#include "base/check.hpp"

namespace stafi::sim {
namespace {

constexpr std::size_t kSector = 512;

/// Bytes that were written, or the end of the file that was moved.
struct Change {
    std::size_t offset;
    Bytes bytes;
    bool is_truncation = false;
};

void change_content(Bytes& content, const Change& change) {
    if (change.is_truncation) {
        content.resize(change.offset);
        return;
    }
    content.resize(std::max(content.size(), change.offset + change.bytes.size()));
    std::ranges::copy(change.bytes, content.begin() + static_cast<std::ptrdiff_t>(change.offset));
}

struct File {
    Bytes content;  ///< as the process sees it
    Bytes synced;   ///< as a crash leaves it
    std::vector<Change> unsynced;

    void change(Change change) {
        change_content(content, change);
        unsynced.push_back(std::move(change));
    }
    void sync() {
        synced = content;
        unsynced.clear();
    }
};

}  // namespace

struct Disk::Files {
    std::mt19937_64& chance;
    std::string name;
    sqlite3_vfs vfs{};
    std::map<std::string, File> files;
    std::uint64_t syncs = 0;
    std::uint64_t dies_at = ~std::uint64_t{0};
    bool dies_after_sync = false;
    bool is_dead = false;

    explicit Files(std::mt19937_64& source) : chance{source} {}

    /// Whether this sync happens.
    bool sync() {
        if (is_dead) return false;
        is_dead = ++syncs >= dies_at;
        return !is_dead || dies_after_sync;
    }
    void lose_unsynced() {
        for (auto& [path, file] : files) {
            for (Change& change : file.unsynced) {
                const auto fate = chance() % 8;
                if (fate < 3) continue;
                if (fate == 3)
                    change.bytes.resize(chance() % (change.bytes.size() / kSector + 1) * kSector);
                change_content(file.synced, change);
            }
            file.unsynced.clear();
            file.content = file.synced;
        }
    }
};

namespace {

/// What SQLite holds of an open file.
struct Handle {
    sqlite3_file base;
    Disk::Files* disk;
    File* file;
    std::string* temporary;  ///< the name of a file that goes when it is closed, or null
};

Handle& of(sqlite3_file* file) { return *reinterpret_cast<Handle*>(file); }
Disk::Files& of(sqlite3_vfs* vfs) { return *static_cast<Disk::Files*>(vfs->pAppData); }

int close(sqlite3_file* file) {
    Handle& handle = of(file);
    if (handle.temporary != nullptr) handle.disk->files.erase(*handle.temporary);
    delete handle.temporary;
    return SQLITE_OK;
}

int read(sqlite3_file* file, void* to, int amount, sqlite3_int64 offset) {
    const Handle& handle = of(file);
    if (handle.disk->is_dead) return SQLITE_IOERR_READ;
    const Bytes& content = handle.file->content;
    const auto wanted = static_cast<std::size_t>(amount);
    const auto begin = std::min(static_cast<std::size_t>(offset), content.size());
    const std::size_t found = std::min(wanted, content.size() - begin);
    if (found > 0) std::memcpy(to, content.data() + begin, found);
    std::memset(static_cast<char*>(to) + found, 0, wanted - found);
    return found == wanted ? SQLITE_OK : SQLITE_IOERR_SHORT_READ;
}

int write(sqlite3_file* file, const void* from, int amount, sqlite3_int64 offset) {
    const Handle& handle = of(file);
    if (handle.disk->is_dead) return SQLITE_IOERR_WRITE;
    const auto* const begin = static_cast<const std::byte*>(from);
    handle.file->change(
        {.offset = static_cast<std::size_t>(offset), .bytes = Bytes(begin, begin + amount)});
    return SQLITE_OK;
}

int truncate(sqlite3_file* file, sqlite3_int64 size) {
    const Handle& handle = of(file);
    if (handle.disk->is_dead) return SQLITE_IOERR_TRUNCATE;
    handle.file->change(
        {.offset = static_cast<std::size_t>(size), .bytes = {}, .is_truncation = true});
    return SQLITE_OK;
}

int sync(sqlite3_file* file, int) {
    const Handle& handle = of(file);
    if (handle.disk->sync()) handle.file->sync();
    return handle.disk->is_dead ? SQLITE_IOERR_FSYNC : SQLITE_OK;
}

int file_size(sqlite3_file* file, sqlite3_int64* size) {
    *size = static_cast<sqlite3_int64>(of(file).file->content.size());
    return SQLITE_OK;
}

// One process, which takes every lock for itself.
int lock(sqlite3_file*, int) { return SQLITE_OK; }
int check_lock(sqlite3_file*, int* is_locked) {
    *is_locked = 0;
    return SQLITE_OK;
}
int control(sqlite3_file*, int, void*) { return SQLITE_NOTFOUND; }
int sector(sqlite3_file*) { return static_cast<int>(kSector); }
int characteristics(sqlite3_file*) { return 0; }

const sqlite3_io_methods kMethods{.iVersion = 1,
                                  .xClose = close,
                                  .xRead = read,
                                  .xWrite = write,
                                  .xTruncate = truncate,
                                  .xSync = sync,
                                  .xFileSize = file_size,
                                  .xLock = lock,
                                  .xUnlock = lock,
                                  .xCheckReservedLock = check_lock,
                                  .xFileControl = control,
                                  .xSectorSize = sector,
                                  .xDeviceCharacteristics = characteristics,
                                  .xShmMap = nullptr,
                                  .xShmLock = nullptr,
                                  .xShmBarrier = nullptr,
                                  .xShmUnmap = nullptr,
                                  .xFetch = nullptr,
                                  .xUnfetch = nullptr};

int open(sqlite3_vfs* vfs, const char* path, sqlite3_file* file, int flags, int* out_flags) {
    Disk::Files& disk = of(vfs);
    file->pMethods = nullptr;
    if (disk.is_dead) return SQLITE_CANTOPEN;
    const std::string name =
        path != nullptr ? path : fmt::format("temporary-{}", disk.files.size());
    if ((flags & SQLITE_OPEN_CREATE) == 0 && !disk.files.contains(name)) return SQLITE_CANTOPEN;
    Handle& handle = of(file);
    handle.disk = &disk;
    handle.file = &disk.files[name];
    handle.temporary = (flags & SQLITE_OPEN_DELETEONCLOSE) != 0 ? new std::string{name} : nullptr;
    handle.base.pMethods = &kMethods;
    if (out_flags != nullptr) *out_flags = flags;
    return SQLITE_OK;
}

int remove(sqlite3_vfs* vfs, const char* path, int) {
    if (of(vfs).is_dead) return SQLITE_IOERR_DELETE;
    of(vfs).files.erase(path);
    return SQLITE_OK;
}

int access(sqlite3_vfs* vfs, const char* path, int, int* is_there) {
    *is_there = of(vfs).files.contains(path) ? 1 : 0;
    return SQLITE_OK;
}

int full_path(sqlite3_vfs*, const char* path, int size, char* to) {
    sqlite3_snprintf(size, to, "%s", path);
    return SQLITE_OK;
}

int randomness(sqlite3_vfs* vfs, int size, char* to) {
    for (int i = 0; i < size; ++i)
        to[i] = static_cast<char>(of(vfs).chance());
    return size;
}

int sleep(sqlite3_vfs*, int microseconds) { return microseconds; }
int current_time(sqlite3_vfs*, double* days) {
    *days = 2'460'000.5;  // no table of ours asks the database for the time
    return SQLITE_OK;
}

}  // namespace

Disk::Disk(std::mt19937_64& chance) : files_{std::make_unique<Files>(chance)} {
    static std::uint64_t count = 0;
    files_->name = fmt::format("stafi-disk-{}", count++);
    sqlite3_vfs& vfs = files_->vfs;
    vfs.iVersion = 1;
    vfs.szOsFile = sizeof(Handle);
    vfs.mxPathname = 512;
    vfs.zName = files_->name.c_str();
    vfs.pAppData = files_.get();
    vfs.xOpen = sim::open;
    vfs.xDelete = sim::remove;
    vfs.xAccess = sim::access;
    vfs.xFullPathname = full_path;
    vfs.xRandomness = randomness;
    vfs.xSleep = sim::sleep;
    vfs.xCurrentTime = current_time;
    CHECK(sqlite3_vfs_register(&vfs, 0) == SQLITE_OK);
}

Disk::~Disk() { sqlite3_vfs_unregister(&files_->vfs); }

const std::string& Disk::name() const { return files_->name; }
bool Disk::is_dead() const { return files_->is_dead; }
std::uint64_t Disk::syncs() const { return files_->syncs; }

void Disk::die_at_sync(std::uint64_t count, bool includes_it) {
    files_->dies_at = count;
    files_->dies_after_sync = includes_it;
    if (count == 0) files_->is_dead = true;
}

void Disk::restart() {
    files_->lose_unsynced();
    files_->dies_at = ~std::uint64_t{0};
    files_->is_dead = false;
}

}  // namespace stafi::sim
