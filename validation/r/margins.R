# Writes tests/data/surv_margin.csv: the score test of a hazard ratio m other than 1, from its
# formula row by row. Where no events are tied it is the score test of coxph with an offset, which
# this script checks. Run it from anywhere: Rscript validation/r/margins.R
suppressMessages(library(survival))

script <- sub("^--file=", "", grep("^--file=", commandArgs(FALSE), value = TRUE))
folder <- file.path(dirname(normalizePath(script)), "..", "..", "tests", "data")
read_data <- function(study) read.csv(file.path(folder, paste0("data_", study, ".csv")))

# E = sum d m n1 / (n0 + m n1), V = sum d m n1 n0 / (n0 + m n1)^2 (n - d) / (n - 1)
score_of <- function(data, margin) {
  U <- 0
  V <- 0
  for (time in sort(unique(data$time[data$status == 1]))) {
    at_risk <- data$time >= time
    n1 <- sum(at_risk & data$arm == 1)
    n0 <- sum(at_risk & data$arm == 0)
    dying <- data$time == time & data$status == 1
    d <- sum(dying)
    share <- margin * n1 / (n0 + margin * n1)
    U <- U + sum(dying & data$arm == 1) - d * share
    if (n0 + n1 > 1) V <- V + d * share * (1 - share) * (n0 + n1 - d) / (n0 + n1 - 1)
  }
  c(U, V)
}

lines <- expand.grid(margin = c(1, 1.1, 1.3, 0.8), stratified = c(FALSE, TRUE),
                     data = c("lung", "ovarian", "veteran", "colon_rec"),
                     stringsAsFactors = FALSE)
scores <- t(apply(lines, 1, function(line) {
  data <- read_data(line["data"])
  parts <- if (as.logical(line["stratified"])) split(data, data$stratum) else list(data)
  rowSums(sapply(parts, score_of, margin = as.numeric(line["margin"])))
}))

without_ties <- read_data("ovarian")
without_ties$shift <- log(1.3) * without_ties$arm
fit <- coxph(Surv(time, status) ~ arm + offset(shift), without_ties)
line <- lines$data == "ovarian" & lines$margin == 1.3 & !lines$stratified
stopifnot(abs(fit$score - scores[line, 1]^2 / scores[line, 2]) < 1e-12)

digits <- function(x) sprintf("%.17g", x)
write.csv(data.frame(lines[c("data", "stratified", "margin")], U = digits(scores[, 1]),
                     V = digits(scores[, 2]), z = digits(scores[, 1] / sqrt(scores[, 2]))),
          file.path(folder, "surv_margin.csv"), row.names = FALSE, quote = FALSE)
