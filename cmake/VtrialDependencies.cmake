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

# CMA-ES for vtrial-calibrate, which is left out where pagmo is not.
set(VTRIAL_CALIBRATE "AUTO" CACHE STRING "vtrial-calibrate: AUTO, ON or OFF")
set_property(CACHE VTRIAL_CALIBRATE PROPERTY STRINGS AUTO ON OFF)
if(NOT VTRIAL_CALIBRATE STREQUAL "OFF")
    find_path(VTRIAL_PAGMO_INCLUDE pagmo/algorithms/cmaes.hpp)
    find_library(VTRIAL_PAGMO_LIBRARY NAMES libpagmo.a pagmo)
    find_package(Eigen3 3.3 QUIET NO_MODULE)
    find_package(Boost 1.74 QUIET COMPONENTS serialization)
    find_package(TBB QUIET)
    if(VTRIAL_PAGMO_INCLUDE AND VTRIAL_PAGMO_LIBRARY AND Eigen3_FOUND AND TBB_FOUND
       AND TARGET Boost::serialization)
        add_library(vtrial_pagmo INTERFACE)
        target_include_directories(vtrial_pagmo SYSTEM INTERFACE "${VTRIAL_PAGMO_INCLUDE}")
        target_link_libraries(vtrial_pagmo INTERFACE
            "${VTRIAL_PAGMO_LIBRARY}" Eigen3::Eigen Boost::serialization TBB::tbb Threads::Threads)
    elseif(VTRIAL_CALIBRATE STREQUAL "ON")
        message(FATAL_ERROR "VTRIAL_CALIBRATE is ON, but pagmo, Eigen, TBB or Boost.Serialization is missing")
    else()
        message(STATUS "vtrial-calibrate is left out: pagmo, Eigen, TBB or Boost.Serialization is missing")
    endif()
endif()
