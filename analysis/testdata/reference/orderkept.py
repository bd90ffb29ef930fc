"""Reference values for the letters and options that answers keep when options are reversed.

usage: python3 orderkept.py > orderkept.json    (numpy, scipy)
"""
import json
import sys

import numpy as np
import scipy
from scipy import stats

rng = np.random.default_rng(11)
personas, items, repeats, K = 9, 30, 2, 6
level = np.clip(np.round(rng.normal(3.5, 1, (personas, 1, 1)) + rng.normal(0, 1, (1, items, 1)) + rng.normal(0, .7, (personas, items, repeats))), 1, K)
follows = rng.random((personas, 1, 1)) < .4
again = np.clip(np.round(level + rng.normal(0, .7, level.shape)), 1, K)
reverse = np.where(follows, K + 1 - again, again)  # numbered by meaning
missing = rng.random((personas, items)) < .1  # not answered in the reversed order

letters, options = [], []
for p in range(personas):
    letter, option = [], []
    for i in np.flatnonzero(~missing[p]):
        pairs = [(a, b) for a in level[p, i] for b in reverse[p, i]]
        letter.append(np.mean([a == K + 1 - b for a, b in pairs]))
        option.append(np.mean([a == b for a, b in pairs]))
    letters.append(np.mean(letter))
    options.append(np.mean(option))


def row(v):
    v = np.array(v)
    low, high = stats.t.interval(.95, len(v) - 1, v.mean(), stats.sem(v))
    return [float(v.mean()), float(low), float(high)]


json.dump({
    "tools": {"python": sys.version.split()[0], "numpy": np.__version__, "scipy": scipy.__version__},
    "default": level.astype(int).tolist(), "reversed": np.where(missing[:, :, None], 0, reverse).astype(int).tolist(),
    "letter_kept": row(letters), "option_kept": row(options), "letter_lead": row(np.array(letters) - np.array(options)),
}, sys.stdout)
print()
