#!/bin/sh
# Counts Parquet files on a Spark cluster of one master and two workers on this machine,
# and compares the tally row by row with inertia's own.
#
#   bench/spark.sh FOLDER WORK [kill] [probabilities]
#   bench/spark.sh TIMES  WORK [kill] [probabilities]
#   bench/spark.sh odd    WORK
#
# FOLDER holds the answers; with a number TIMES they are made up, so many times the
# paper's study, partitioned by model and seed. With "kill" one worker is ended in
# mid-run; with "probabilities" answers count by the probabilities of their options
# (--weights probabilities), and counts may differ by what the order of additions does.
# "odd" runs the test of answers with odd spellings, duplicates and broken rows.
# Needs Java 17, Go, Python; PySpark is put into WORK/venv on the first run.
set -eu
mkdir -p "$2"
work=$(realpath "$2") data=$1 kill='' weights=answers chances=''
shift 2
for word; do
	case $word in
	kill) kill=kill ;;
	probabilities) weights=probabilities chances=-probabilities ;;
	*) echo "unknown: $word" >&2 && exit 2 ;;
	esac
done
here=$(dirname "$(realpath "$0")")
if [ ! -x "$work/venv/bin/spark-submit" ]; then
	[ -d "$work/venv" ] || python3 -m venv "$work/venv"
	# shellcheck disable=SC2046 # words are wanted
	"$work/venv/bin/pip" install -q $(grep ^duckdb== "$here/requirements.txt") pyspark==4.0.1
fi
(cd "$here/.." && go build -o "$work/inertia" . && go build -o "$work/generate" ./bench/generate)
case $data in
odd) ;;
*[!0-9]*) data=$(realpath "$data") ;;
*)
	times=$data data=$work/${data}x$chances
	[ -f "$data.csv" ] || "$work/generate" $chances -times "$times" -o "$data.csv"
	[ -d "$data" ] || "$work/venv/bin/python" - "$data" <<'PY'
import sys
import duckdb

duckdb.sql(f"""COPY (SELECT *, coalesce(seed, 0) AS seed_of FROM read_csv('{sys.argv[1]}.csv', types = {{'persona': 'VARCHAR'}}))
TO '{sys.argv[1]}' (FORMAT parquet, PARTITION_BY (model, seed_of), ROW_GROUP_SIZE 131072)""")
PY
	;;
esac
home=$("$work/venv/bin/python" -c 'import os, pyspark; print(os.path.dirname(pyspark.__file__))')
export SPARK_HOME="$home" SPARK_LOCAL_IP=127.0.0.1 PYSPARK_PYTHON="$work/venv/bin/python"
class() { exec "$home/bin/spark-class" "$@"; }
pids=
trap 'for p in $pids; do kill "$p" 2>/dev/null || true; done' EXIT
class org.apache.spark.deploy.master.Master --host 127.0.0.1 --port 7077 --webui-port 0 > "$work/master.log" 2>&1 & pids="$pids $!"
until grep -q "I have been elected leader" "$work/master.log"; do sleep 1; done
for w in 1 2; do
	class org.apache.spark.deploy.worker.Worker --host 127.0.0.1 --webui-port 0 --cores 1 --memory 2g --work-dir "$work/worker$w" \
		spark://127.0.0.1:7077 > "$work/worker$w.log" 2>&1 & last=$! pids="$pids $!"
done
until grep -q "Successfully registered" "$work/worker1.log" && grep -q "Successfully registered" "$work/worker2.log"; do sleep 1; done
if [ "$data" = odd ]; then
	cd "$here/.."
	INERTIA_SPARK="$PYSPARK_PYTHON" PYSPARK_SUBMIT_ARGS="--master spark://127.0.0.1:7077 --executor-memory 1500m --conf spark.sql.shuffle.partitions=4 pyspark-shell" \
		go test ./analysis -count=1 -run TestSparkCountsAsWeDo -v
	exit
fi
"$work/inertia" tally --sql spark --weights "$weights" "$data" > "$work/spark.sql"
rm -rf "$work/spark.parquet"
begin=$(date +%s)
"$home/bin/spark-submit" --master spark://127.0.0.1:7077 --executor-memory 1500m --conf spark.sql.shuffle.partitions=16 --conf spark.sql.adaptive.coalescePartitions.enabled=false \
	--conf spark.sql.files.maxPartitionBytes=1m --conf spark.sql.files.openCostInBytes=1m \
	"$here/spark_tally.py" "$work/spark.sql" "$work/spark.parquet" > "$work/submit.log" 2>&1 & submit=$!
if [ "$kill" = kill ]; then
	# Both executors have finished something of the counting, and it is not over.
	until [ "$(grep -c "Finished task .* in stage [1-9]" "$work/submit.log")" -ge 10 ]; do
		kill -0 "$submit" || { echo "the run was over before a worker could be ended"; exit 1; }
		sleep .2
	done
	executors=$(grep -c "Granted executor" "$work/submit.log")
	pkill -9 -P "$last" # its executor
	kill -9 "$last"
	echo "one of two workers, with its executor (of $executors), was ended after $(($(date +%s) - begin)) s"
fi
wait "$submit"
echo "Spark: $(($(date +%s) - begin)) s; tasks finished $(grep -c "Finished task" "$work/submit.log"), lost $(grep -c "Lost task" "$work/submit.log"), executors lost $(grep -c "Lost executor" "$work/submit.log")"
begin=$(date +%s)
"$work/inertia" tally --weights "$weights" "$data" -o "$work/own.parquet"
echo "inertia: $(($(date +%s) - begin)) s"
"$work/venv/bin/python" "$here/same_tallies.py" "$work/own.parquet" "$work/spark.parquet/*.parquet" "$weights"
