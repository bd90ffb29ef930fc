"""pandas reads and encodes, numpy counts and resamples: with_pandas.py FILE"""
import sys

import pandas as pd

from tallies import from_codes

path = sys.argv[1]
columns = ["model", "seed", "persona", "item", "option"]
if path.endswith(".parquet"):
    df = pd.read_parquet(path, columns=columns)
    df = df.astype({"model": "category", "persona": "category", "item": "category"})
else:
    df = pd.read_csv(path, usecols=columns, dtype={"model": "category", "seed": "Int64", "persona": "category", "item": "category", "option": "int8"})
baseline = df.persona.isna() | (df.persona == "")
persona = df.persona.cat.codes.to_numpy().astype("int32")
persona[baseline.to_numpy()] = -1
from_codes(df.model.cat.codes.to_numpy(), list(df.model.cat.categories), df.seed.fillna(0).to_numpy(dtype="int64"), persona,
           df["item"].cat.codes.to_numpy().astype("int32"), list(df["item"].cat.categories), df.option.to_numpy().astype("int64"))
