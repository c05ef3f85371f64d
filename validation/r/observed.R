# What rpact says of trials that a test hands over on standard input, one a line: spending function,
# its parameter, alpha, patients of the experimental arm for one of control, margin, events planned
# at the last look, 1 if the last look told is the last planned; then events and z of each look told,
# z < 0 where the experimental arm is better. Prints for each: critical values; repeated intervals
# of the hazard ratio, lower limits, then upper ones; final p-value, median-unbiased hazard ratio
# and its interval of level 1 - 2 alpha; conditional power at the hazard ratio that z gives and at
# 0.8, where one look is left. NA where it has none.
#   Rscript validation/r/observed.R < TRIALS
suppressMessages(library(rpact))
setLogLevel("DISABLED")

names_in_rpact <- c(lan_demets_obrien_fleming = "asOF", lan_demets_pocock = "asP",
                    hwang_shih_decani = "asHSD", power = "asKD")
tell <- function(values) cat(paste(sprintf("%.17g", values), collapse = " "), "\n")

spending_design <- function(type, parameter, alpha, rates) {
  arguments <- list(typeOfDesign = type, alpha = alpha, sided = 1, informationRates = rates,
                    tolerance = 1e-10)
  if (type %in% c("asHSD", "asKD")) arguments$gammaA <- parameter
  suppressWarnings(do.call(getDesignGroupSequential, arguments))
}

for (line in readLines(file("stdin"))) {
  words <- strsplit(line, " ")[[1]]
  numbers <- as.numeric(words[-1])
  type <- names_in_rpact[[words[1]]]
  alpha <- numbers[2]
  ratio <- numbers[3]
  margin <- numbers[4]
  planned <- numbers[5]
  is_final <- numbers[6] == 1
  looks <- matrix(numbers[-(1:6)], nrow = 2)
  events <- looks[1, ]
  told <- length(events)
  # each look spends by its share of the planned events, the last one what is left
  before_last <- if (is_final) events[-told] else events
  design <- spending_design(type, numbers[1], alpha, c(before_last, planned) / planned)
  if (is_final) {
    design <- suppressWarnings(getDesignGroupSequential(
      typeOfDesign = "asUser", userAlphaSpending = design$alphaSpent, alpha = alpha, sided = 1,
      informationRates = events / events[told], tolerance = 1e-10))
  }
  # rpact takes the log-rank z of no difference and moves it to the margin itself
  weight <- ratio / (1 + ratio)^2
  z <- looks[2, ] + sqrt(weight * events) * log(margin)
  data <- getDataset(overallLogRanks = z, overallEvents = events,
                     overallAllocationRatios = rep(ratio, told))
  result <- suppressWarnings(getAnalysisResults(design, data, directionUpper = FALSE,
                                                thetaH0 = margin, stage = told))
  tell(design$criticalValues[1:told])
  tell(result$repeatedConfidenceIntervalLowerBounds[1:told])
  tell(result$repeatedConfidenceIntervalUpperBounds[1:told])
  first_of <- function(values) c(values[!is.na(values)], NA)[1]
  tell(c(first_of(result$finalPValues), first_of(result$medianUnbiasedEstimates),
         first_of(result$finalConfidenceIntervalLowerBounds),
         first_of(result$finalConfidenceIntervalUpperBounds)))
  power <- c(NA, NA)
  if (!is_final) {
    estimate <- margin * exp(looks[2, told] / sqrt(weight * events[told]))
    stages <- getStageResults(design, data, directionUpper = FALSE, thetaH0 = margin, stage = told)
    power <- sapply(c(estimate, 0.8), function(truth) {
      tail(getConditionalPower(stages, nPlanned = planned - events[told], thetaH1 = truth,
                               allocationRatioPlanned = ratio)$conditionalPower, 1)
    })
  }
  tell(power)
}
