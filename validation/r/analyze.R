# What R makes of the data that a test hands to `vtrial analyze`: a line for each number, its place in
# the JSON and its value. The columns are time, event, arm (control "placebo"), site, stage, age, sex,
# responds.
#   Rscript validation/r/analyze.R DATA.csv TAU MILESTONE
suppressMessages(library(survival))

arguments <- commandArgs(TRUE)
tau <- as.numeric(arguments[2])
milestone <- as.numeric(arguments[3])
data <- read.csv(arguments[1])
data <- data[complete.cases(data), ]
data$treated <- as.integer(data$arm != "placebo")
data$stratum <- interaction(data$site, data$stage, drop = TRUE)

tell <- function(place, value) cat(sprintf("%s %s\n", place, ifelse(is.na(value), "null",
                                                                  sprintf("%.17g", value))))
two_sided <- function(z) 2 * pnorm(-abs(z))
tell_test <- function(place, z) {
  tell(paste0(place, "/z"), z)
  tell(paste0(place, "/p"), two_sided(z))
}

tell("/n", nrow(data))
tell("/events", sum(data$event))
tell("/strata", nlevels(data$stratum))

# --- log-rank, rho 0 and 1 ----------------------------------------------------------------------
z_of <- function(rho) {
  fit <- survdiff(Surv(time, event) ~ treated + strata(stratum), data, rho = rho)
  (sum(fit$obs[2, ]) - sum(fit$exp[2, ])) / sqrt(fit$var[2, 2])
}
tell_test("/logrank", z_of(0))
tell_test("/weighted/0", z_of(1))

# --- a weight of late effects, which survival does not have, from its numbers at risk ------------
late_weights <- function(rho, gamma) {
  score <- 0
  variance <- 0
  for (part in split(data, data$stratum)) {
    pooled <- summary(survfit(Surv(time, event) ~ 1, part), censored = FALSE)
    if (length(pooled$time) == 0) next
    before <- c(1, pooled$surv[-length(pooled$surv)])
    weight <- before^rho * (1 - before)^gamma
    # at the pooled times of an arm, near-ties already made equal
    tied <- survival:::aeqSurv(Surv(part$time, part$event))
    at_risk <- sapply(pooled$time, function(t) sum(tied[part$treated == 1, 1] >= t))
    events <- sapply(pooled$time, function(t) sum(tied[part$treated == 1, 1] == t &
                                                  tied[part$treated == 1, 2] == 1))
    n <- pooled$n.risk
    d <- pooled$n.event
    share <- at_risk / n
    score <- score + sum(weight * (events - d * share))
    variance <- variance + sum(weight^2 * d * share * (1 - share) * (n - d) / pmax(n - 1, 1))
  }
  score / sqrt(variance)
}
# ties as of all patients, as survdiff has them
fixed <- survival:::aeqSurv(Surv(data$time, data$event))
original <- data$time
data$time <- fixed[, 1]
tell_test("/weighted/1", late_weights(0.5, 2))
data$time <- original

# --- Cox, iterated as far as double precision goes ----------------------------------------------
further <- coxph.control(eps = 1e-14, toler.chol = 1e-15, iter.max = 100)
cox <- coxph(Surv(time, event) ~ treated + age + sex + strata(stratum), data, control = further,
             ties = arguments[4])
errors <- sqrt(diag(vcov(cox)))
tell("/cox/log_hr", coef(cox)[["treated"]])
tell("/cox/se", errors[["treated"]])
tell("/cox/lower", exp(confint(cox)["treated", 1]))
tell("/cox/upper", exp(confint(cox)["treated", 2]))
for (k in 2:length(coef(cox))) {
  tell(sprintf("/cox/covariates/%d/log_hr", k - 2), coef(cox)[[k]])
  tell(sprintf("/cox/covariates/%d/se", k - 2), errors[[k]])
}

# --- curves, of both arms from one Surv so that near-ties are the same --------------------------
curves <- survfit(Surv(time, event) ~ treated, data, conf.type = "log-log")
medians <- quantile(curves, probs = 0.5)
at <- summary(curves, times = milestone)
means <- summary(curves, rmean = tau)$table
for (arm in 0:1) {
  place <- sprintf("/arms/%d", arm)
  tell(paste0(place, "/n"), sum(data$treated == arm))
  tell(paste0(place, "/events"), sum(data$event[data$treated == arm]))
  tell(paste0(place, "/median/estimate"), medians$quantile[arm + 1, 1])
  tell(paste0(place, "/median/lower"), medians$lower[arm + 1, 1])
  tell(paste0(place, "/median/upper"), medians$upper[arm + 1, 1])
  place <- sprintf("/milestone/0/arms/%d", arm)
  tell(paste0(place, "/survival"), at$surv[arm + 1])
  tell(paste0(place, "/se"), at$std.err[arm + 1])
  tell(paste0(place, "/lower"), at$lower[arm + 1])
  tell(paste0(place, "/upper"), at$upper[arm + 1])
  place <- sprintf("/rmst/arms/%d", arm)
  tell(paste0(place, "/estimate"), means[arm + 1, "rmean"])
  tell(paste0(place, "/se"), means[arm + 1, "se(rmean)"])
}
tell_difference <- function(place, estimates, errors) {
  difference <- estimates[2] - estimates[1]
  error <- sqrt(sum(errors^2))
  tell(paste0(place, "/difference"), difference)
  tell(paste0(place, "/se"), error)
  tell_test(place, -difference / error)
}
tell_difference("/milestone/0", at$surv, at$std.err)
tell_difference("/rmst", means[, "rmean"], means[, "se(rmean)"])

# --- responses: Wilson's limits an arm, the pooled test and Wald's limits, and the strata ---------
patients <- as.vector(table(data$treated))
responders <- as.vector(tapply(data$responds, data$treated, sum))
for (arm in 0:1) {
  place <- sprintf("/response/0/arms/%d", arm)
  alone <- prop.test(responders[arm + 1], patients[arm + 1], correct = FALSE)
  tell(paste0(place, "/n"), patients[arm + 1])
  tell(paste0(place, "/responders"), responders[arm + 1])
  tell(paste0(place, "/rate"), alone$estimate[[1]])
  tell(paste0(place, "/lower"), alone$conf.int[1])
  tell(paste0(place, "/upper"), alone$conf.int[2])
}
both <- prop.test(rev(responders), rev(patients), correct = FALSE)
tell("/response/0/difference", both$estimate[[1]] - both$estimate[[2]])
tell("/response/0/lower", both$conf.int[1])
tell("/response/0/upper", both$conf.int[2])
tell("/response/0/p", both$p.value)
strata <- mantelhaen.test(table(data$treated, data$responds, data$stratum), correct = FALSE)
tell("/response/0/cmh/chisq", strata$statistic[[1]])
