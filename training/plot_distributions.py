"""Draws distributions of generated traces beside those of real ones, from what `DISTRIBUTIONS=FILE npm run bench fidelity` wrote.

Usage: python training/plot_distributions.py OUT.svg NAME=DISTRIBUTIONS.json [NAME=DISTRIBUTIONS.json ...]
"""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

from matplotlib.axes import Axes

from picture import Picture

MEASURES = {"calls": "calls of a trace", "depth": "levels of a trace", "outDegree": "calls made by a service"}
MOST = 30
"""Larger values are few; they are not drawn."""


def shares(values: list[int]) -> list[tuple[int, float]]:
    """How large a share of `values` each value has."""
    counts = Counter(values)
    return [(value, counts[value] / len(values)) for value in range(1, min(MOST, max(values)) + 1)]


def draw(axes: Axes, of: dict[str, dict[str, list[int]]], measure: str) -> None:
    """The real traces as bars, what is generated as lines over them."""
    (real, real_values), *generated = of.items()
    axes.bar(*zip(*shares(real_values[measure]), strict=True), color="lightgrey", label=real)
    for part, values in generated:
        axes.plot(*zip(*shares(values[measure]), strict=True), marker="o", markersize=2, linewidth=1, label=part)
    axes.xaxis.get_major_locator().set_params(integer=True)


def main() -> None:
    picture = Picture(__doc__ or "", "FILE")
    rows = picture.figure.subplots(len(picture.parts), len(MEASURES), squeeze=False)
    for (name, file), row in zip(picture.parts, rows, strict=True):
        parts = json.loads(file.read_text(encoding="utf-8"))
        for axes, (measure, label) in zip(row, MEASURES.items(), strict=True):
            draw(axes, parts, measure)
            axes.set_xlabel(label)
            axes.grid(alpha=0.3)
        row[0].set_ylabel(f"{name}: share")
    picture.figure.legend(*rows[0][0].get_legend_handles_labels(), loc="outside lower center", ncols=3)
    picture.save()


if __name__ == "__main__":
    main()
