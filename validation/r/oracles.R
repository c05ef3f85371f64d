# Makes the values of tests/data again with R's survival package, and prints how far the stored
# ones are from them. Run it from anywhere: Rscript validation/r/oracles.R
#   --write   also writes surv_cox_converged.csv, the one file that this script is the origin of
suppressMessages(library(survival))

script <- sub("^--file=", "", grep("^--file=", commandArgs(FALSE), value = TRUE))
folder <- file.path(dirname(normalizePath(script)), "..", "..", "tests", "data")
stored <- function(name) read.csv(file.path(folder, paste0(name, ".csv")))

studies <- c("lung", "ovarian", "veteran", "colon_rec")
data_of <- setNames(lapply(paste0("data_", studies), stored), studies)

worst <- 0
compare <- function(what, made, kept) {
  stopifnot(length(made) == length(kept), identical(is.na(made), is.na(kept)))
  difference <- if (all(is.na(made))) 0 else max(abs(made - kept), na.rm = TRUE)
  worst <<- max(worst, difference)
  cat(sprintf("%-36s %3d values, largest difference %.2g\n", what, length(made), difference))
}
by_line <- function(table, value) vapply(seq_len(nrow(table)), function(i) value(table[i, ]), 0)

# --- the data: which columns of the package's data sets they are -------------------------------
columns <- function(time, status, arm, stratum, x1) data.frame(time, status, arm, stratum, x1)
known_ecog <- subset(lung, !is.na(ph.ecog))
recurrence <- subset(colon, etype == 1 & rx != "Lev")
from_package <- list(
  lung = with(known_ecog, columns(time, status - 1, as.integer(sex == 2), pmin(ph.ecog, 2), age)),
  ovarian = with(ovarian, columns(futime, fustat, as.integer(rx == 2), resid.ds, age)),
  veteran = with(veteran, columns(time, status, as.integer(trt == 2), as.integer(celltype), karno)),
  colon_rec = with(recurrence, columns(time, status, as.integer(rx == "Lev+5FU"), extent, age)))
for (study in studies) {
  for (column in c("time", "status", "arm", "stratum", "x1")) {
    compare(paste("data", study, column), from_package[[study]][[column]],
            data_of[[study]][[column]])
  }
}

# --- log-rank: events and variance of arm 1, summed over the strata -----------------------------
survdiff_of <- function(line) {
  terms <- if (line$stratified) "arm + strata(stratum)" else "arm"
  survdiff(as.formula(paste("Surv(time, status) ~", terms)), data_of[[line$data]], rho = line$rho)
}
observed <- function(fit) sum(if (is.matrix(fit$obs)) fit$obs[2, ] else fit$obs[2])
expected <- function(fit) sum(if (is.matrix(fit$exp)) fit$exp[2, ] else fit$exp[2])
logrank <- stored("surv_logrank")
fits <- lapply(seq_len(nrow(logrank)), function(i) survdiff_of(logrank[i, ]))
compare("logrank observed, arm 1", vapply(fits, observed, 0), logrank$O1)
compare("logrank expected, arm 1", vapply(fits, expected, 0), logrank$E1)
compare("logrank variance", vapply(fits, function(f) f$var[2, 2], 0), logrank$V)
compare("logrank z", vapply(fits, function(f) (observed(f) - expected(f)) / sqrt(f$var[2, 2]), 0),
        logrank$z)

# --- Cox ----------------------------------------------------------------------------------------
coxph_of <- function(line, control = coxph.control()) {
  terms <- gsub("+", " + ", line$covars, fixed = TRUE)
  if (line$stratified) terms <- paste(terms, "+ strata(stratum)")
  coxph(as.formula(paste("Surv(time, status) ~", terms)), data_of[[line$data]],
        ties = line$ties, control = control)
}
cox <- stored("surv_cox")
compare("cox log hazard ratio", by_line(cox, function(l) coef(coxph_of(l))[[1]]), cox$beta)
compare("cox standard error", by_line(cox, function(l) sqrt(vcov(coxph_of(l))[1, 1])), cox$se)
compare("cox log likelihood", by_line(cox, function(l) coxph_of(l)$loglik[2]), cox$loglik1)

# coxph stops at a relative change of 1e-9 in the log likelihood, up to 2e-9 from the maximum;
# iterated further it gives what the reference is held against to 1e-12
further <- coxph.control(eps = 1e-15, toler.chol = 1e-16, iter.max = 50)
lines <- subset(cox, covars == "arm" & ties == "efron")
converged <- data.frame(
  data = lines$data, stratified = lines$stratified,
  beta = by_line(lines, function(l) coef(coxph_of(l, further))[[1]]),
  se = by_line(lines, function(l) sqrt(vcov(coxph_of(l, further))[1, 1])))
if ("--write" %in% commandArgs(TRUE)) {
  written <- transform(converged, beta = sprintf("%.17g", beta), se = sprintf("%.17g", se))
  write.csv(written, file.path(folder, "surv_cox_converged.csv"), row.names = FALSE, quote = FALSE)
}
kept <- stored("surv_cox_converged")
compare("cox converged log hazard ratio", converged$beta, kept$beta)
compare("cox converged standard error", converged$se, kept$se)

# --- Kaplan-Meier -------------------------------------------------------------------------------
survfit_of <- function(line, ...) {
  survfit(Surv(time, status) ~ 1, subset(data_of[[line$data]], arm == line$arm), ...)
}
quantiles <- stored("surv_km_quantiles")
compare("kaplan-meier quantiles", by_line(quantiles, function(l) {
  as.numeric(quantile(survfit_of(l, conf.type = l$conf.type), probs = l$prob, conf.int = FALSE))
}), quantiles$q)
milestones <- stored("surv_km_milestone")
compare("kaplan-meier survival",
        by_line(milestones, function(l) summary(survfit_of(l), times = l$time)$surv),
        milestones$surv)

# --- expected PFS events of 737 patients 1:1, 22 months of uniform accrual -----------------------
events_by <- function(month, rate) {
  dropout <- -log(1 - 0.05) / 12
  seen <- function(entry) rate / (rate + dropout) * (1 - exp(-(rate + dropout) * (month - entry)))
  737 / 2 / 22 * integrate(seen, 0, min(month, 22), rel.tol = 1e-12)$value
}
events <- stored("expected_events")
compare("expected events, control",
        by_line(events, function(l) events_by(l$time, log(2) / 31.9)), events$ctl)
compare("expected events, experimental",
        by_line(events, function(l) events_by(l$time, l$hr * log(2) / 31.9)), events$trt)

cat(sprintf("%s, survival %s: largest difference of all %.2g\n", R.version.string,
            packageVersion("survival"), worst))
quit(status = if (worst < 1e-8) 0 else 1)
