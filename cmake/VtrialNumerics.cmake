# The one owner of every flag that can change a number. All targets link vtrial_numerics.
add_library(vtrial_numerics INTERFACE)

set(vtrial_numeric_flags
    -ffp-contract=off      # a * b + c is two roundings unless fused_multiply_add is written
    -fno-math-errno        # these two change no bit; without them neither compiler
    -fno-trapping-math)    # vectorises the replicate
target_compile_options(vtrial_numerics INTERFACE
    $<$<COMPILE_LANGUAGE:CXX>:${vtrial_numeric_flags}>
    $<$<COMPILE_LANGUAGE:CUDA>:--fmad=false;-prec-div=true;-prec-sqrt=true;-ftz=false>)
foreach(flag IN LISTS vtrial_numeric_flags)
    target_compile_options(vtrial_numerics INTERFACE $<$<COMPILE_LANGUAGE:CUDA>:-Xcompiler=${flag}>)
endforeach()
target_include_directories(vtrial_numerics INTERFACE "${CMAKE_SOURCE_DIR}")

# Loops marked as independent may be vectorised; no OpenMP run time is linked.
add_library(vtrial_vector_loops INTERFACE)
target_compile_options(vtrial_vector_loops INTERFACE $<$<COMPILE_LANGUAGE:CXX>:-fopenmp-simd>)

if(VTRIAL_SANITIZE)
    target_compile_options(vtrial_numerics INTERFACE
        $<$<COMPILE_LANGUAGE:CXX>:-fsanitize=${VTRIAL_SANITIZE};-fno-omit-frame-pointer;-fno-sanitize-recover=all>)
    target_link_options(vtrial_numerics INTERFACE -fsanitize=${VTRIAL_SANITIZE})
endif()
