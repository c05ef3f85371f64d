#!/usr/bin/env python3
"""Makes the coefficients of kernels/core/normal_distribution.hpp again (needs Debian's python3-mpmath).

(x + 4) e^(x^2/2) P(Z > x) for 0 <= x <= 38 as a polynomial in t = (x - 4) / (x + 4), interpolated at
Chebyshev nodes; the largest relative error of the rounded polynomial, evaluated without further
rounding, is printed above them.
"""
from mpmath import mp, mpf, cos, erfc, exp, lu_solve, matrix, pi, sqrt

mp.dps = 50
CENTRE = mpf(4)
LARGEST_X = mpf(38)
DEGREE = 20


def scaled_tail(t):
    x = CENTRE * (1 + t) / (1 - t)
    return (x + CENTRE) * erfc(x / sqrt(2)) / 2 * exp(x * x / 2)


def horner(coefficients, t):
    total = mpf(0)
    for c in reversed(coefficients):
        total = total * t + c
    return total


def main():
    low, high = mpf(-1), (LARGEST_X - CENTRE) / (LARGEST_X + CENTRE)
    nodes = [(low + high) / 2 + (high - low) / 2 * cos(pi * (2 * k + 1) / (2 * DEGREE + 2))
             for k in range(DEGREE + 1)]
    rows = matrix([[t**j for j in range(DEGREE + 1)] for t in nodes])
    coefficients = [mpf(float(c)) for c in
                    lu_solve(rows, matrix([scaled_tail(t) for t in nodes]))]
    steps = 4000
    points = [low + (high - low) * (mpf(i) + mpf(1) / 3) / steps for i in range(steps)]
    error = max(abs(horner(coefficients, t) / scaled_tail(t) - 1) for t in points)
    print("relative error %.2e" % float(error))
    for c in reversed(coefficients):
        print("   ", float(c).hex())


main()
