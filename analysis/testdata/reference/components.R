# Reference values for variance components with a seed, and crossed with variants.
# usage: Rscript components.R > components.json    (lme4)
suppressMessages(library(lme4))
num <- function(v) paste0("[", paste(sprintf("%.12g", v), collapse = ","), "]")
opt <- lmerControl(optimizer = "bobyqa", optCtrl = list(rhoend = 1e-10, maxfun = 1e5), check.conv.singular = "ignore")
vc <- function(m, names) { v <- as.data.frame(VarCorr(m)); sapply(names, function(n) v$vcov[v$grp == n]) }

# seeds: unbalanced repeats, so that the likelihood has to be searched
set.seed(3)
S <- 4; P <- 20; I <- 5
d <- expand.grid(rep = 1:3, item = 1:I, p = 1:P, seed = 1:S)
d$persona <- interaction(d$seed, d$p)
d <- d[!(d$rep == 3 & runif(nrow(d)) < .5), ]
es <- rnorm(S, 0, .6); ep <- rnorm(S * P, 0, .8); ei <- rnorm(I, 0, .7); epi <- rnorm(S * P * I, 0, .5)
d$option <- pmin(6, pmax(1, round(3.5 + es[d$seed] + ep[(d$seed - 1) * P + d$p] + ei[d$item] + epi[((d$seed - 1) * P + d$p - 1) * I + d$item] + rnorm(nrow(d), 0, .7))))
m <- lmer(option ~ 1 + (1 | seed) + (1 | persona) + (1 | item) + (1 | persona:item), d, control = opt)
seedv <- vc(m, c("seed", "persona", "item", "persona:item", "Residual"))

# variants: crossed, balanced
set.seed(9)
V <- 3; P <- 30; I <- 4
g <- expand.grid(variant = 1:V, item = 1:I, persona = 1:P)
a <- rnorm(P, 0, .9); b <- rnorm(I, 0, .6); c <- rnorm(V, 0, .5)
pi <- matrix(rnorm(P * I, 0, .4), P); pv <- matrix(rnorm(P * V, 0, .3), P); iv <- matrix(rnorm(I * V, 0, .5), I)
g$option <- round(3.5 + a[g$persona] + b[g$item] + c[g$variant] + pi[cbind(g$persona, g$item)] + pv[cbind(g$persona, g$variant)] + iv[cbind(g$item, g$variant)] + rnorm(nrow(g), 0, .6), 1)
f <- lmer(option ~ 1 + (1 | persona) + (1 | item) + (1 | variant) + (1 | persona:item) + (1 | persona:variant) + (1 | item:variant), g, control = opt)
facets <- vc(f, c("persona", "item", "variant", "persona:item", "persona:variant", "item:variant", "Residual"))
# the same without effects of variant: components at the bound
g$flat <- round(3.5 + a[g$persona] + b[g$item] + rnorm(nrow(g), 0, .6), 1)
h <- lmer(flat ~ 1 + (1 | persona) + (1 | item) + (1 | variant) + (1 | persona:item) + (1 | persona:variant) + (1 | item:variant), g, control = opt)
bound <- vc(h, c("persona", "item", "variant", "persona:item", "persona:variant", "item:variant", "Residual"))

cat("{\n", sprintf(' "tools": {"R": "%s", "lme4": "%s"},\n', getRversion(), packageVersion("lme4")), sep = "")
cat(' "seed_rows": [', paste(apply(d[, c("seed", "p", "item", "option")], 1, num), collapse = ","), '],\n', sep = "")
cat(' "seed_components": ', num(seedv), ',\n', sep = "")
cat(' "facet_rows": [', paste(apply(g[, c("persona", "item", "variant", "option", "flat")], 1, num), collapse = ","), '],\n', sep = "")
cat(' "facet_components": ', num(facets), ',\n "bound_components": ', num(bound), '\n}\n', sep = "")
