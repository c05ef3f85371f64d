#!/usr/bin/env python3
"""Makes the coefficients of kernels/core/mathematics.hpp again (needs Debian's python3-mpmath).

Each polynomial interpolates at Chebyshev nodes, which is within a small factor of minimax; the
coefficients are rounded to float, and the largest error of the rounded polynomial, evaluated
without further rounding, is printed beside them.
"""
import struct

from mpmath import mp, mpf, log, sqrt, cos, pi, lu_solve, matrix

mp.dps = 50


def to_float(value):
    return mpf(struct.unpack("f", struct.pack("f", float(value)))[0])


def interpolate(function, low, high, degree):
    nodes = [(low + high) / 2 + (high - low) / 2 * cos(pi * (2 * k + 1) / (2 * degree + 2))
             for k in range(degree + 1)]
    rows = matrix([[x**j for j in range(degree + 1)] for x in nodes])
    return [to_float(c) for c in lu_solve(rows, matrix([function(x) for x in nodes]))]


def horner(coefficients, x):
    total = mpf(0)
    for c in reversed(coefficients):
        total = total * x + c
    return total


def largest(error, low, high, steps=4000):
    return max(abs(error(low + (high - low) * (mpf(i) + mpf(1) / 3) / steps))
               for i in range(steps))


def show(name, coefficients, error, low, high):
    print(name, "relative error %.2e" % float(largest(error, low, high)))
    for c in coefficients:
        print("   ", float(c).hex(), " # %.9g" % float(c))


def main():
    log2e = 1 / log(2)
    low, high = sqrt(mpf(1) / 2) - 1, sqrt(mpf(2)) - 1
    # log2(1 + r) = r * (log2e + r * Q(r))
    q = interpolate(lambda r: (log(1 + r) * log2e / r - log2e) / r, low, high, 8)
    show("log2: Q", q,
         lambda r: r * (log2e + r * horner(q, r)) / (log(1 + r) * log2e) - 1, low, high)
    # 2^f = 1 + f * (ln 2 + f * R(f))
    half = mpf(1) / 2
    limit = log(2)**2 / 2  # of R at 0, where the quotient below loses its digits
    r = interpolate(lambda f: limit if abs(f) < mpf(10)**-20 else
                    (((mpf(2)**f - 1) / f) - log(2)) / f, -half, half, 4)
    show("exp2: R", r,
         lambda f: (1 + f * (log(2) + f * horner(r, f))) / mpf(2)**f - 1, -half, half)
    for name, value in (("log2e", log2e), ("ln2", log(2))):
        head = to_float(value)
        print(name, float(head).hex(), float(to_float(value - head)).hex())


main()
