# blst (BLS12-381) as one static library, from its crate: exact version in cmake/blst/Cargo.toml,
# checksum in cmake/blst/Cargo.lock, which cargo verifies. Sources land in the build folder only.
include_guard()

set(vendor ${PROJECT_SOURCE_DIR}/build/third_party/blst) # shared by all presets
set(blst_dir ${vendor}/blst)
file(SHA256 ${PROJECT_SOURCE_DIR}/cmake/blst/Cargo.lock lock_hash)
if(NOT EXISTS ${vendor}/${lock_hash}.done)
  find_program(CARGO cargo REQUIRED)
  file(REMOVE_RECURSE ${vendor})
  execute_process(COMMAND ${CARGO} vendor --locked --quiet
      --manifest-path ${PROJECT_SOURCE_DIR}/cmake/blst/Cargo.toml ${vendor}
      OUTPUT_QUIET COMMAND_ERROR_IS_FATAL ANY)
  file(TOUCH ${vendor}/${lock_hash}.done)
endif()

# "-mno-avx" and "-fno-builtin" as blst's own build script; the CPU is chosen at run time.
add_library(blst STATIC ${blst_dir}/blst/src/server.c ${blst_dir}/blst/build/assembly.S)
target_include_directories(blst SYSTEM PUBLIC ${blst_dir}/blst/bindings)
target_compile_definitions(blst PRIVATE __BLST_PORTABLE__)
target_compile_options(blst PRIVATE -O2 -fno-builtin -fPIC -fno-lto -fno-sanitize=all)
if(CMAKE_SYSTEM_PROCESSOR MATCHES "x86_64|AMD64")
  target_compile_options(blst PRIVATE -mno-avx)
endif()
set_target_properties(blst PROPERTIES INTERPROCEDURAL_OPTIMIZATION OFF)
