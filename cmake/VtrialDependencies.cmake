# Third-party libraries, linked statically: the program then runs on a machine that has none of them.
set(Boost_USE_STATIC_LIBS ON)
find_package(Boost 1.74 REQUIRED COMPONENTS program_options)
find_package(Threads REQUIRED)
find_package(nlohmann_json 3.10 REQUIRED)

find_path(VTRIAL_TOMLPLUSPLUS_INCLUDE toml++/toml.h REQUIRED)
add_library(vtrial_tomlplusplus INTERFACE)
target_include_directories(vtrial_tomlplusplus SYSTEM INTERFACE "${VTRIAL_TOMLPLUSPLUS_INCLUDE}")

find_package(fmt 9 REQUIRED)

# SHA-256 of the manifest: libmd
find_path(VTRIAL_LIBMD_INCLUDE sha256.h REQUIRED)
find_library(VTRIAL_LIBMD_ARCHIVE libmd.a REQUIRED)
add_library(vtrial_libmd INTERFACE)
target_include_directories(vtrial_libmd SYSTEM INTERFACE "${VTRIAL_LIBMD_INCLUDE}")
target_link_libraries(vtrial_libmd INTERFACE "${VTRIAL_LIBMD_ARCHIVE}")
