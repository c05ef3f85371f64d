# Fails if the program needs a shared library that is not glibc's: it would not start where that is
# not installed.
#   cmake -DOBJDUMP=<objdump> -DPROGRAM=<program> -P portable_binary_test.cmake
execute_process(COMMAND "${OBJDUMP}" -p "${PROGRAM}" OUTPUT_VARIABLE headers RESULT_VARIABLE failed)
string(REGEX MATCHALL "NEEDED +[^ \n]+" needed "${headers}")
if(failed OR NOT headers MATCHES "NEEDED +libc\\.so")
    message(FATAL_ERROR "${OBJDUMP} could not read ${PROGRAM}")
endif()
foreach(library IN LISTS needed)
    string(REGEX REPLACE "NEEDED +" "" name "${library}")
    if(NOT name MATCHES "^(libc|libm|libpthread|libdl|librt|ld-linux[-a-z0-9_]*)\\.so\\.[0-9]+$")
        message(SEND_ERROR "${PROGRAM} needs ${name}")
    endif()
endforeach()
