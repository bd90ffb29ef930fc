"""Compares the outputs of notebooks that were executed in two ways.

Usage: same-outputs.py FOLDER FOLDER. For each cell the text of each stream and each
display, in order, have to be the same; how streams and displays mix is left out, since
they take different ways to the front end; so is a display that is empty, which is what
progress leaves when a cell took long enough to show it.
"""

import json
import pathlib
import re
import sys

# GoNB numbers what it displays at random where a display has no name of its own.
RANDOM = re.compile(r"gonb_(?:id_)?[0-9a-f]{8,}")


def text(value):
    if isinstance(value, list) and all(isinstance(v, str) for v in value):
        value = "".join(value)
    if not isinstance(value, str):
        value = json.dumps(value, sort_keys=True)
    return RANDOM.sub("gonb_id", value)


def outputs(cell):
    """What a cell put out: streams by name, displays in order."""
    streams, displays = {}, []
    for o in cell.get("outputs", []):
        if o["output_type"] == "stream":
            streams[o["name"]] = streams.get(o["name"], "") + text(o["text"])
        elif o["output_type"] == "error":
            displays.append({"error": o["evalue"]})
        else:
            shown = {mime: text(data) for mime, data in o["data"].items()}
            if any(t.strip() for t in shown.values()):
                displays.append(shown)
    return streams, displays


def compare(a, b):
    """Yields what differs between two notebooks."""
    cells = [json.loads(p.read_text())["cells"] for p in (a, b)]
    if len(cells[0]) != len(cells[1]):
        yield f"{len(cells[0])} cells and {len(cells[1])}"
        return
    for i, (x, y) in enumerate(zip(*cells), 1):
        if x["source"] != y["source"]:
            yield f"cell {i}: the code differs"
        (sx, dx), (sy, dy) = outputs(x), outputs(y)
        for name in sorted(set(sx) | set(sy)):
            if sx.get(name, "") != sy.get(name, ""):
                yield f"cell {i}, {name}:\n  {sx.get(name, '')!r:.300}\n  {sy.get(name, '')!r:.300}"
        if len(dx) != len(dy):
            yield f"cell {i}: {len(dx)} displays and {len(dy)}"
        for n, (p, q) in enumerate(zip(dx, dy), 1):
            for mime in sorted(set(p) | set(q)):
                if p.get(mime) != q.get(mime):
                    yield f"cell {i}, display {n}, {mime}:\n  {p.get(mime)!r:.300}\n  {q.get(mime)!r:.300}"


def main():
    first, second = (pathlib.Path(p) for p in sys.argv[1:3])
    names = sorted(p.name for p in first.glob("*.ipynb"))
    if not names:
        sys.exit(f"no notebooks in {first}")
    wrong = 0
    for name in names:
        found = list(compare(first / name, second / name))
        for line in found:
            print(f"{name}: {line}")
        wrong += len(found)
        if not found:
            cells = json.loads((first / name).read_text())["cells"]
            shown = sum(len(c.get("outputs", [])) for c in cells)
            print(f"{name}: {shown} outputs, the same both ways")
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
