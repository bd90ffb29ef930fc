"""Robustness and susceptibility of a folder of ratings by the steps of the study's own scripts, in our words, in two programs as there:

    ratings_published.py summaries RATINGS FOLDER && ratings_published.py metrics FOLDER

The scripts of Costa et al. (2025), repository bastoscostadavi/llm-moral-susceptibility, folder analysis: the first
(build_persona_question_summary.py) has pandas group each model's ratings by persona and question and calls a Python function for
the SD of every cell, joins that to the list of all cells and writes a CSV a model; the second (compute_moral_metrics.py) reads
these, intersects the valid personas, groups them, and pivots each model, whole and by foundation. The numbers are those of
ratings_pandas.py.
"""
import sys
from pathlib import Path

import numpy as np
import pandas as pd

FOUNDATIONS = ["Harm", "Fairness", "Ingroup", "Authority", "Purity"]
CELL = ["persona_id", "question_id"]


def cell_sd(ratings):
    return float(ratings.std(ddof=1)) if len(ratings) > 1 else 0.0


def summarise(source, target):
    ratings = pd.read_csv(source)
    ratings["rating"] = pd.to_numeric(ratings["rating"], errors="coerce")
    cells = ratings[CELL].drop_duplicates().sort_values(CELL, ignore_index=True)
    answered = ratings[ratings["rating"].notna() & (ratings["rating"] != -1)]
    stats = answered.groupby(CELL, as_index=False)["rating"].agg(average="mean", sd=cell_sd)
    cells.merge(stats, on=CELL, how="left").fillna({"average": -1, "sd": -1}).to_csv(target, index=False)


def valid_personas(summary, questions):
    asked = summary[summary["question_id"].isin(questions)]
    complete = asked.groupby("persona_id")["question_id"].nunique()
    failed = asked[(asked["average"] == -1) | (asked["sd"] == -1)]
    return set(complete[complete == len(questions)].index) - set(failed["persona_id"])


def grouped(personas):
    while True:
        n = len(personas)
        sizes = [s for s in range(2, n // 2 + 1) if n % s == 0]
        if sizes:
            size = min(sizes, key=lambda s: (abs(s - 10), n // s))
            return [personas[i:i + size] for i in range(0, n, size)]
        personas = personas[:-1]


def robustness(sds):
    m = np.mean(sds)
    return 1 / m, np.std(sds, ddof=1) / np.sqrt(sds.size) / m**2


def susceptibility(part, groups):
    table = part.pivot(index="persona_id", columns="question_id", values="average")
    by_group = [float(table.loc[list(g)].std(axis=0, ddof=1).mean()) for g in groups]
    return np.mean(by_group), np.std(by_group, ddof=1) / np.sqrt(len(by_group))


def write_summaries(ratings, folder):
    folder.mkdir(parents=True, exist_ok=True)
    for path in sorted(ratings.glob("*.csv")):
        if not path.stem.endswith("_self"):
            summarise(path, folder / path.name)


def print_metrics(folder):
    summaries = {path.stem: pd.read_csv(path) for path in sorted(folder.glob("*.csv"))}
    questions = sorted(set.intersection(*(set(s["question_id"]) for s in summaries.values())))
    groups = grouped(sorted(set.intersection(*(valid_personas(s, questions) for s in summaries.values()))))
    kept = [p for g in groups for p in g]
    print("model,dimension,robustness,robustness_se,susceptibility,susceptibility_se")
    for model, summary in summaries.items():
        mine = summary[summary["question_id"].isin(questions) & summary["persona_id"].isin(kept)]
        for foundation in FOUNDATIONS + ["all"]:
            part = mine
            if foundation != "all":
                part = mine[mine["question_id"].isin([q for q in questions if FOUNDATIONS[(q - 1) % 5] == foundation])]
            print(model, foundation, *robustness(part["sd"].to_numpy(dtype=float)), *susceptibility(part, groups), sep=",")


if sys.argv[1] == "summaries":
    write_summaries(Path(sys.argv[2]), Path(sys.argv[3]))
else:
    print_metrics(Path(sys.argv[2]))
