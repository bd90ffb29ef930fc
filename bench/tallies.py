"""From columns of codes to the counts of each model; shared by the Python rivals."""
import numpy as np

from resampling import K, report


def from_codes(model, models, seed, persona, item, item_names, option, n=None):
    """Each argument is a column: codes of model and persona, numbers of seed and option; persona < 0 is the baseline."""
    place = {name: i for i, name in enumerate(item_names)}

    def tallies(name, items):
        mine = model == models.index(name)
        wanted = np.full(len(item_names), -1, np.int32)
        for i, it in enumerate(items):
            if it in place:
                wanted[place[it]] = i
        at = wanted[item[mine]]
        keep = at >= 0
        at, o, p, s = at[keep], option[mine][keep] - 1, persona[mine][keep], seed[mine][keep]
        w = None if n is None else n[mine][keep]
        base = np.bincount(at[p < 0] * K + o[p < 0], w if w is None else w[p < 0], len(items) * K).reshape(-1, K)
        under = p >= 0
        key = s[under].astype(np.int64) << 32 | p[under]
        keys, row = np.unique(key, return_inverse=True)
        cell = (row * len(items) + at[under]) * K + o[under]
        counts = np.bincount(cell, w if w is None else w[under], len(keys) * len(items) * K).astype(np.int16).reshape(len(keys), len(items), K)
        return counts, keys >> 32, base

    report(models, tallies)
