#pragma once

#include <string>

#include "eth/execution/call.hpp"

namespace stafi::engine {

/// Why a contract of the pool or of SSV Network refused, for people: its own words, and what they
/// mean where that is known. Printable, whatever the contract sent.
[[nodiscard]] std::string in_words(const eth::Reverted& reverted);

}  // namespace stafi::engine
