"""Robustness and susceptibility of a folder of ratings, in pandas, as one would write it from the definitions of Costa et
al. (2025): ratings_pandas.py FOLDER. Personas with a rating of every question in every model count, in groups of ten."""
import sys
from pathlib import Path

import numpy as np
import pandas as pd

FOUNDATIONS = ["Harm", "Fairness", "Ingroup", "Authority", "Purity"]

models = {}
for path in sorted(Path(sys.argv[1]).glob("*.csv")):
    if path.stem.endswith("_self"):
        continue
    df = pd.read_csv(path)
    df = df[df.rating >= 0]
    df["foundation"] = df.question_id.map(lambda q: FOUNDATIONS[(q - 1) % 5])
    models[path.stem] = df

valid = None
for df in models.values():
    answered = df.groupby("persona_id").question_id.nunique()
    mine = set(answered[answered == 30].index)
    valid = mine if valid is None else valid & mine
groups = {p: i // 10 for i, p in enumerate(sorted(valid))}

print("model,dimension,robustness,robustness_se,susceptibility,susceptibility_se")
for name, df in models.items():
    df = df[df.persona_id.isin(valid)].copy()
    df["group"] = df.persona_id.map(groups)
    cells = df.groupby(["foundation", "persona_id", "group", "question_id"]).rating.agg(["mean", "std", "size"]).reset_index()
    cells["std"] = cells["std"].fillna(0.0)
    for foundation in FOUNDATIONS + ["all"]:
        part = cells if foundation == "all" else cells[cells.foundation == foundation]
        m = part["std"].mean()
        r_se = part["std"].std() / np.sqrt(len(part)) / m**2 if m else np.nan
        s = part.groupby(["group", "question_id"])["mean"].std().groupby("group").mean()
        print(f"{name},{foundation},{1 / m if m else np.inf},{r_se},{s.mean()},{s.std() / np.sqrt(len(s))}")
