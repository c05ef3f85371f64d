# Shows that check_layers.cmake fails where it must, and only there, on one small bad file at a time.
#   cmake -DCHECK=<check_layers.cmake> -DFOLDER=<empty folder to use> -P check_the_check.cmake
cmake_minimum_required(VERSION 3.25)

function(expect outcome file text)
    file(REMOVE_RECURSE "${FOLDER}")
    file(WRITE "${FOLDER}/trials/good.hpp" "#pragma once\n#include \"kernels/core/view.hpp\"\n")
    file(WRITE "${FOLDER}/${file}" "${text}")
    execute_process(COMMAND "${CMAKE_COMMAND}" "-DROOT=${FOLDER}" -P "${CHECK}"
        RESULT_VARIABLE result OUTPUT_QUIET ERROR_VARIABLE errors)
    if(result EQUAL 0)
        set(actual passes)
    else()
        set(actual fails)
    endif()
    if(NOT actual STREQUAL outcome)
        message(SEND_ERROR "${file} ${actual}, but should be one that ${outcome}:\n${text}")
    elseif(actual STREQUAL "fails" AND NOT errors MATCHES "${file}")
        message(SEND_ERROR "the complaint does not name ${file}: ${errors}")
    endif()
endfunction()

expect(passes kernels/a.hpp "#include <cstdint>\n#include \"kernels/core/view.hpp\"\n")
expect(fails kernels/a.hpp "#include \"trials/study.hpp\"\n")
expect(fails kernels/a.hpp "#include <cmath>\n")
expect(fails kernels/a.hpp "  #  include <vector>\n")
expect(fails kernels/a.hpp "std::vector<int> v;\n")
expect(fails kernels/launch/a.cpp "#include \"host/engine/engine.hpp\"\n")
expect(passes kernels/launch/a.cpp "#include <vector>\n")
expect(passes kernels/replicate/scratch.cpp "#include <cmath>\n")

expect(passes trials/a.cpp "#include <cmath>\n#include \"kernels/plan/plan.hpp\"\n")
expect(fails trials/a.cpp "#include \"kernels/tally/layout.hpp\"\n")
expect(fails trials/a.cpp "#include \"host/config/read_study.hpp\"\n")

expect(passes host/a.cpp "#include \"kernels/tally/layout.hpp\"\n#include \"trials/study.hpp\"\n")
expect(fails host/a.cpp "#include \"validation/reference/cut.hpp\"\n")
expect(fails host/a.cpp "#include \"tests/support/csv.hpp\"\n")

expect(passes validation/reference/a.cpp "#include \"trials/study.hpp\"\n")
expect(fails validation/reference/a.cpp "#include \"kernels/core/philox.hpp\"\n")
expect(fails validation/reference/a.cpp "#include \"host/engine/engine.hpp\"\n")
expect(fails validation/reference/a.cpp "#include \"trials/lower.hpp\"\n")

expect(passes kernels/core/compiler.hpp "#if defined(__CUDACC__)\n#endif\n")
expect(fails kernels/a.hpp "#if defined(__CUDACC__)\n#endif\n")
expect(fails host/a.cpp "#ifdef __CUDACC__\n#endif\n")

expect(fails cmake/a.cmake "add_compile_options(-ffast-math)\n")
expect(fails CMakeLists.txt "add_compile_options(--use_fast_math)\n")
expect(fails kernels/CMakeLists.txt "add_compile_options(-Ofast)\n")
expect(fails CMakePresets.json "{ \"CMAKE_CXX_FLAGS\": \"-ffp-contract=fast\" }\n")
expect(passes cmake/a.cmake "add_compile_options(-ffp-contract=off)\n")

string(REPEAT "x[;]\n" 350 longest)
expect(passes host/a.cpp "${longest}")
expect(fails host/a.cpp "${longest}y\n")
expect(fails tests/kernels/a_test.cpp "${longest}y\n")
file(REMOVE_RECURSE "${FOLDER}")
