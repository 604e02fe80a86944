"""Draws how often the mixture was right where it was so sure, from what `tracewright evaluate --calibration --json` printed.

Usage: python training/plot_calibration.py OUT.svg NAME=ROWS.json [NAME=ROWS.json ...]
"""

from __future__ import annotations

import json
from pathlib import Path

from matplotlib.axes import Axes

from picture import Picture

ROW = "next"
PREDICTOR = "mixture"
LEAST = 8
"""Of fewer answers the share that came true tells nothing."""


def read_bins(file: Path) -> dict[int, list[dict[str, float]]]:
    """Bins of the next call by the number of other traces in the workspace: `expected`, `right` from 0 to 1, and `n`."""
    rows = json.loads(file.read_text(encoding="utf-8"))
    of_rows = {row["k"]: row["reliability"][PREDICTOR] for row in rows if row["row"] == ROW}
    return {k: [each for each in bins if each["n"] >= LEAST] for k, bins in of_rows.items()}


def draw(axes: Axes, name: str, bins: dict[int, list[dict[str, float]]]) -> None:
    for k, filled in bins.items():
        line = [(each["expected"], each["right"]) for each in filled]
        (drawn,) = axes.plot(*zip(*line, strict=True), linewidth=1, label=f"{name}, k = {k}")
        axes.scatter(*zip(*line, strict=True), s=[each["n"] for each in filled], color=drawn.get_color(), alpha=0.6)


def main() -> None:
    picture = Picture(__doc__ or "", "FILE")
    axes = picture.figure.add_subplot()
    axes.plot((0, 1), (0, 1), color="grey", linestyle=":")
    for name, file in picture.parts:
        draw(axes, name, read_bins(file))
    axes.set_xlabel("probability given to the likeliest next call (size of a point: how often)")
    axes.set_ylabel("share that came true")
    axes.grid(alpha=0.3)
    axes.legend()
    picture.save()


if __name__ == "__main__":
    main()
