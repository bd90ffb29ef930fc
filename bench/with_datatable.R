# data.table reads and counts, R resamples: Rscript with_datatable.R FILE.csv ITEMS.csv, which gives the items (instrument,dimension,place,item)
suppressPackageStartupMessages(library(data.table))
args <- commandArgs(trailingOnly = TRUE)
RESAMPLES <- 2000; K <- 6
set.seed(1)
d <- fread(args[1], colClasses = c(model = "character", persona = "character", item = "character"), select = c("model", "seed", "persona", "item", "option"))
d[is.na(seed), seed := 0L]
key <- fread(args[2]) # instrument, dimension (empty: scored in none), item
entropy <- function(p) { e <- p * log2(p); e[p == 0] <- 0; -rowSums(e) }
# t: draws x (dimension, option), dimension slowest; the last is the rest; without a base, the profile alone
values <- function(t, D, base) {
  whole <- 0; for (j in seq_len(D + 1)) whole <- whole + t[, (j - 1) * K + 1:K, drop = FALSE]
  all <- drop(whole %*% 1:K) / rowSums(whole)
  lapply(seq_len(D), function(j) {
    p <- t[, (j - 1) * K + 1:K, drop = FALSE]; p <- p / rowSums(p)
    profile <- drop(p %*% 1:K) - all
    if (is.null(base)) return(cbind(profile))
    q <- base[[j]]; q <- q / rowSums(q)
    cbind(inertia = 1 - entropy(p) / log2(K), top2_adjacent = do.call(pmax, lapply(1:(K - 1), function(k) p[, k] + p[, k + 1])),
          modal_share = do.call(pmax, lapply(1:K, function(k) p[, k])), profile, jsd = entropy((p + q) / 2) - (entropy(p) + entropy(q)) / 2)
  })
}
# the normal quantiles for resamples of so many persons: those of Student's t, with the spread's factor
expanded <- function(persons, seeds) qt(c(.025, .975), persons - seeds) * sqrt(persons / (persons - seeds))
bca <- function(x, reps, jack, z) {
  z0 <- qnorm(min(max(mean(reps < x) + mean(reps == x) / 2, 1e-9), 1 - 1e-9)); dev <- mean(jack) - jack
  a <- sum(dev^3) / (6 * sum(dev^2)^1.5)
  quantile(reps, pnorm(z0 + (z0 + z) / (1 - a * (z0 + z))), names = FALSE)
}
logit <- function(x, reps, z) plogis(qlogis(x) + z * sd(reps) / (x * (1 - x)))
rows <- list()
for (model_name in sort(unique(d$model))) for (ins in unique(key$instrument)) {
  k <- key[instrument == ins]
  dims <- setdiff(unique(k[order(place), dimension]), ""); D <- length(dims)
  mine <- d[model == model_name & item %in% k$item]
  mine[k, at := i.place, on = "item"]
  mine[, cell := (at - 1L) * K + option]
  under <- mine[persona != ""]
  people <- unique(under[, .(seed, persona)]); people[, row := .I]
  tally <- under[people, on = .(seed, persona)][, .N, by = .(row, cell)]
  v <- matrix(0, nrow(people), (D + 1) * K); v[cbind(tally$row, tally$cell)] <- tally$N
  w <- matrix(0, RESAMPLES, nrow(people))
  for (s in unique(people$seed)) {
    members <- which(people$seed == s); n <- length(members)
    w[, members] <- matrix(tabulate(sample.int(n, n * RESAMPLES, TRUE) + rep(0:(RESAMPLES - 1), each = n) * n, n * RESAMPLES), RESAMPLES, byrow = TRUE)
  }
  full <- matrix(colSums(v), 1)
  base <- mine[persona == ""]
  one <- lapply(seq_len(D), function(j) matrix(tabulate(base[at == j, option], K), 1))
  drawn <- lapply(seq_len(D), function(j) {
    out <- 0
    for (it in k[dimension == dims[j], item]) { b <- tabulate(base[item == it, option], K); if (sum(b) > 0) out <- out + t(rmultinom(RESAMPLES, sum(b), b)) }
    out
  })
  value <- values(full, D, one); reps <- values(w %*% v, D, drawn); jack <- values(rep(1, nrow(v)) %*% full - v, D, NULL)
  z <- expanded(nrow(people), uniqueN(people$seed))
  for (j in seq_len(D)) for (m in colnames(value[[j]])) {
    x <- value[[j]][1, m]; r <- reps[[j]][, m]
    ci <- if (m %in% c("inertia", "jsd")) pmin(1, pmax(0, 2 * x - mean(r) + z * sd(r))) else if (m %in% c("top2_adjacent", "modal_share")) logit(x, r, z) else bca(x, r, jack[[j]][, m], z)
    rows[[length(rows) + 1]] <- list(model_name, ins, dims[j], m, x, ci[1], ci[2])
  }
}
fwrite(setnames(rbindlist(rows), c("model", "instrument", "dimension", "measure", "estimate", "ci_low", "ci_high")))
