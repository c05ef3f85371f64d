# Finds CUDA without insisting: AUTO uses it where it is, ON requires it, OFF ignores it.
# Sets VTRIAL_HAS_CUDA. Architectures must be set before the language is enabled.
set(VTRIAL_HAS_CUDA OFF)
if(NOT VTRIAL_CUDA STREQUAL "OFF")
    # a hint by environment: setting CMAKE_CUDA_COMPILER would make check_language skip its check
    find_program(vtrial_nvcc nvcc HINTS ENV CUDA_PATH PATHS /usr/local/cuda/bin)
    if(vtrial_nvcc AND NOT DEFINED ENV{CUDACXX})
        set(ENV{CUDACXX} "${vtrial_nvcc}")
    endif()
    if(NOT DEFINED CMAKE_CUDA_ARCHITECTURES)
        # code for the A100 (and the 8.6 and 8.9 of workstations) and for the H100, and PTX for newer
        set(CMAKE_CUDA_ARCHITECTURES 80-real 90)
    endif()
    include(CheckLanguage)
    check_language(CUDA)
    if(CMAKE_CUDA_COMPILER)
        enable_language(CUDA)
        # CMake 3.25 does not know nvcc's option for C++20
        set(CMAKE_CUDA20_STANDARD_COMPILE_OPTION "-std=c++20")
        set(CMAKE_CUDA20_EXTENSION_COMPILE_OPTION "-std=c++20")
        set(CMAKE_CUDA_STANDARD 20)
        find_package(CUDAToolkit REQUIRED)
        set(VTRIAL_HAS_CUDA ON)
    elseif(VTRIAL_CUDA STREQUAL "ON")
        message(FATAL_ERROR "VTRIAL_CUDA=ON, but no CUDA compiler was found: put nvcc on PATH or set CUDACXX")
    endif()
endif()
message(STATUS "CUDA: ${VTRIAL_CUDA} -> ${VTRIAL_HAS_CUDA}")
