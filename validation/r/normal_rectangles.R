# Writes tests/data/normal_rectangles.csv: probabilities of rectangles under multivariate normal
# distributions by mvtnorm (Debian r-cran-mvtnorm), each by its most exact method: TVPACK for three
# variables, Miwa for up to five, Genz and Bretz where correlations are singular, as those of the
# MaxCombo test are. Run it from anywhere: Rscript validation/r/normal_rectangles.R
suppressMessages(library(mvtnorm))
set.seed(20260131)

script <- sub("^--file=", "", grep("^--file=", commandArgs(FALSE), value = TRUE))
folder <- file.path(dirname(normalizePath(script)), "..", "..", "tests", "data")

random_correlation <- function(n) {
  factors <- matrix(rnorm(n * (n + 1)), n)
  cov2cor(factors %*% t(factors))
}
row_of <- function(method, error, lower, upper, R, p) {
  text <- function(x) paste(sprintf("%.17g", x), collapse = " ")
  finite <- function(x) pmax(-1e30, pmin(1e30, x))  # what the kernels take for infinity
  data.frame(method = method, dimension = length(lower), lower = text(finite(lower)),
             upper = text(finite(upper)), correlation = text(R[lower.tri(R)]),
             probability = sprintf("%.17g", p), error = error)
}
below <- function(n) rep(-Inf, n)
rows <- list()
add <- function(...) rows[[length(rows) + 1]] <<- row_of(...)

for (i in 1:12) {
  R <- random_correlation(3)
  upper <- rnorm(3, -0.5, 1.5)
  add("TVPACK", 1e-12, below(3), upper, R,
      pmvnorm(below(3), upper, corr = R, algorithm = TVPACK(abseps = 1e-14)))
}
for (n in c(4, 4, 4, 4, 5)) {
  R <- random_correlation(n)
  lower <- rnorm(n, -1.5)
  upper <- lower + rexp(n, 0.3)
  steps <- if (n == 4) 1024 else 256
  p <- pmvnorm(lower, upper, corr = R, algorithm = Miwa(steps = steps))
  coarser <- pmvnorm(lower, upper, corr = R, algorithm = Miwa(steps = steps / 2))
  add("Miwa", max(1e-10, abs(p - coarser)), lower, upper, R, p)
}

# of the MaxCombo tests of four data sets: the j-th test is the first below the least z
maxcombo <- read.csv(file.path(folder, "surv_maxcombo.csv"))
genz <- GenzBretz(maxpts = 5e6, abseps = 1e-10)
for (i in seq_len(nrow(maxcombo))) {
  R <- diag(4)
  R[lower.tri(R)] <- as.numeric(maxcombo[i, c("c12", "c13", "c14", "c23", "c24", "c34")])
  R[upper.tri(R)] <- t(R)[upper.tri(R)]
  z <- maxcombo$zmin[i]
  for (j in 2:4) {
    lower <- c(rep(z, j - 1), -Inf)
    upper <- c(rep(Inf, j - 1), z)
    p <- pmvnorm(lower, upper, corr = R[1:j, 1:j], algorithm = genz)
    add("GenzBretz", max(1e-12, attr(p, "error")), lower, upper, R[1:j, 1:j], p)
  }
  # all of them nearer to 0 than the farthest: what the first to exceed it leaves, since of an
  # integral near 1 Genz and Bretz miss the corners
  farthest <- max(abs(as.numeric(maxcombo[i, c("z00", "z01", "z10", "z11")])))
  outside <- 2 * pnorm(-farthest)
  error <- 1e-12
  for (j in 2:4) for (side in c(-1, 1)) {
    mirrored <- R[1:j, 1:j]
    mirrored[j, -j] <- mirrored[-j, j] <- side * mirrored[j, -j]
    part <- pmvnorm(c(rep(-farthest, j - 1), -Inf), c(rep(farthest, j - 1), -farthest),
                    corr = mirrored, algorithm = genz)
    outside <- outside + part
    error <- error + attr(part, "error")
  }
  add("GenzBretz", error, rep(-farthest, 4), rep(farthest, 4), R, 1 - outside)
}
write.csv(do.call(rbind, rows), file.path(folder, "normal_rectangles.csv"), row.names = FALSE,
          quote = FALSE)
