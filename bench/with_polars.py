"""polars reads and encodes, numpy counts and resamples: with_polars.py FILE"""
import sys

import polars as pl

from tallies import from_codes

path = sys.argv[1]
scan = pl.scan_parquet(path) if path.endswith(".parquet") else pl.scan_csv(path, schema_overrides={"persona": pl.String})
df = scan.select(pl.col("model").cast(pl.Categorical), pl.col("seed").fill_null(0).cast(pl.Int64), pl.col("persona").fill_null("").cast(pl.Categorical),
                 pl.col("item").cast(pl.Categorical), pl.col("option").cast(pl.Int8)).collect()
codes = {}
for name in ["model", "persona", "item"]:
    # ranks within the column, since categories are shared between columns
    kinds = df[name].unique().cast(pl.String).sort()
    codes[name] = (df[name].cast(pl.Enum(kinds)).to_physical().to_numpy().astype("int32"), kinds.to_list())
persona = codes["persona"][0]
if codes["persona"][1][0] == "":
    persona = persona - 1  # the empty id sorts first
from_codes(codes["model"][0], codes["model"][1], df["seed"].to_numpy(), persona, codes["item"][0], codes["item"][1], df["option"].to_numpy().astype("int64"))
