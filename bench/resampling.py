"""What the Python rivals share: five measures with intervals from a tally, in numpy, all resamples of a model at once.

counts[persona, item, option] of one model, with the seed of each persona, and base[item, option] of its baseline. Personas
are drawn with replacement within their seed, one draw for all measures and dimensions; the baseline's answers are drawn
within their item. Intervals are as inertia makes them: bias-corrected normal for inertia and jsd, logit for shares of the largest
options, else BCa, all of them widened for the number of personas (expanded).
"""
import csv
import json
import sys
from pathlib import Path

import numpy as np
from statistics import NormalDist

RESAMPLES = 2000
K = 6
NORMAL = NormalDist()
HERE = Path(__file__).resolve().parent


def dimensions():
    """Items of each dimension, by questionnaire, from the files that inertia itself reads."""
    out = {}
    for name in ["mfq30", "pvqrr"]:
        data = json.loads((HERE.parent / "datasets" / "instruments" / f"{name}.json").read_text())
        scored = [i["id"] for i in data["items"] if not i.get("catch")]
        out[name] = (scored, [(d["name"], d["items"]) for d in data["scorings"][0]["dimensions"]])
    return out


def entropy(p):
    return -(p * np.log2(np.where(p > 0, p, 1))).sum(-1)


def profile(p, whole):
    """p: [..., dimension, K] shares; whole: [..., K] counts of all items."""
    option = np.arange(1, K + 1)
    return (p * option).sum(-1) - ((whole * option).sum(-1) / whole.sum(-1))[..., None]


def measures(t, rest, base):
    """t, base: [..., dimension, K] counts; rest: [..., K] counts of items in no dimension."""
    p, q = t / t.sum(-1, keepdims=True), base / base.sum(-1, keepdims=True)
    return {
        "inertia": 1 - entropy(p) / np.log2(K),
        "top2_adjacent": (p[..., 1:] + p[..., :-1]).max(-1),
        "modal_share": p.max(-1),
        "profile": profile(p, t.sum(-2) + rest),
        "jsd": entropy((p + q) / 2) - (entropy(p) + entropy(q)) / 2,
    }


def expanded(persons, seeds):
    """The normal quantile for resamples of so many persons: that of Student's t (its expansion in 1/df), with the spread's factor."""
    z, df = NORMAL.inv_cdf(0.975), persons - seeds
    t = z + (z**3 + z) / (4 * df) + (5 * z**5 + 16 * z**3 + 3 * z) / (96 * df**2)
    return t * (persons / df) ** 0.5


def bca(value, reps, jack, quantile):
    below = (reps < value).mean(0) + (reps == value).mean(0) / 2
    d = jack.mean(0) - jack
    a = (d**3).sum(0) / (6 * (d**2).sum(0) ** 1.5)
    low, high = [], []
    for i in range(len(value)):
        z0 = NORMAL.inv_cdf(float(min(max(below[i], 1e-9), 1 - 1e-9)))
        ends = [NORMAL.cdf(z0 + (z0 + z) / (1 - a[i] * (z0 + z))) for z in (-quantile, quantile)]
        lo, hi = np.quantile(reps[:, i], ends)
        low.append(lo)
        high.append(hi)
    return low, high


def logit(value, reps, quantile):
    odds, half = np.log(value / (1 - value)), quantile * reps.std(0, ddof=1) / (value * (1 - value))
    return 1 / (1 + np.exp(half - odds)), 1 / (1 + np.exp(-half - odds))


def model_rows(model, instrument, counts, seeds, base, items, dims, rng, write):
    index = {item: i for i, item in enumerate(items)}
    columns = [[index[i] for i in members] for _, members in dims]
    other = sorted(set(range(len(items))) - {c for cols in columns for c in cols})
    vectors = np.stack([counts[:, cols].sum(1) for cols in columns] + [counts[:, other].sum(1)], 1)  # persona, dimension + rest, K
    persons, D = len(vectors), len(dims)
    flat = vectors.reshape(persons, -1).astype(np.float32)
    weights = np.empty((RESAMPLES, persons), np.float32)
    for seed in np.unique(seeds):
        members = np.flatnonzero(seeds == seed)
        drawn = rng.integers(0, len(members), (RESAMPLES, len(members)))
        drawn += np.arange(RESAMPLES)[:, None] * len(members)
        weights[:, members] = np.bincount(drawn.ravel(), minlength=RESAMPLES * len(members)).reshape(RESAMPLES, -1)
    totals = (weights @ flat).astype(float).reshape(RESAMPLES, D + 1, K)
    baseline = np.stack([base[cols].sum(0) for cols in columns])
    drawn = np.zeros((RESAMPLES, D, K))
    for d, cols in enumerate(columns):
        for c in cols:
            n = int(base[c].sum())
            if n:
                drawn[:, d] += rng.multinomial(n, base[c] / n, RESAMPLES)
    full = vectors.sum(0).astype(float)
    value = measures(full[:D], full[D], baseline)
    reps = measures(totals[:, :D], totals[:, D], drawn)
    left = full[:D] - vectors[:, :D]
    jack = profile(left / left.sum(-1, keepdims=True), left.sum(-2) + full[D] - vectors[:, D])
    quantile = expanded(persons, len(np.unique(seeds)))
    for m in value:
        if m in ("inertia", "jsd"):
            centre, sd = 2 * value[m] - reps[m].mean(0), reps[m].std(0, ddof=1)
            low, high = np.maximum(0, centre - quantile * sd), np.minimum(1, centre + quantile * sd)
        elif m in ("top2_adjacent", "modal_share"):
            low, high = logit(value[m], reps[m], quantile)
        else:
            low, high = bca(value[m], reps[m], jack, quantile)
        for d, (name, _) in enumerate(dims):
            write([model, instrument, name, m, value[m][d], low[d], high[d]])


def report(models, tallies):
    """tallies(model, items) gives counts, seeds and base of one model."""
    out = csv.writer(sys.stdout)
    out.writerow(["model", "instrument", "dimension", "measure", "estimate", "ci_low", "ci_high"])
    rng = np.random.default_rng(1)
    for model in models:
        for instrument, (items, dims) in dimensions().items():
            counts, seeds, base = tallies(model, items)
            model_rows(model, instrument, counts, seeds, base, items, dims, rng, out.writerow)
