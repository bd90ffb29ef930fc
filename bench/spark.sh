#!/bin/sh
# Counts a folder of Parquet files on a Spark cluster of one master and two workers on
# this machine, and compares the tally row by row with inertia's own.
#
#   bench/spark.sh FOLDER WORK [kill]
#
# With "kill" one worker is ended in mid-run. Needs Java 17 and the pinned PySpark in
# WORK/venv (made on the first run) and, in WORK, inertia (go build).
set -eu
data=$(realpath "$1") work=$(realpath "$2") kill=${3:-}
here=$(dirname "$(realpath "$0")")
if [ ! -x "$work/venv/bin/spark-submit" ]; then
	[ -d "$work/venv" ] || python3 -m venv "$work/venv"
	"$work/venv/bin/pip" install -q -r "$here/requirements.txt" pyspark==4.0.1
fi
home=$("$work/venv/bin/python" -c 'import os, pyspark; print(os.path.dirname(pyspark.__file__))')
export SPARK_HOME="$home" SPARK_LOCAL_IP=127.0.0.1 PYSPARK_PYTHON="$work/venv/bin/python"
class() { "$home/bin/spark-class" "$@"; }
pids=
trap 'for p in $pids; do kill "$p" 2>/dev/null || true; done' EXIT
class org.apache.spark.deploy.master.Master --host 127.0.0.1 --port 7077 --webui-port 0 > "$work/master.log" 2>&1 & pids="$pids $!"
sleep 5
for w in 1 2; do
	class org.apache.spark.deploy.worker.Worker --host 127.0.0.1 --webui-port 0 --cores 1 --memory 2g --work-dir "$work/worker$w" \
		spark://127.0.0.1:7077 > "$work/worker$w.log" 2>&1 & last=$! pids="$pids $!"
done
sleep 5
"$work/inertia" tally --sql spark "$data" > "$work/spark.sql"
rm -rf "$work/spark.parquet"
begin=$(date +%s)
"$home/bin/spark-submit" --master spark://127.0.0.1:7077 --executor-memory 1500m --conf spark.sql.shuffle.partitions=16 \
	"$here/spark_tally.py" "$work/spark.sql" "$work/spark.parquet" > "$work/submit.log" 2>&1 & submit=$!
if [ "$kill" = kill ]; then
	until grep -q "Starting task" "$work/submit.log"; do sleep 1; done
	sleep 10
	pkill -9 -P "$last" || true # its executor
	kill -9 "$last"
	echo "one worker ended after $(($(date +%s) - begin)) s"
fi
wait "$submit"
echo "Spark: $(($(date +%s) - begin)) s"
"$work/inertia" tally "$data" -o "$work/own.parquet"
"$work/venv/bin/python" - "$work" <<'PY'
import sys
import duckdb

work = sys.argv[1]
counts = [f"n{k}" for k in range(1, 7)] + ["n_refusal", "n_unparsed", "n_truncated", "n_transport", "n_duplicate"]
columns = "model, variant, seed::BIGINT AS seed, coalesce(persona, '') AS persona, item, " + ", ".join(f"{c}::DOUBLE AS {c}" for c in counts)
a, b = (f"SELECT {columns} FROM '{work}/{name}'" for name in ["own.parquet", "spark.parquet/*.parquet"])
rows = duckdb.sql(f"SELECT count(*) FROM ({a})").fetchall()[0][0]
differ = duckdb.sql(f"SELECT (SELECT count(*) FROM ({a} EXCEPT ALL {b})) + (SELECT count(*) FROM ({b} EXCEPT ALL {a}))").fetchall()[0][0]
print(f"{rows} rows of inertia's own tally, {differ} rows differ")
sys.exit(differ > 0)
PY
