#!/usr/bin/env python3
"""Compares two tallies row by row: same_tallies.py A.parquet B.parquet (names or patterns)

Both are put in the order of their keys and written out as text; every row of one is then held against the row at its place in the
other. Exit status 1 at the first that differs."""
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


with tempfile.TemporaryDirectory() as folder:
    texts = [os.path.join(folder, name) for name in "ab"]
    for files, out in zip(sys.argv[1:], texts):
        rows(files, out)
    n = 0
    with open(texts[0]) as a, open(texts[1]) as b:
        for x, y in itertools.zip_longest(a, b):
            if x != y:
                raise SystemExit(f"row {n} differs:\n{x!r}\n{y!r}")
            n += 1
print(f"{n - 1} rows, every one the same in both, with {x.count(',') - 4} counts each")
