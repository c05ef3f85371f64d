# Third-party libraries, linked statically: the program then runs on a machine that has none of them.
# Where only a shared library is installed, that is taken, and the program needs it.
find_package(Threads REQUIRED)
find_package(nlohmann_json 3.10 REQUIRED)
find_package(fmt 9 REQUIRED)

find_path(VTRIAL_TOMLPLUSPLUS_INCLUDE toml++/toml.h REQUIRED)
add_library(vtrial_tomlplusplus INTERFACE)
target_include_directories(vtrial_tomlplusplus SYSTEM INTERFACE "${VTRIAL_TOMLPLUSPLUS_INCLUDE}")

set(Boost_USE_STATIC_LIBS ON)
find_package(Boost 1.74 QUIET COMPONENTS program_options)
if(NOT Boost_FOUND)
    message(STATUS "Boost.Program_options: no archive, the shared library is linked")
    set(Boost_USE_STATIC_LIBS OFF)
    find_package(Boost 1.74 REQUIRED COMPONENTS program_options)
endif()

# An interface target of a library that brings no CMake package: its header and its archive.
function(vtrial_find_library target header name)
    string(TOUPPER ${target} variable)
    find_path(${variable}_INCLUDE ${header} REQUIRED)
    find_library(${variable}_LIBRARY NAMES lib${name}.a ${name} REQUIRED)
    if(NOT ${variable}_LIBRARY MATCHES "\\.a$")
        message(STATUS "${name}: no archive, the shared library is linked")
    endif()
    add_library(${target} INTERFACE)
    target_include_directories(${target} SYSTEM INTERFACE "${${variable}_INCLUDE}")
    target_link_libraries(${target} INTERFACE "${${variable}_LIBRARY}")
endfunction()

vtrial_find_library(vtrial_libmd sha256.h md)         # SHA-256
vtrial_find_library(vtrial_sqlite sqlite3.h sqlite3)  # the block store
# what its archive needs of the C library, beside threads
target_link_libraries(vtrial_sqlite INTERFACE m ${CMAKE_DL_LIBS} Threads::Threads)
