# Writes tests/data/exact_binomial.csv and one_sample_logrank.csv: tests of a single arm.
# The fewest responders that reject by qbinom, their p-value and the one of a responder less by
# binom.test; the one-sample log-rank test by survdiff with an offset, the survival that the null
# hypothesis gives each patient.
# Run it from anywhere: Rscript validation/r/single_arm.R
suppressMessages(library(survival))

script <- sub("^--file=", "", grep("^--file=", commandArgs(FALSE), value = TRUE))
folder <- file.path(dirname(normalizePath(script)), "..", "..", "tests", "data")
write_table <- function(table, name) {
  numeric <- vapply(table, is.double, TRUE)
  table[numeric] <- lapply(table[numeric], function(x) sprintf("%.17g", x))
  write.csv(table, file.path(folder, name), row.names = FALSE, quote = FALSE)
}

cases <- expand.grid(n = c(1, 5, 12, 29, 40, 106, 148, 1000, 10000),
                     null_rate = c(0.05, 0.2, 0.5, 0.85), level = c(1e-6, 0.025, 0.05, 0.2))
cases$critical <- qbinom(cases$level, cases$n, cases$null_rate, lower.tail = FALSE) + 1
p_value <- function(x, n, p) {
  ifelse(x > n, NA, mapply(function(x, n, p) {
    binom.test(min(x, n), n, p, alternative = "greater")$p.value
  }, x, n, p))
}
cases$p <- p_value(cases$critical, cases$n, cases$null_rate)
cases$p_of_one_less <- p_value(cases$critical - 1, cases$n, cases$null_rate)
cases$n <- as.integer(cases$n)
cases$critical <- as.integer(cases$critical)
write_table(cases, "exact_binomial.csv")

tests <- do.call(rbind, lapply(c("lung", "ovarian", "veteran", "colon_rec"), function(name) {
  data <- read.csv(file.path(folder, paste0("data_", name, ".csv")))
  do.call(rbind, lapply(c(150, 400, 1500), function(median) {
    data$survival <- exp(-log(2) * data$time / median)
    fit <- survdiff(Surv(time, status) ~ offset(survival), data = data)
    data.frame(data = name, null_median_days = median, observed = fit$obs, expected = fit$exp,
               z = sign(fit$obs - fit$exp) * sqrt(fit$chisq))
  }))
}))
write_table(tests, "one_sample_logrank.csv")
