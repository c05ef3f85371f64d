# rpact on the textbook design: microseconds of processor time a simulated trial, and the power that
# it finds. benchmarks/compare_with_rpact.sh runs it:
#   Rscript benchmarks/rpact.R FEW MANY RUNS
# Prints a line of four words: version, microseconds a trial, power, its Monte Carlo error.
suppressPackageStartupMessages(library(rpact))

words <- as.integer(commandArgs(trailingOnly = TRUE))
few <- words[1]
many <- words[2]
runs <- words[3]

design <- getDesignGroupSequential(kMax = 1, alpha = 0.025, sided = 1)

simulate <- function(trials, seed) {
    start <- proc.time()
    result <- getSimulationSurvival(
        design,
        directionUpper = FALSE, # the experimental arm is better where its hazard is lower
        lambda2 = log(2) / 31.9, # a month: PFS of the control arm
        hazardRatio = 0.75,
        dropoutRate1 = 0.05, dropoutRate2 = 0.05, dropoutTime = 12,
        accrualTime = c(0, 22), maxNumberOfSubjects = 737,
        allocation1 = 1, allocation2 = 1,
        plannedEvents = 390,
        maxNumberOfIterations = trials, seed = seed
    )
    spent <- proc.time() - start
    list(
        seconds = spent[["user.self"]] + spent[["sys.self"]],
        power = result$overallReject
    )
}

# the difference of two sizes: what a call takes beside its trials cancels
invisible(simulate(few, 1))
microseconds <- Inf
powers <- numeric(0)
for (run in seq_len(runs)) {
    small <- simulate(few, 100 + run)
    large <- simulate(many, 200 + run)
    microseconds <- min(microseconds, 1e6 * (large$seconds - small$seconds) / (many - few))
    powers <- c(powers, large$power)
}
power <- mean(powers)
cat(
    as.character(packageVersion("rpact")), microseconds, power,
    sqrt(power * (1 - power) / (many * runs)), "\n"
)
