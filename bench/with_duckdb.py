"""DuckDB reads and counts (GROUP BY), numpy resamples: with_duckdb.py FILE [--tally]"""
import sys

import duckdb

path = sys.argv[1]
source = f"read_parquet('{path}')" if path.endswith(".parquet") else f"read_csv('{path}', header = true)"
query = f"""SELECT model, coalesce(seed, 0)::BIGINT AS seed, coalesce(persona::VARCHAR, '') AS persona, item, option::TINYINT AS option, count(*) AS n
FROM {source} GROUP BY ALL"""
if "--tally" in sys.argv:  # no more than the GROUP BY, its rows fetched
    print(len(duckdb.sql(query).fetchnumpy()["n"]))
    sys.exit()

from tallies import from_codes  # noqa: E402

query = f"""WITH t AS ({query}), m AS (SELECT model, row_number() OVER (ORDER BY model) - 1 AS m FROM t GROUP BY model),
i AS (SELECT item, row_number() OVER (ORDER BY item) - 1 AS i FROM t GROUP BY item),
p AS (SELECT persona, CASE WHEN persona = '' THEN -1 ELSE row_number() OVER (ORDER BY persona) END AS p FROM t GROUP BY persona)
SELECT {{}} FROM t JOIN m USING (model) JOIN i USING (item) JOIN p USING (persona)"""
con = duckdb.connect()
con.sql("CREATE TEMP TABLE coded AS " + query.format("m, seed, p, i, option, n"))
names = {c: [r[0] for r in con.sql(f"SELECT DISTINCT {c} FROM {source} ORDER BY 1").fetchall()] for c in ["model", "item"]}
c = con.sql("SELECT * FROM coded").fetchnumpy()
from_codes(c["m"].astype("int32"), names["model"], c["seed"], c["p"].astype("int64"), c["i"].astype("int32"), names["item"], c["option"].astype("int64"), c["n"])
