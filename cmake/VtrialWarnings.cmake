add_library(vtrial_warnings INTERFACE)
target_compile_options(vtrial_warnings INTERFACE
    $<$<COMPILE_LANGUAGE:CXX>:-Wall;-Wextra;-Wpedantic;-Wshadow;-Wconversion>
    # clang warns where a loop of a debug build is not vectorised, which is no fault
    $<$<AND:$<COMPILE_LANGUAGE:CXX>,$<CXX_COMPILER_ID:Clang>>:-Wno-pass-failed>
    $<$<BOOL:${VTRIAL_WARNINGS_AS_ERRORS}>:$<$<COMPILE_LANGUAGE:CXX>:-Werror>>)
