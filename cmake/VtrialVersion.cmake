# The commit is asked for at every build, so that a manifest never names a stale one.
find_package(Git QUIET)
set(VTRIAL_GENERATED "${CMAKE_BINARY_DIR}/generated")
add_custom_target(vtrial_commit
    COMMAND ${CMAKE_COMMAND}
        -DGIT=${GIT_EXECUTABLE} -DSOURCE=${CMAKE_SOURCE_DIR}
        -DOUTPUT=${VTRIAL_GENERATED}/vtrial_commit.hpp
        -P ${CMAKE_SOURCE_DIR}/cmake/WriteCommit.cmake
    BYPRODUCTS ${VTRIAL_GENERATED}/vtrial_commit.hpp
    COMMENT "Asking git for the commit")
