"""A picture for the documentation from named files; the same from the same files."""

from __future__ import annotations

import argparse
from pathlib import Path

import matplotlib
from matplotlib.figure import Figure


class Picture:
    """Reads `OUT.svg NAME=PART [NAME=PART ...]` from the command line; exits with a message where that is not what stands there."""

    def __init__(self, description: str, part: str) -> None:
        parser = argparse.ArgumentParser(
            description=description, formatter_class=argparse.RawDescriptionHelpFormatter
        )
        parser.add_argument("out", type=Path)
        parser.add_argument("parts", nargs="+", metavar=f"NAME={part}")
        options = parser.parse_args()
        self.out: Path = options.out
        self.parts: list[tuple[str, Path]] = []
        for given in options.parts:
            name, _, path = given.partition("=")
            if not path:
                parser.error(f"{given}: {part.lower()}s are given as NAME={part}")
            self.parts.append((name, Path(path)))
        # Ids in the picture come from the salt.
        matplotlib.rcParams["svg.hashsalt"] = "curves"
        self.figure = Figure(figsize=(8, 5), layout="constrained")

    def save(self) -> None:
        self.figure.savefig(self.out, metadata={"Date": None})
