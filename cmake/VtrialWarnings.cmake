add_library(vtrial_warnings INTERFACE)
target_compile_options(vtrial_warnings INTERFACE
    $<$<COMPILE_LANGUAGE:CXX>:-Wall;-Wextra;-Wpedantic;-Wshadow;-Wconversion>
    # clang warns where a loop of a debug build is not vectorised, which is no fault
    $<$<AND:$<COMPILE_LANGUAGE:CXX>,$<CXX_COMPILER_ID:Clang>>:-Wno-pass-failed>
    # g++ 12 finds the undefined vectors of its own AVX-512 header uninitialised (GCC bug 105593)
    $<$<AND:$<COMPILE_LANGUAGE:CXX>,$<CXX_COMPILER_ID:GNU>>:-Wno-maybe-uninitialized>
    # g++ 12 sees overlapping copies in std::string's operator+ (GCC bug 105329)
    $<$<AND:$<COMPILE_LANGUAGE:CXX>,$<CXX_COMPILER_ID:GNU>>:-Wno-restrict>
    $<$<BOOL:${VTRIAL_WARNINGS_AS_ERRORS}>:$<$<COMPILE_LANGUAGE:CXX>:-Werror>>)
