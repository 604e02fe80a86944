"""Draws the loss curves of runs of `train.py`, one beside the other, to compare sizes of model or of data.

Usage: python training/plot_curves.py OUT.svg NAME=RUN [NAME=RUN ...]
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from matplotlib.axes import Axes

from picture import Picture

SMOOTHED = 20
"""Lines of the curve that one point of the training loss is the mean of."""


@dataclass(frozen=True)
class Curve:
    """Nats a predicted token over millions of tokens seen: in training, and on what was held out."""

    trained: list[tuple[float, float]]
    held_out: list[tuple[float, float]]


def read_curve(run: Path) -> Curve:
    """`curve.jsonl` of a run; the shards of what was held out are averaged, as `train.py` does to choose its best."""
    lines = [json.loads(line) for line in (run / "curve.jsonl").read_text(encoding="utf-8").splitlines()]
    trained = [(line["tokens"] / 1e6, line["loss"]) for line in lines if "loss" in line]
    held_out = [
        (line["tokens"] / 1e6, sum(line["valid"].values()) / len(line["valid"])) for line in lines if "valid" in line
    ]
    return Curve(smoothed(trained, SMOOTHED), held_out)


def smoothed(points: list[tuple[float, float]], size: int) -> list[tuple[float, float]]:
    """Means of `size` points after one another; a rest that is shorter counts as well."""
    groups = [points[at : at + size] for at in range(0, len(points), size)]
    return [(group[-1][0], sum(loss for _, loss in group) / len(group)) for group in groups]


def draw(axes: Axes, name: str, curve: Curve) -> None:
    (line,) = axes.plot(*zip(*curve.held_out, strict=True), marker="o", markersize=3, label=name)
    axes.plot(*zip(*curve.trained, strict=True), linestyle=":", color=line.get_color())


def main() -> None:
    picture = Picture(__doc__ or "", "RUN")
    axes = picture.figure.add_subplot()
    for name, run in picture.parts:
        draw(axes, name, read_curve(run))
    axes.set_xlabel("million tokens seen")
    axes.set_ylabel("nats a predicted token (dotted: in training)")
    axes.grid(alpha=0.3)
    axes.legend()
    picture.save()


if __name__ == "__main__":
    main()
