"""Reference values for the paper's measures over counts, and for quantiles, intervals and correlations.

usage: python3 basics.py > basics.json    (numpy, scipy)
"""
import json
import sys

import numpy as np
import scipy
from scipy import stats
from scipy.special import expit, logit
from scipy.spatial.distance import jensenshannon

rng = np.random.default_rng(3)
counts = [[3, 0, 4, 9, 2, 1], [1, 2, 6, 5, 5, 4], [100, 0, 0, 0, 0, 0], [7, 7, 7, 7, 7, 7], [1, 0, 0, 0, 0, 1], [600, 312, 40, 3, 1, 0]]


def h(c):
    return float(stats.entropy(c, base=2))


def mm(c):
    c = np.array(c)
    return h(c) + (np.count_nonzero(c) - 1) / (2 * c.sum() * np.log(2))


shares = [np.array(c) / sum(c) for c in counts]
values = np.round(rng.gamma(2, 1, 37), 4).tolist()
x = np.round(rng.normal(0, 1, 25), 3)
y = np.round(.6 * x + rng.normal(0, 1, 25), 3)
ties_x, ties_y = rng.integers(1, 5, 25), rng.integers(1, 5, 25)
sample = np.round(rng.gamma(2, 1, 30), 3)
reps = np.array([rng.choice(sample, len(sample)).mean() for _ in range(999)])
jack = np.array([np.delete(sample, i).mean() for i in range(len(sample))])
z0 = stats.norm.ppf(((reps < sample.mean()).sum() + (reps == sample.mean()).sum() / 2) / len(reps))
d = jack.mean() - jack
a = (d**3).sum() / (6 * (d**2).sum() ** 1.5)


def bca(p):
    z = z0 + stats.norm.ppf(p)
    return float(np.quantile(reps, stats.norm.cdf(z0 + z / (1 - a * z))))


ci = stats.pearsonr(x, y).confidence_interval(.95)
t3 = np.array([.41, .44, .39])
share = float(sample.mean() / 10)
out = {
    "tools": {"python": sys.version.split()[0], "numpy": np.__version__, "scipy": scipy.__version__},
    "counts": counts,
    "entropy": [h(c) for c in counts],
    "entropy_miller_madow": [float(mm(c)) for c in counts],
    "inertia": [1 - h(c) / np.log2(6) for c in counts],
    "js_distance": [[float(jensenshannon(p, q, base=2)) for q in shares] for p in shares],
    "top2": [float(np.sort(p)[-2:].sum()) for p in shares],
    "top2_adjacent": [float((p[1:] + p[:-1]).max()) for p in shares],
    "modal_share": [float(p.max()) for p in shares],
    "mean_option": [float(p @ np.arange(1, 7)) for p in shares],
    "sd_option": [float(np.std(np.repeat(np.arange(1, 7), c), ddof=1)) for c in counts],
    "values": values,
    "quantiles": [[q, float(np.quantile(values, q))] for q in (0, .025, .1, .5, .77, .975, 1)],
    "x": x.tolist(), "y": y.tolist(),
    "pearson": float(stats.pearsonr(x, y).statistic), "pearson_interval": [float(ci.low), float(ci.high)],
    "ties": [ties_x.tolist(), ties_y.tolist()], "spearman_ties": float(stats.spearmanr(ties_x, ties_y).statistic),
    "sample": sample.tolist(), "reps": reps.tolist(), "jackknife": jack.tolist(),
    "bca": [bca(.025), bca(.975)], "percentile": [float(v) for v in np.quantile(reps, [.025, .975])],
    "bias_corrected_normal": [float(2 * sample.mean() - reps.mean() + s * stats.norm.ppf(.975) * reps.std(ddof=1)) for s in (-1, 1)],
    "normal": [float(v) for v in stats.norm.interval(.95, sample.mean(), reps.std(ddof=1))],
    "share": share, "logit": [float(v) for v in expit(stats.norm.interval(.95, logit(share), (reps / 10).std(ddof=1) / (share * (1 - share))))],
    "t_values": t3.tolist(), "t_interval": [float(v) for v in stats.t.interval(.95, 2, t3.mean(), stats.sem(t3))],
    "tost": float(max(stats.t.cdf((.02 - .05) / .015, 12), stats.t.cdf((-.05 - .02) / .015, 12))),
    # n personas of s seeds: the level at which Hesterberg (2015) cuts a percentile interval in place of .95
    "levels": [[n, s, float(1 - 2 * stats.norm.cdf(stats.t.ppf(.025, n - s) * np.sqrt(n / (n - s))))] for n, s in [(10, 1), (30, 3), (200, 1), (9, 6)]],
}
json.dump(out, sys.stdout)
print()
