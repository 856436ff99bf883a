#pragma once

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <functional>
#include <iterator>
#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <unistd.h>

#include "app/run.hpp"

// The whole program, run in the test's process, in a folder of its own.

namespace stafi::test {

/// A stream into memory.
class Capture {
  public:
    Capture() : file_{::open_memstream(&text_, &size_)} {}
    Capture(const Capture&) = delete;
    Capture& operator=(const Capture&) = delete;
    ~Capture() {
        std::fclose(file_);
        std::free(text_);
    }
    [[nodiscard]] std::FILE* file() const { return file_; }
    [[nodiscard]] std::string text() const {
        std::fflush(file_);
        return {text_, size_};
    }

  private:
    char* text_ = nullptr;
    std::size_t size_ = 0;
    std::FILE* file_;
};

struct Outcome {
    app::ExitCode code;
    std::string out;
    std::string err;
};

/// Nobody sits at the terminal, unless `answer` is set; it is always the same second.
struct Program : testing::Test {
    std::filesystem::path folder;
    app::Environment environment;
    /// What somebody types who is asked `prompt` and sees `screen`; ^C as "\x03".
    std::function<std::string(std::string_view prompt, std::string_view screen)> answer;
    std::vector<adapters::Echo> echoes;  ///< one for each question
    std::function<bool()> stop = [] { return false; };
    int stops_asked = 0;
    std::uint64_t now_ms = 1'795'377'675'851;  // 2026-11-22T20:01:15.851Z

    Program() {
        const auto* test = testing::UnitTest::GetInstance()->current_test_info();
        folder = std::filesystem::path{testing::TempDir()} /
                 (std::string{"stafi_"} + test->test_suite_name() + '_' + test->name() + '_' +
                  std::to_string(::getpid()));
        std::filesystem::create_directories(folder);
    }
    ~Program() override { std::filesystem::remove_all(folder); }

    /// ^C is typed after the program has looked for it `looks` times: before each piece of long
    /// work, and about ten times a second during it.
    void interrupt_after(int looks) {
        stops_asked = 0;
        stop = [this, looks] { return stops_asked++ >= looks; };
    }

    Outcome run(const std::vector<std::string>& words) {
        const Capture out;
        const Capture err;
        app::Console console{.out = out.file(), .err = err.file()};
        console.stop = stop;
        console.now = [&] { return UnixMillis{now_ms}; };
        if (answer)
            console.ask = [&](std::string_view prompt,
                              adapters::Echo echo) -> Result<SecretBuffer> {
                echoes.push_back(echo);
                const std::string typed = answer(prompt, err.text());
                if (typed == "\x03") return fail(Reason::interrupted, "^C");
                return SecretBuffer{typed};
            };
        const app::ExitCode code = app::run(words, environment, console);
        return {.code = code, .out = out.text(), .err = err.text()};
    }

    [[nodiscard]] std::string path(const std::string& name) const { return folder / name; }

    std::string write(const std::string& name, std::string_view content) const {
        std::filesystem::create_directories((folder / name).parent_path());
        std::ofstream{folder / name} << content;
        return folder / name;
    }

    [[nodiscard]] std::string read(const std::string& name) const {
        std::ifstream file{folder / name};
        return {std::istreambuf_iterator<char>{file}, {}};
    }

    /// Names of everything in a folder below ours, hidden files too, in order.
    [[nodiscard]] std::vector<std::string> names(const std::string& below = ".") const {
        std::vector<std::string> found;
        if (std::filesystem::exists(folder / below))
            for (const auto& entry : std::filesystem::directory_iterator{folder / below})
                found.push_back(entry.path().filename());
        std::ranges::sort(found);
        return found;
    }
};

}  // namespace stafi::test
