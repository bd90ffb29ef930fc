#!/bin/sh
# Times each stage of a report with Go's benchmarks and prints benchstat's table:
#
#   bench/stages.sh [-c COUNT] [-t TIMES] [-b STAGES] [REVISION]
#
# COUNT is how often each stage is timed (6), TIMES the size in multiples of the paper's
# study (1), STAGES a pattern of stages (.), such as "csv|tally". With a REVISION of git,
# that one and the working tree take turns, and the table tells the change.
set -eu
benchstat=golang.org/x/perf/cmd/benchstat@v0.0.0-20260908200009-22c9c6c9d4da
count=6 times=1 stages=.
while getopts c:t:b: option; do
	case $option in
	c) count=$OPTARG ;;
	t) times=$OPTARG ;;
	b) stages=$OPTARG ;;
	*) exit 2 ;;
	esac
done
shift $((OPTIND - 1))
here=$(dirname "$(realpath "$0")")
work=$here/work
mkdir -p "$work"
rm -f "$work/stages-now.txt" "$work/stages-before.txt"
(cd "$here/.." && go test -c -o "$work/stages-now" ./bench/stages)
one() { # NAME FOLDER
	(cd "$2" && "$work/stages-$1" -test.run - -test.bench "Stage/($stages)" -test.timeout 0 -times "$times" -work "$work") | tee -a "$work/stages-$1.txt" | grep ns/op >&2
}
if [ $# = 0 ]; then
	for _ in $(seq "$count"); do one now "$here/.."; done
	go run "$benchstat" "$work/stages-now.txt"
	exit
fi
git -C "$here" worktree add -q --detach "$work/before" "$1"
trap 'git -C "$here" worktree remove --force "$work/before"' EXIT
mkdir -p "$work/before/bench/stages"
cp "$here"/stages/*_test.go "$work/before/bench/stages/"
(cd "$work/before" && go test -c -o "$work/stages-before" ./bench/stages)
for _ in $(seq "$count"); do
	one before "$work/before"
	one now "$here/.."
done
go run "$benchstat" before="$work/stages-before.txt" now="$work/stages-now.txt"
