# Reference values for polychoric correlations and ordinal alpha.
# usage: Rscript ordinal.R > ordinal.json    (polycor, psych)
suppressMessages({library(psych); library(polycor)})
set.seed(5)
n <- 150
f <- rnorm(n)
# a skewed, a rare, a reversed and a strongly related item; option 6 of the second is never chosen
x <- cbind(findInterval(.8 * f + rnorm(n), c(-1.5, -.5, .2, .9, 1.6)) + 1,
           findInterval(.5 * f + rnorm(n), c(-.3, .1, 1.2, 2.2)) + 1,
           findInterval(-.7 * f + rnorm(n), c(-1, 0, .5, 1, 2)) + 1,
           findInterval(f + .3 * rnorm(n), c(-1, 0, .5, 1, 2)) + 1)
num <- function(v) paste0("[", paste(sprintf("%.12g", v), collapse = ","), "]")
rho <- c()
for (i in 2:4) for (j in 1:(i - 1)) rho <- c(rho, polychor(table(x[, i], x[, j]), ML = FALSE))
p <- suppressWarnings(psych::polychoric(x, correct = 0)$rho)
invisible(capture.output(a <- suppressWarnings(psych::alpha(p)$total$std.alpha)))
cat("{\n", sprintf(' "tools": {"R": "%s", "polycor": "%s", "psych": "%s"},\n', getRversion(), packageVersion("polycor"), packageVersion("psych")), sep = "")
cat(' "rows": [', paste(apply(x, 1, num), collapse = ",\n  "), '],\n', sep = "")
cat(' "polychoric": ', num(rho), ',\n "ordinal_alpha": ', sprintf("%.12g", a), '\n}\n', sep = "")
