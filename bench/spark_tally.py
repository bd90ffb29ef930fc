#!/usr/bin/env python3
"""Counts answers on a Spark cluster: spark-submit spark_tally.py QUERY.sql OUT.parquet [QUERY.sql OUT.parquet]...

QUERY.sql is what `inertia tally --sql spark DATA` printed, with --weights probabilities or without. OUT.parquet, a folder of Parquet
files, is a tally, which inertia measure and report read. Several queries take turns in one session."""
import sys

from pyspark.sql import SparkSession

spark = SparkSession.builder.appName("inertia tally").getOrCreate()
for query, out in zip(sys.argv[1::2], sys.argv[2::2], strict=True):
    *views, select = [s for s in open(query).read().split(";\n") if s.strip()]
    for view in views:
        spark.sql(view)
    spark.sql(select).write.mode("overwrite").parquet(out)
spark.stop()
