# Reference values for nonmetric and interval scaling and for Procrustes rotation.
# usage: Rscript structure.R > structure.json    (MASS, vegan)
suppressMessages({library(MASS); library(vegan)})
set.seed(21)
n <- 10
a <- 2 * pi * (0:(n - 1)) / n
circle <- cbind(cos(a), sin(a))
x <- circle + matrix(rnorm(2 * n, 0, .25), n)
d <- round(as.matrix(dist(x))^1.4 + abs(matrix(rnorm(n * n, 0, .6), n)), 3)
d <- (d + t(d)) / 2
diag(d) <- 0
best <- Inf
for (k in 1:60) {
  start <- if (k == 1) cmdscale(d) else matrix(rnorm(2 * n), n)
  f <- isoMDS(as.dist(d), start, k = 2, maxit = 2000, tol = 1e-9, trace = FALSE)
  if (f$stress < best) { best <- f$stress; fit <- f }
}
# interval: stress-1 minimised directly over points, intercept and slope
delta <- as.numeric(as.dist(d))
stress <- function(p) { y <- as.numeric(dist(matrix(p[1:(2 * n)], n))); t <- pmax(0, p[2 * n + 1] + exp(p[2 * n + 2]) * delta); sqrt(sum((t - y)^2) / sum(y^2)) }
least <- Inf
for (k in 1:12) {
  start <- if (k == 1) c(cmdscale(d), 0, 0) else c(rnorm(2 * n), 0, 0)
  o <- optim(start, stress, method = "BFGS", control = list(maxit = 5000, reltol = 1e-14))
  least <- min(least, o$value)
}
p <- procrustes(circle, fit$points, symmetric = TRUE)
num <- function(v) paste0("[", paste(sprintf("%.12g", v), collapse = ","), "]")
cat("{\n", sprintf(' "tools": {"R": "%s", "MASS": "%s", "vegan": "%s"},\n', getRversion(), packageVersion("MASS"), packageVersion("vegan")), sep = "")
cat(' "dissimilarity": [', paste(apply(d, 1, num), collapse = ",\n  "), '],\n', sep = "")
cat(' "ordinal_stress": ', sprintf("%.12g", best / 100), ',\n "interval_stress": ', sprintf("%.12g", least), ',\n', sep = "")
cat(' "points": [', paste(apply(fit$points, 1, num), collapse = ","), '],\n', sep = "")
cat(' "procrustes_r": ', sprintf("%.12g", sqrt(1 - p$ss)), ',\n "protest_p": ', sprintf("%.12g", protest(circle, fit$points, permutations = 9999)$signif), '\n}\n', sep = "")
