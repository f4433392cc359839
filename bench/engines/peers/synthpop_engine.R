# synthpop's trees (GPL-2 or GPL-3, called as a program): syn() with its defaults, which are CART for all columns in their order.
# Arguments train.csv, rows, name, out.csv; seconds as JSON on the last line. syn() learns and draws column by column in one
# call, so its seconds are all told as those of the fit, and there are none of the sample.

arguments <- commandArgs(trailingOnly = TRUE)
rows <- as.integer(arguments[2])
if (arguments[3] != "CART") stop("no engine synthpop:", arguments[3], ": there is synthpop:CART")
if (!requireNamespace("synthpop", quietly = TRUE)) {
  stop('synthpop is not there: install.packages("synthpop") in R, or R_LIBS for a library that has it')
}
suppressMessages(library(synthpop))

# Columns of numbers as numbers and all others as factors, since syn() takes no text. Only what is empty is missing: "NA" may
# be a label, and "T" and "F" are labels too.
train <- read.csv(arguments[1], check.names = FALSE, na.strings = "", colClasses = "character")
train[] <- lapply(train, function(texts) {
  numbers <- suppressWarnings(as.numeric(texts))
  if (any(is.na(numbers) & !is.na(texts))) factor(texts) else numbers
})
names <- colnames(train)
# It asks for names without signs, and takes no factor of more levels than said, 60 without.
colnames(train) <- paste0("column", seq_along(names))
levels <- max(60, sapply(train, nlevels))

busy <- function() sum(proc.time()[c("user.self", "sys.self", "user.child", "sys.child")])
start <- proc.time()[["elapsed"]]
used <- busy()
synthetic <- syn(train, method = "cart", k = rows, maxfaclevels = levels, seed = 1, print.flag = FALSE)$syn
seconds <- proc.time()[["elapsed"]] - start
used <- busy() - used

colnames(synthetic) <- names
options(scipen = 999) # 100000, not 1e+05.
write.csv(synthetic, arguments[4], row.names = FALSE, na = "")
message("synthpop ", packageVersion("synthpop"), ", rpart ", packageVersion("rpart"), ", ", R.version.string)
cat(sprintf('{"fitSeconds": %.3f, "sampleSeconds": null, "busySeconds": %.3f}\n', seconds, used))
