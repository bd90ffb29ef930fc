#!/bin/sh
# Runs the query of `inertia tally --sql trino` in Trino's own engine (in one process,
# the answers in memory), and compares the tally byte by byte with inertia's own.
#
#   bench/trino.sh ANSWERS.csv WORK [TYPES [WEIGHTS]]
#
# ANSWERS.csv has the columns model, variant, seed, persona, item, repeat, option,
# missing (and p1 to p6, p_other, where WEIGHTS are probabilities), in any order, without
# quotes, and a few thousand rows at most; TYPES are those of its columns in Trino,
# comma-separated (varchar). Needs Java 17, Maven and, in
# WORK, inertia (go build).
set -eu
data=$(realpath "$1") work=$(realpath "$2")
types=${3:-$(head -1 "$data" | sed 's/[^,]*/varchar/g')} weights=${4:-answers}
here=$(dirname "$(realpath "$0")")
[ -d "$work/trino" ] || mvn -q -B -f "$here/trino/pom.xml" dependency:copy-dependencies -DoutputDirectory="$work/trino"
javac -cp "$work/trino/*" -d "$work" "$here/trino/Tally.java"
"$work/inertia" tally --sql trino --weights "$weights" answers > "$work/trino.sql"
mkdir -p "$work/trino-temporary" # Trino leaves folders there
java -Djava.io.tmpdir="$work/trino-temporary" -Xmx2g -Xss64m -cp "$work/trino/*:$work" Tally "$types" "$data" "$work/trino.sql" "$work/trino-tally.csv" 2> "$work/trino.log"
rm -r "$work/trino-temporary"
"$work/inertia" tally --weights "$weights" "$data" -o "$work/own.csv"
"$work/inertia" tally "$work/trino-tally.csv" -o "$work/trino.csv"
cmp "$work/own.csv" "$work/trino.csv"
echo "Trino's tally is inertia's own, $(($(wc -l < "$work/own.csv") - 1)) rows"
