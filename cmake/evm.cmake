# The EVM of the simulator as one static library: revm behind the C face of src/sim/evm/shim. Exact
# versions and checksums are in its Cargo.lock, which cargo verifies. Built once for all presets.
include_guard()

find_program(CARGO cargo REQUIRED)
set(evm_source ${PROJECT_SOURCE_DIR}/src/sim/evm/shim)
set(evm_build ${PROJECT_SOURCE_DIR}/build/third_party/evm)
set(evm_library ${evm_build}/release/libstafi_evm.a)
add_custom_command(OUTPUT ${evm_library}
  COMMAND ${CARGO} build --locked --quiet --release --target-dir ${evm_build}
    --manifest-path ${evm_source}/Cargo.toml
  DEPENDS ${evm_source}/Cargo.toml ${evm_source}/Cargo.lock ${evm_source}/src/lib.rs
  VERBATIM COMMENT "Building the simulator's EVM (revm; two minutes, once)")
add_custom_target(evm_build DEPENDS ${evm_library})
add_library(evm STATIC IMPORTED GLOBAL)
set_target_properties(evm PROPERTIES IMPORTED_LOCATION ${evm_library})
target_link_libraries(evm INTERFACE pthread dl m)
add_dependencies(evm evm_build)
