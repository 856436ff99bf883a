include_guard()
include(GoogleTest)

# Lowest first. A module may depend only on modules to its left; tools/tidy.py has the exact table.
set(STAFI_LAYERS base crypto eth pool ssv tx dvt dkg beacon facts router relay ports api store engine
    sim adapters devnet app)

# stafi_module(router DEPS base crypto eth [LINK fmt::fmt] [PRIVATE_LINK blst])
#   library stafi_router (alias stafi::router) from *.cpp, and stafi_router_test from *_test.cpp,
#   of its folder and the folders right below.
function(stafi_module name)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "DEPS;LINK;PRIVATE_LINK")
  list(FIND STAFI_LAYERS ${name} self)
  foreach(dep IN LISTS arg_DEPS)
    list(FIND STAFI_LAYERS ${dep} at)
    if(at EQUAL -1 OR at GREATER_EQUAL self)
      message(FATAL_ERROR "module '${name}' must not depend on '${dep}' (order: ${STAFI_LAYERS})")
    endif()
  endforeach()
  list(TRANSFORM arg_DEPS PREPEND stafi::)

  file(GLOB sources CONFIGURE_DEPENDS *.cpp */*.cpp)
  set(tests ${sources})
  list(FILTER tests INCLUDE REGEX "_test\\.cpp$")
  list(FILTER sources EXCLUDE REGEX "_test\\.cpp$|/main\\.cpp$")

  if(sources)
    add_library(stafi_${name} STATIC ${sources})
    target_include_directories(stafi_${name} PUBLIC ${PROJECT_SOURCE_DIR}/src)
    target_link_libraries(stafi_${name} PUBLIC ${arg_DEPS} ${arg_LINK} PRIVATE stafi_options ${arg_PRIVATE_LINK})
    stafi_reuse(stafi_${name} stafi_precompiled)
  else()
    add_library(stafi_${name} INTERFACE)
    target_include_directories(stafi_${name} INTERFACE ${PROJECT_SOURCE_DIR}/src)
    target_link_libraries(stafi_${name} INTERFACE ${arg_DEPS} ${arg_LINK})
  endif()
  add_library(stafi::${name} ALIAS stafi_${name})

  if(tests)
    add_executable(stafi_${name}_test ${tests})
    target_link_libraries(stafi_${name}_test PRIVATE stafi::${name} stafi::testing stafi_options
      ${arg_PRIVATE_LINK} GTest::gmock GTest::gtest_main)
    target_compile_options(stafi_${name}_test PRIVATE ${STAFI_TEST_OPTIONS})
    stafi_reuse(stafi_${name}_test stafi_precompiled_tests)
    gtest_discover_tests(stafi_${name}_test TEST_PREFIX ${name}. PROPERTIES LABELS unit DISCOVERY_TIMEOUT 60)
  endif()
endfunction()
