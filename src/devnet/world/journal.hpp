#pragma once

#include <cstdio>
#include <filesystem>
#include <memory>
#include <string_view>

namespace stafi::devnet {

/// What a part of a devnet has to tell, a line each with the time in front.
class Journal {
  public:
    /// Appends to `path`; a file that cannot be opened takes nothing.
    explicit Journal(const std::filesystem::path& path);

    void say(std::string_view line);

  private:
    struct Close {
        void operator()(std::FILE* file) const { std::fclose(file); }
    };
    std::unique_ptr<std::FILE, Close> file_;
};

}  // namespace stafi::devnet
