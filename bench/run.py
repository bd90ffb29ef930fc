#!/usr/bin/env python3
"""The benchmarks, by one command from a clean checkout: bench/run.py [--times 1,10,100] [--rounds 3] [--work DIR] [--only WORK,...]

Builds inertia, makes a virtual environment with the pinned packages, generates the answers, and lets every program do the same
work by turns. Writes every run to bench/results.csv and draws docs/benchmarks.svg. Needs go, python3, and, for the rival in R,
Rscript with data.table (apt install r-base-core r-cran-data.table); a rival that is not there is named and left out.
"""
import argparse
import csv
import os
import re
import shutil
import subprocess
import sys
import time
from datetime import date
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
FIVE = "inertia,jsd,top2_adjacent,modal_share,profile"


def setup(work):
    work.mkdir(parents=True, exist_ok=True)
    python = work / "venv" / "bin" / "python"
    if not python.exists():
        subprocess.run([sys.executable, "-m", "venv", work / "venv"], check=True)
        subprocess.run([python, "-m", "pip", "install", "-q", "-r", HERE / "requirements.txt"], check=True)
    for name, package in [("inertia", "."), ("generate", "./bench/generate")]:
        subprocess.run(["go", "build", "-o", work / name, package], cwd=ROOT, check=True)
    return python


def data(work, times):
    csv_file, parquet = work / f"{times}x.csv", work / f"{times}x.parquet"
    if not csv_file.exists():
        subprocess.run([work / "generate", "-times", str(times), "-o", csv_file], check=True)
    if not parquet.exists():  # written by pyarrow, which all read
        code = ("import sys, pyarrow as pa, pyarrow.csv as c, pyarrow.parquet as p\n"
                "r = c.open_csv(sys.argv[1], convert_options=c.ConvertOptions(column_types={'persona': pa.string()}))\n"
                "w = p.ParquetWriter(sys.argv[2], r.schema, compression='zstd')\n"
                "for b in r: w.write_table(pa.Table.from_batches([b]), row_group_size=131072)\n"
                "w.close()")
        subprocess.run([work / "venv/bin/python", "-c", code, csv_file, parquet], check=True)
    return csv_file, parquet


def once(command, out):
    """Seconds of wall and of processor, and peak memory in MB."""
    start = time.perf_counter()
    with open(out, "w") as f:
        p = subprocess.Popen([str(c) for c in command], stdout=f, stderr=subprocess.DEVNULL)
        _, status, usage = os.wait4(p.pid, 0)
    if status != 0:
        raise SystemExit(f"{' '.join(map(str, command))}: exit status {status}")
    return time.perf_counter() - start, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def works(work, python, times):
    """The commands of each piece of work: those of one piece take turns."""
    inertia = work / "inertia"
    files = data(work, times)
    for file in files:
        kind = file.suffix[1:]
        five = {"inertia": [inertia, "measure", "--measures", FIVE, "--format", "csv", file]}
        if times <= 10 or kind == "csv":
            five |= {name: [python, HERE / f"with_{name}.py", file] for name in ["pandas", "polars", "duckdb"]}
        if kind == "csv" and shutil.which("Rscript") and times <= 10:
            five["R data.table"] = ["Rscript", HERE / "with_datatable.R", file, work / "items.csv"]
        yield "five measures", kind, five
        yield "tally", kind, {"inertia": [inertia, "measure", "--measures", "inertia", "--resamples", "0", "--format", "csv", file],
                              "duckdb": [python, HERE / "with_duckdb.py", file, "--tally"]}
    if times <= 10:
        yield "all measures of the table", "csv", {"inertia": [inertia, "measure", "--format", "csv", files[0]]}


COLUMNS = ["date", "cores", "work", "format", "times", "program", "round", "seconds", "processor_seconds", "peak_mb", "load"]


def kept_results():
    """The runs on record, by piece of work."""
    results = {}
    with open(HERE / "results.csv", newline="") as f:
        for row in csv.DictReader(f):
            results.setdefault((row["work"], row["format"], row["times"]), []).append([row[c] for c in COLUMNS])
    return results


def write_results(results):
    with open(HERE / "results.csv", "w", newline="") as f:
        out = csv.writer(f)
        out.writerow(COLUMNS)
        for runs in results.values():
            out.writerows(runs)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--times", default="1,10,100", help="sizes, in multiples of the paper's study")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--only", help="pieces of work, such as tally,start: the other results stay as they are")
    parser.add_argument("--work", type=Path, default=ROOT / "bench" / "work", help="folder for data and environment")
    o = parser.parse_args()
    work = o.work.resolve()
    python = setup(work)
    with open(work / "items.csv", "w") as f:
        subprocess.run([python, HERE / "items.py"], stdout=f, check=True)
    if not shutil.which("Rscript"):
        print("Rscript is not there: R data.table is left out", file=sys.stderr)
    ratings = work / "ratings"
    if not ratings.exists():
        subprocess.run([work / "generate", "-ratings", "-o", ratings], check=True)
    pieces = [("robustness and susceptibility", "csv", 0, {
        "inertia": [work / "inertia", "measure", "--measures", "robustness,susceptibility", "--format", "csv", ratings],
        "pandas": [python, HERE / "ratings_pandas.py", ratings],
        "the study's steps": ["sh", "-c", '"$0" "$1" summaries "$2" "$3" && "$0" "$1" metrics "$3"',
                              python, HERE / "ratings_published.py", ratings, work / "summaries"]})]
    pieces += [("start", "", 0, {"inertia": [work / "inertia", "--version"]})]
    for times in map(int, o.times.split(",")):
        pieces += [(what, kind, times, commands) for what, kind, commands in works(work, python, times)]
    if o.only:
        unknown = set(o.only.split(",")) - {what for what, *_ in pieces}
        if unknown:
            raise SystemExit(f"--only {', '.join(unknown)}: known are {', '.join(dict.fromkeys(what for what, *_ in pieces))}")
        pieces = [p for p in pieces if p[0] in o.only.split(",")]
    results = kept_results() if o.only else {}
    for what, kind, times, commands in pieces:
        runs = []
        for r in range(1 if times >= 100 else o.rounds):
            for name, command in commands.items():
                load = os.getloadavg()[0]
                seconds, processor, peak = once(command, work / (re.sub(r"\W+", "-", name) + ".out"))
                runs.append([date.today(), os.cpu_count(), what, kind, times, name, r + 1, f"{seconds:.3f}", f"{processor:.3f}", f"{peak:.0f}", f"{load:.1f}"])
                print(f"{what:30} {kind:8} {times:3}x {name:13} {seconds:8.2f} s {peak:6.0f} MB", file=sys.stderr)
        results[what, kind, str(times)] = runs
        write_results(results)
    subprocess.run(["go", "run", "./bench/draw"], cwd=ROOT, check=True)


if __name__ == "__main__":
    main()
