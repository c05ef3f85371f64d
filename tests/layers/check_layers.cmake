# Fails if a source file breaks a rule of the tree's structure.
#   cmake -DROOT=<folder of the project> -P check_layers.cmake
cmake_minimum_required(VERSION 3.25)

# The one list of who may include whom: a folder, then the paths that its quoted includes may have.
# The first folder that a file lies in decides.
set(rules
    "kernels=kernels/"
    "trials=trials/|kernels/plan/|kernels/core/"
    "host=host/|trials/|kernels/|vtrial_commit.hpp"
    "validation/reference=validation/reference/|trials/study.hpp|trials/myeloma/")

set(longest_file 350)
set(source_endings cpp hpp cu cuh h cmake py R sh)

function(complain file text)
    message(SEND_ERROR "${file}: ${text}")
endfunction()

function(check_includes file text)
    foreach(rule IN LISTS rules)
        string(REGEX MATCH "^([^=]*)=(.*)$" matched "${rule}")
        set(folder "${CMAKE_MATCH_1}")
        set(allowed "^(${CMAKE_MATCH_2})")
        if(NOT file MATCHES "^${folder}/")
            continue()
        endif()
        string(REGEX MATCHALL "#[ \t]*include[ \t]*\"[^\"\n]*\"" includes "${text}")
        foreach(include IN LISTS includes)
            string(REGEX REPLACE "^[^\"]*\"(.*)\"$" "\\1" path "${include}")
            if(NOT path MATCHES "${allowed}")
                complain("${file}" "must not include ${path}")
            endif()
        endforeach()
        return()
    endforeach()
endfunction()

# Kernels compile for the device: no library, and one file that knows the compiler. What runs on the
# host alone, the launcher and the layout of scratch memory, is free.
function(check_kernel file text)
    if(NOT file MATCHES "^kernels/" OR file MATCHES "^kernels/(launch/|replicate/scratch\\.cpp$)")
        return()
    endif()
    string(REGEX MATCHALL "#[ \t]*include[ \t]*<[^>\n]*>" includes "${text}")
    foreach(include IN LISTS includes)
        if(NOT include MATCHES "<(cstdint|cstddef|type_traits)>")
            complain("${file}" "kernels have no ${include}")
        endif()
    endforeach()
    if(text MATCHES "std::(vector|string|array|map|function|mt19937|cout|sqrt|log|exp|pow|fma|abs)")
        complain("${file}" "kernels have no ${CMAKE_MATCH_0}")
    endif()
endfunction()

function(check_words file text)
    if(text MATCHES "__CUDACC__" AND NOT file STREQUAL "kernels/core/compiler.hpp")
        complain("${file}" "only kernels/core/compiler.hpp knows the compiler")
    endif()
    set(inexact "fast-math|fast_math|-Ofast|-funsafe-math|-fassociative-math|-ffp-contract=fast|fp-model")
    if(text MATCHES "(${inexact})")
        complain("${file}" "${CMAKE_MATCH_1} changes numbers")
    endif()
endfunction()

function(check_length file text)
    string(REGEX MATCHALL "\n" ends "${text}")
    list(LENGTH ends lines)
    if(lines GREATER longest_file)
        complain("${file}" "has ${lines} lines, more than ${longest_file}")
    endif()
endfunction()

file(GLOB_RECURSE files RELATIVE "${ROOT}"
    "${ROOT}/kernels/*" "${ROOT}/trials/*" "${ROOT}/host/*" "${ROOT}/validation/*"
    "${ROOT}/benchmarks/*" "${ROOT}/tests/*" "${ROOT}/cmake/*" "${ROOT}/scripts/*")
foreach(name IN ITEMS CMakeLists.txt CMakePresets.json)
    if(EXISTS "${ROOT}/${name}")
        list(APPEND files ${name})
    endif()
endforeach()

set(checked 0)
list(JOIN source_endings "|" endings)
foreach(file IN LISTS files)
    get_filename_component(name "${file}" NAME)
    if(file MATCHES "^tests/layers/")
        continue()  # it names what it forbids
    endif()
    if(name MATCHES "\\.(${endings})$" OR name MATCHES "^CMake(Lists\\.txt|Presets\\.json)$")
        file(READ "${ROOT}/${file}" text)
        string(REPLACE ";" "," text "${text}")
        string(REPLACE "[" "(" text "${text}")  # a bracket would hide list separators
        string(REPLACE "]" ")" text "${text}")
        check_includes("${file}" "${text}")
        check_kernel("${file}" "${text}")
        check_words("${file}" "${text}")
        check_length("${file}" "${text}")
        math(EXPR checked "${checked} + 1")
    endif()
endforeach()
if(checked EQUAL 0)
    message(SEND_ERROR "no source file below ${ROOT}")
endif()
message(STATUS "${checked} files checked")
