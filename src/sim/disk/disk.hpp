#pragma once

#include <cstdint>
#include <memory>
#include <random>
#include <string>

namespace stafi::sim {

/// A disk in memory, as a file system of SQLite, that keeps after a crash what a real one keeps:
/// all that was synced, and of the rest some writes, whole or torn, in any order.
class Disk {
  public:
    explicit Disk(std::mt19937_64& chance);
    Disk(const Disk&) = delete;
    Disk& operator=(const Disk&) = delete;
    ~Disk();

    /// What SQLite knows it by.
    [[nodiscard]] const std::string& name() const;

    /// Every access fails from the `count`th sync on, which still happens itself if `includes_it`:
    /// the machine is going down, and the process may not have noticed. 0 for now.
    void die_at_sync(std::uint64_t count, bool includes_it);
    [[nodiscard]] bool is_dead() const;
    /// The machine is up again: all files must be closed.
    void restart();

    [[nodiscard]] std::uint64_t syncs() const;

    struct Files;  ///< only disk.cpp looks into it

  private:
    std::unique_ptr<Files> files_;
};

}  // namespace stafi::sim
