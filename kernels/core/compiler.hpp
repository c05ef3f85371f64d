// The one file that knows the compiler. Everything in kernels/ compiles for the host and the
// device.
#pragma once

#include <cstdint>

namespace vtrial::kernels {

// Always inlined on the host: the replicate is compiled once for each instruction level, and a
// function left out of line could be merged by the linker with its copy for another processor.
#if defined(__CUDACC__)
#define VTRIAL_FUNCTION __host__ __device__ inline
// Out of line on the device: what few studies ask for takes no registers from what all of them do.
#define VTRIAL_SELDOM __host__ __device__ __noinline__ inline
#define VTRIAL_APART __host__ __device__ __noinline__
#define VTRIAL_FLATTEN
#define VTRIAL_SIMD
// A loop that is short for each lane: unrolled, its code would take the place of other code.
#define VTRIAL_ROLLED _Pragma("unroll 1")
// Every iteration for itself: an array that is indexed by constants only can be kept in registers.
#define VTRIAL_UNROLL _Pragma("unroll")
#define VTRIAL_PRAGMA(words) _Pragma(#words)
#define VTRIAL_UNROLL_BY(count) VTRIAL_PRAGMA(unroll count)
#else
#define VTRIAL_FUNCTION __attribute__((always_inline)) inline
#define VTRIAL_SELDOM VTRIAL_FUNCTION
// Out of line on the host: a loop that needs all registers for itself, which it would not get in
// the middle of a replicate. Only for templates over a team, whose type tells the levels apart.
#define VTRIAL_APART __attribute__((noinline))
// Every call inside is inlined, the bodies of loops too: a loop with a call is not vectorised.
#define VTRIAL_FLATTEN __attribute__((flatten))
// Promises that the iterations are independent (-fopenmp-simd); no run-time library is used.
#define VTRIAL_SIMD _Pragma("omp simd")
#define VTRIAL_ROLLED
#define VTRIAL_UNROLL
#define VTRIAL_UNROLL_BY(count)
#endif

// Whether the CPU's vector intrinsics may be used: not in a baseline build, nor for the device.
#if defined(__AVX2__) && !defined(__CUDACC__)
#define VTRIAL_HAS_HOST_VECTORS 1
#else
#define VTRIAL_HAS_HOST_VECTORS 0
#endif

/// The bits of `from` as another type of the same size.
template <class To, class From>
VTRIAL_FUNCTION constexpr To bits_as(From from) {
    static_assert(sizeof(To) == sizeof(From));
    return __builtin_bit_cast(To, from);
}

/// a * b + c with one rounding. The only way a multiply and an add may be contracted here. For the
/// device as an instruction, so that one which the compiler had contracted can be told from it.
VTRIAL_FUNCTION float fused_multiply_add(float a, float b, float c) {
#if defined(__CUDA_ARCH__)
    float result;
    asm("fma.rn.f32 %0, %1, %2, %3;" : "=f"(result) : "f"(a), "f"(b), "f"(c));
    return result;
#else
    return __builtin_fmaf(a, b, c);
#endif
}
VTRIAL_FUNCTION double fused_multiply_add(double a, double b, double c) {
#if defined(__CUDA_ARCH__)
    double result;
    asm("fma.rn.f64 %0, %1, %2, %3;" : "=d"(result) : "d"(a), "d"(b), "d"(c));
    return result;
#else
    return __builtin_fma(a, b, c);
#endif
}

/// The IEEE square root, correctly rounded on every processor.
VTRIAL_FUNCTION double square_root(double x) { return __builtin_sqrt(x); }
VTRIAL_FUNCTION float square_root(float x) { return __builtin_sqrtf(x); }

/// The larger, the smaller of two numbers; neither may be NaN.
template <class Number>
VTRIAL_FUNCTION constexpr Number larger(Number a, Number b) {
    return a < b ? b : a;
}
template <class Number>
VTRIAL_FUNCTION constexpr Number smaller(Number a, Number b) {
    return b < a ? b : a;
}

/// condition ? a : b, by bits: compilers make a branch of the operator where one side is costly,
/// and a loop with a branch is not vectorised.
VTRIAL_FUNCTION double select(bool condition, double a, double b) {
    std::int64_t const mask = -static_cast<std::int64_t>(condition);
    return bits_as<double>((bits_as<std::int64_t>(a) & mask) | (bits_as<std::int64_t>(b) & ~mask));
}
VTRIAL_FUNCTION std::int32_t select(bool condition, std::int32_t a, std::int32_t b) {
    std::int32_t const mask = -static_cast<std::int32_t>(condition);
    return (a & mask) | (b & ~mask);
}
VTRIAL_FUNCTION float select(bool condition, float a, float b) {
    return bits_as<float>(select(condition, bits_as<std::int32_t>(a), bits_as<std::int32_t>(b)));
}

}  // namespace vtrial::kernels
