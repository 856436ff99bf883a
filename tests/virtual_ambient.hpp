#pragma once

#include "sim/world/virtual_ambient.hpp"

namespace stafi::test {
using sim::VirtualAmbient;
}
