# Reference values for the comparison with norms: ratio of spreads with its F interval.
# usage: Rscript norms.R > norms.json    (stats)
set.seed(4)
x <- round(rnorm(25, 3.4, .6), 2)
y <- round(rnorm(40, 3.9, .9), 2)
v <- var.test(x, y)
num <- function(v) paste0("[", paste(sprintf("%.12g", v), collapse = ","), "]")
cat("{\n", sprintf(' "tools": {"R": "%s"},\n', getRversion()), ' "x": ', num(x), ',\n "y": ', num(y), ',\n', sep = "")
cat(' "ratio": ', sprintf("%.12g", sqrt(v$estimate)), ',\n "interval": ', num(sqrt(v$conf.int)), '\n}\n', sep = "")
