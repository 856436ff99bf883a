# The headers of others, read once instead of once per file. Our own are not among them: whoever
# edits one rebuilds what includes it, no more. Files still include what they use: the presets
# release and lint do without this, so what is missing is seen there.
include_guard()
option(STAFI_PRECOMPILED "precompile the headers of others" OFF)

set(STAFI_TEST_OPTIONS $<$<CONFIG:Debug>:-O0>) # tests are many and brief: compiling them is what takes long

if(STAFI_PRECOMPILED)
  add_compile_options("SHELL:-Xclang -fno-pch-timestamp") # ccache restores headers with other times
  set(others <algorithm> <array> <cstdint> <functional> <map> <memory> <optional> <set> <span> <string>
    <string_view> <utility> <variant> <vector> <fmt/format.h> <tl/expected.hpp>)
  file(WRITE ${CMAKE_CURRENT_BINARY_DIR}/precompiled.cpp "")

  add_library(stafi_precompiled OBJECT ${CMAKE_CURRENT_BINARY_DIR}/precompiled.cpp)
  target_link_libraries(stafi_precompiled PRIVATE stafi_options fmt::fmt)
  target_precompile_headers(stafi_precompiled PRIVATE ${others})

  add_library(stafi_precompiled_tests OBJECT ${CMAKE_CURRENT_BINARY_DIR}/precompiled.cpp)
  target_link_libraries(stafi_precompiled_tests PRIVATE stafi_options fmt::fmt Boost::json GTest::gmock)
  target_compile_options(stafi_precompiled_tests PRIVATE ${STAFI_TEST_OPTIONS})
  target_precompile_headers(stafi_precompiled_tests PRIVATE ${others} <filesystem> <fstream> <random>
    <boost/json.hpp> <gmock/gmock.h> <gtest/gtest.h>)
endif()

# stafi_reuse(stafi_pool stafi_precompiled)
function(stafi_reuse target headers)
  if(STAFI_PRECOMPILED)
    target_precompile_headers(${target} REUSE_FROM ${headers})
  endif()
endfunction()
