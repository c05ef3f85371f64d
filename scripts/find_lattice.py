#!/usr/bin/env python3
"""Finds the generating vector of the lattice in kernels/core/multivariate_normal.hpp (needs
Debian's python3-numpy).

Component by component: each next number makes the worst-case error of the lattice least in the
Korobov space of smoothness 2 (the mean over the points of the product of 1 + weight * B(x), B the
second Bernoulli polynomial times 2 pi^2, less 1), the largest over all the sizes 2^6 ... 2^14 of
nested lattices, each relative to the least that any number reaches at that size.
"""
import numpy

most_bits = 14
least_bits = 6
dimensions = 7
points = 2**most_bits
index = numpy.arange(points)
x = index / points
bernoulli = 2 * numpy.pi**2 * (x * x - x + 1 / 6)
sizes = [2**bits for bits in range(least_bits, most_bits + 1)]

product = 1 + bernoulli
vector = [1]
for dimension in range(1, dimensions):
    weight = 0.8**dimension
    candidates = numpy.arange(3, points // 2, 2)
    errors = numpy.empty((len(candidates), len(sizes)))
    for row, candidate in enumerate(candidates):
        terms = product * (1 + weight * bernoulli[index * candidate % points])
        errors[row] = [terms[:: points // size].mean() - 1 for size in sizes]
    relative = (errors / errors.min(axis=0)).max(axis=1)
    best = int(relative.argmin())
    vector.append(int(candidates[best]))
    product = product * (1 + weight * bernoulli[index * vector[-1] % points])
    print(vector, "worst relative error", round(float(relative[best]), 3))
