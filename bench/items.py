"""Writes the items of the questionnaires as CSV, for R: items.py > items.csv"""
from resampling import dimensions

print("instrument,dimension,place,item")
for instrument, (items, dims) in dimensions().items():
    scored = {item: (place, name) for place, (name, members) in enumerate(dims, 1) for item in members}
    for item in items:
        place, name = scored.get(item, (len(dims) + 1, ""))
        print(f"{instrument},{name},{place},{item}")
