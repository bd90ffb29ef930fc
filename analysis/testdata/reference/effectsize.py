"""Reference values for effect sizes, adjusted p-values and Krippendorff's alpha.

usage: python3 effectsize.py > effectsize.json    (scipy, pingouin, statsmodels, krippendorff)
"""
import json
import sys

import krippendorff
import numpy as np
import pingouin
import scipy
import statsmodels
from scipy import stats
from statsmodels.stats.multitest import multipletests

rng = np.random.default_rng(7)
groups = [np.round(rng.normal(m, 1, n), 3).tolist() for m, n in [(3, 12), (3.4, 15), (4.1, 9), (3.2, 20)]]
a, b = groups[0], groups[2]
flat = np.concatenate(groups)
label = np.repeat(range(len(groups)), [len(g) for g in groups])

grand, n, g = flat.mean(), len(flat), len(groups)
ssb = sum(len(x) * (np.mean(x) - grand) ** 2 for x in groups)
ssw = sum(((np.array(x) - np.mean(x)) ** 2).sum() for x in groups)
msw = ssw / (n - g)

ties = [rng.integers(1, 7, k).tolist() for k in (11, 14, 8)]
tied = np.concatenate(ties)

p = [0.001, 0.2, 0.03, 0.03, 0.9, 0.0004, 0.05]
ca, cb = [3, 0, 4, 9, 2, 1], [1, 2, 6, 5, 5, 4]
xa, xb = np.repeat(range(6), ca), np.repeat(range(6), cb)
units = [[3, 1, 0, 0, 0, 0], [0, 2, 2, 0, 0, 0], [0, 0, 0, 4, 0, 0], [0, 0, 1, 0, 2, 1], [0, 0, 0, 0, 1, 3], [0, 1, 0, 0, 0, 0]]

kappa_a = rng.integers(1, 7, 60)
kappa_b = np.where(rng.random(60) < .6, kappa_a, rng.integers(1, 7, 60))

out = {
    "tools": {"python": sys.version.split()[0], "numpy": np.__version__, "scipy": scipy.__version__, "pingouin": pingouin.__version__,
              "statsmodels": statsmodels.__version__, "krippendorff": krippendorff.__version__ if hasattr(krippendorff, "__version__") else "0.8"},
    "groups": groups,
    "cohen_d": pingouin.compute_effsize(a, b, eftype="cohen"),
    "hedges_g": pingouin.compute_effsize(a, b, eftype="hedges"),
    "omega_squared": (ssb - (g - 1) * msw) / (ssb + ssw + msw),
    "ties": ties,
    "epsilon_squared_ties": stats.kruskal(*ties).statistic / (len(tied) - 1),
    "spearman": stats.spearmanr(label, flat).statistic,
    "cliff_counts": [ca, cb],
    "cliff_delta": 2 * stats.mannwhitneyu(xa, xb).statistic / (len(xa) * len(xb)) - 1,
    "p": p,
    "holm": multipletests(p, method="holm")[1].tolist(),
    "bh": multipletests(p, method="fdr_bh")[1].tolist(),
    "units": units,
    "krippendorff_ordinal": krippendorff.alpha(value_counts=np.array(units), level_of_measurement="ordinal", value_domain=[1, 2, 3, 4, 5, 6]),
    "krippendorff_interval": krippendorff.alpha(value_counts=np.array(units), level_of_measurement="interval", value_domain=[1, 2, 3, 4, 5, 6]),
}
from sklearn.metrics import cohen_kappa_score
import sklearn
out["tools"]["scikit-learn"] = sklearn.__version__
table = np.zeros((6, 6), int)
np.add.at(table, (kappa_a - 1, kappa_b - 1), 1)
out["kappa_table"] = table.tolist()
out["kappa"] = cohen_kappa_score(kappa_a, kappa_b)
out["kappa_quadratic"] = cohen_kappa_score(kappa_a, kappa_b, weights="quadratic")
out["kappa_linear"] = cohen_kappa_score(kappa_a, kappa_b, weights="linear")
from statsmodels.stats.inter_rater import cohens_kappa
from statsmodels.stats.proportion import proportion_confint
out["kappa_errors"] = [cohens_kappa(table, wt=w).std_kappa for w in (None, "linear", "quadratic")]
out["wilson"] = list(proportion_confint(41, 50, method="wilson"))
out["wasserstein"] = stats.wasserstein_distance(range(6), range(6), ca, cb)
out["total_variation"] = float(np.abs(np.array(ca) / sum(ca) - np.array(cb) / sum(cb)).sum() / 2)
json.dump(out, sys.stdout, indent=1)
print()
