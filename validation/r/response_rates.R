# Writes tests/data/response_rates.csv and response_strata.csv: tests of response rates from counts.
# Pooled variance by prop.test, the restricted rates of Farrington and Manning (1990) by their
# trigonometric formula, Cochran-Mantel-Haenszel by mantelhaen.test, the Mantel-Haenszel difference
# with Sato's variance by metafor (Debian r-cran-metafor). z < 0 favours arm 1.
# Run it from anywhere: Rscript validation/r/response_rates.R
suppressMessages(library(metafor))

script <- sub("^--file=", "", grep("^--file=", commandArgs(FALSE), value = TRUE))
folder <- file.path(dirname(normalizePath(script)), "..", "..", "tests", "data")
digits <- function(x) sprintf("%.17g", x)
write_table <- function(table, name) {
  numeric <- vapply(table, is.double, TRUE)
  table[numeric] <- lapply(table[numeric], digits)
  write.csv(table, file.path(folder, name), row.names = FALSE, quote = FALSE)
}

# rates whose difference p1 - p0 is -margin: the root of a cubic between 0 and 1
farrington_manning_z <- function(x0, n0, x1, n1, margin) {
  theta <- n0 / n1
  p1 <- x1 / n1
  p0 <- x0 / n0
  delta <- -margin
  a <- 1 + theta
  b <- -(1 + theta + p1 + theta * p0 + delta * (theta + 2))
  c <- delta^2 + delta * (2 * p1 + theta + 1) + p1 + theta * p0
  d <- -p1 * delta * (1 + delta)
  v <- b^3 / (3 * a)^3 - b * c / (6 * a^2) + d / (2 * a)
  u <- sign(v) * sqrt(b^2 / (3 * a)^2 - c / (3 * a))
  w <- (pi + acos(pmax(-1, pmin(1, v / u^3)))) / 3
  r1 <- 2 * u * cos(w) - b / (3 * a)
  r0 <- r1 - delta
  -(p1 - p0 - delta) / sqrt(r1 * (1 - r1) / n1 + r0 * (1 - r0) / n0)
}
counts <- rbind(c(40, 100, 52, 100), c(120, 368, 177, 369), c(5, 40, 9, 80), c(33, 35, 60, 61),
                c(300, 1000, 290, 990), c(3, 12, 9, 13))
colnames(counts) <- c("x0", "n0", "x1", "n1")
rates <- as.data.frame(counts)[rep(1:6, each = 4), ]
rates$margin <- rep(c(0, 0.05, 0.1, 0.2), 6)
rates$difference <- rates$x1 / rates$n1 - rates$x0 / rates$n0
rates$z <- mapply(function(x0, n0, x1, n1, margin) {
  if (margin > 0) return(farrington_manning_z(x0, n0, x1, n1, margin))
  chisq <- suppressWarnings(prop.test(c(x1, x0), c(n1, n0), correct = FALSE))$statistic
  -sign(x1 / n1 - x0 / n0) * sqrt(chisq[[1]])
}, rates$x0, rates$n0, rates$x1, rates$n1, rates$margin)
write_table(rates, "response_rates.csv")

set.seed(20260131)
strata <- do.call(rbind, lapply(1:6, function(trial) {
  count <- c(1, 2, 4, 12, 6, 3)[trial]
  n0 <- sample(5:40, count, replace = TRUE)
  n1 <- sample(5:40, count, replace = TRUE)
  data.frame(trial, x0 = rbinom(count, n0, 0.3), n0, x1 = rbinom(count, n1, 0.45), n1)
}))
of_trial <- function(table) {
  arms <- with(table, rbind(x1, x0, n1 - x1, n0 - x0))
  counts <- array(arms, c(2, 2, nrow(table)))
  fit <- with(table, rma.mh(ai = x1, bi = n1 - x1, ci = x0, di = n0 - x0, measure = "RD",
                            add = 0, to = "none", drop00 = FALSE))
  # a single table: mantelhaen.test wants two, and is the same beside one of a single arm
  cmh <- mantelhaen.test(if (nrow(table) > 1) counts else {
    array(c(counts, 0, 1, 0, 1), c(2, 2, 2))
  }, correct = FALSE)
  data.frame(trial = table$trial[1], cmh = -sign(fit$b[1]) * sqrt(cmh$statistic[[1]]),
             difference = fit$b[1], standard_error = fit$se)
}
results <- do.call(rbind, lapply(split(strata, strata$trial), of_trial))
write_table(merge(strata, results), "response_strata.csv")
