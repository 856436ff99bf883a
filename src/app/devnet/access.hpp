#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "app/cli/command.hpp"
#include "app/cli/console.hpp"
#include "app/cli/report.hpp"
#include "devnet/world/status.hpp"
#include "ports/ambient.hpp"

// A command's way to a devnet that runs in the background.

namespace stafi::app {

/// --folder, of all commands but `devnet up`.
[[nodiscard]] Option devnet_folder_option();

class DevnetAccess {
  public:
    /// The devnet of --folder. Errors: devnet_missing; those of Folder::read_state.
    [[nodiscard]] static Result<DevnetAccess> find(const Call& call);

    /// Errors: devnet_missing when it has ended, with why; those of http::Client.
    [[nodiscard]] Result<devnet::Status> status() const;
    /// POST to its controls; what it answers. Errors: its own too.
    [[nodiscard]] Result<std::string> order(std::string_view path, std::string body) const;
    /// POST without a body to those that tell whether anything changed. Errors: as above.
    [[nodiscard]] Result<bool> change(std::string_view path) const;
    /// It has ended, and nothing of it runs any more.
    [[nodiscard]] bool is_gone() const;

    [[nodiscard]] const std::filesystem::path& folder() const { return folder_; }
    [[nodiscard]] const devnet::StateFile& state() const { return state_; }

  private:
    DevnetAccess(std::filesystem::path folder, devnet::StateFile state)
        : folder_{std::move(folder)}, state_{std::move(state)} {}
    [[nodiscard]] Result<std::string> ask(std::string_view method, std::string_view path,
                                          std::string body) const;
    /// For one that is gone.
    [[nodiscard]] Error how_it_ended() const;

    std::filesystem::path folder_;
    devnet::StateFile state_;
};

/// Until then, or until a signal comes.
void pause(Millis duration);

/// A status for people and scripts.
[[nodiscard]] Report report_of(const devnet::Status& status);

}  // namespace stafi::app
