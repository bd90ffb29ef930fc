#!/usr/bin/env python3
"""Compares two tallies row by row: same_tallies.py A.parquet B.parquet [answers|probabilities] (names or patterns)

Both are put in the order of their keys and written out as text; every row of one is then held against the row at its place in the
other. Counts are the same to the bit; sums of probabilities up to the order of additions, 1e-12 of a count or of 1. Exit status 1 at
the first that differs."""
import csv
import itertools
import os
import sys
import tempfile

import duckdb

KEY = ["model", "variant", "seed", "persona", "item"]


def rows(files, out):
    con = duckdb.connect()
    source = f"read_parquet('{files}')"
    counts = [r[0] for r in con.sql(f"DESCRIBE FROM {source}").fetchall() if r[0] not in KEY]
    columns = ["model", "variant", "seed::BIGINT AS seed", "coalesce(persona, '') AS persona", "item"] + [f"{c}::DOUBLE AS {c}" for c in sorted(counts)]
    con.sql(f"COPY (SELECT {', '.join(columns)} FROM {source} ORDER BY {', '.join(KEY)}) TO '{out}' (FORMAT csv, HEADER)")


def close(x, y, n_keys=len(KEY)):
    """Whether two rows have one key and counts that differ by no more than the order of additions does."""
    a, b = next(csv.reader([x])), next(csv.reader([y]))
    return a[:n_keys] == b[:n_keys] and len(a) == len(b) and all(
        abs(float(m) - float(n)) <= 1e-12 * max(1, float(n)) for m, n in zip(a[n_keys:], b[n_keys:]))


rounded = 0
weighed = sys.argv[3:] == ["probabilities"]
with tempfile.TemporaryDirectory() as folder:
    texts = [os.path.join(folder, name) for name in "ab"]
    for files, out in zip(sys.argv[1:3], texts):
        rows(files, out)
    n = 0
    header = open(texts[0]).readline()
    with open(texts[0]) as a, open(texts[1]) as b:
        for x, y in itertools.zip_longest(a, b):
            if x != y:
                rounded += 1
                if not (weighed and x and y and n > 0 and close(x, y)):
                    raise SystemExit(f"row {n} differs:\n{x!r}\n{y!r}")
            n += 1
same = f"{rounded} of them but for the last bits of a sum" if weighed else "every one to the bit"
print(f"{n - 1} rows, the same in both, {same}, with {header.count(',') - 4} counts each")
