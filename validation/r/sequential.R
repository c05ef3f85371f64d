# rpact's group-sequential designs for designs that a test hands over on standard input, one a line:
# function, parameter, alpha, then the information fractions. Prints for each the critical values,
# then the probabilities to reject at each look at a drift of 2.8 at the last.
#   Rscript validation/r/sequential.R < DESIGNS
suppressMessages(library(rpact))

names_in_rpact <- c(lan_demets_obrien_fleming = "asOF", lan_demets_pocock = "asP",
                    hwang_shih_decani = "asHSD", power = "asKD", obrien_fleming = "OF",
                    pocock = "P", wang_tsiatis = "WT")
tell <- function(values) cat(paste(sprintf("%.17g", values), collapse = " "), "\n")

for (line in readLines(file("stdin"))) {
  words <- strsplit(line, " ")[[1]]
  numbers <- as.numeric(words[-1])
  type <- names_in_rpact[[words[1]]]
  fractions <- numbers[-(1:2)]
  arguments <- list(typeOfDesign = type, alpha = numbers[2], sided = 1,
                    informationRates = fractions, tolerance = 1e-10)
  if (type %in% c("asHSD", "asKD")) arguments$gammaA <- numbers[1]
  if (type == "WT") arguments$deltaWT <- numbers[1]
  design <- suppressWarnings(do.call(getDesignGroupSequential, arguments))
  tell(design$criticalValues)
  power <- getPowerAndAverageSampleNumber(design, theta = 2.8 / 10, nMax = 100)
  tell(as.vector(power$rejectPerStage))
}
