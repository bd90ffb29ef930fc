#!/usr/bin/env python3
"""Runs what `inertia tally --sql` printed, in DuckDB: run_sql.py ENGINE QUERY.sql OUT.csv [TABLE=FILE]

A query for another engine than DuckDB has to parse, whole, in sqlglot's grammar of that engine, and is run as sqlglot translates
it; FILE (CSV or Parquet) is then the TABLE, or the first view. OUT.csv is a tally. Needs duckdb and sqlglot, at the versions of
requirements.txt."""
import sys

import duckdb
import sqlglot
from sqlglot import exp


def statements(engine, text):
    """Parsed statements of a query; what sqlglot only passes through unread is an error."""
    out = [s for s in sqlglot.parse(text, read=engine) if s is not None]
    for s in out:
        unread = list(s.find_all(exp.Command))
        if unread:
            raise SystemExit(f"{engine}: sqlglot cannot read {unread[0].sql()!r}")
    return out


def main():
    engine, query, out = sys.argv[1:4]
    text = open(query).read()
    *before, select = statements(engine, text)
    con = duckdb.connect()
    for table in sys.argv[4:]:
        name, file = table.split("=", 1)
        read = "read_parquet" if file.endswith(".parquet") else "read_csv"
        con.execute(f"""CREATE VIEW "{name}" AS SELECT * FROM {read}('{file}')""")
    if engine == "duckdb":
        select = text.rstrip()
    else:
        for s in before:
            if not isinstance(s, (exp.Set, exp.Create)):
                raise SystemExit(f"{engine}: no view and no setting: {s.sql()!r}")
        select = select.sql(dialect="duckdb", unsupported_level=sqlglot.ErrorLevel.RAISE)
    con.execute(f"COPY ({select}) TO '{out}' (HEADER, DELIMITER ',')")


if __name__ == "__main__":
    main()
