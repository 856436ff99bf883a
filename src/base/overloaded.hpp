#pragma once

namespace stafi {

/// Visits a variant with one lambda per alternative; a new alternative fails to compile until it
/// is handled.
template <class... Ts>
struct Overloaded : Ts... {
    using Ts::operator()...;
};

}  // namespace stafi
