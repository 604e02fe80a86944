"""Averages the weights of two models of one shape, the second of which began with the weights of the first.

What a run forgets of what it began with comes back, and most of what it learned stays (Wortsman et al., 2022, "Robust
fine-tuning of zero-shot models").

Usage: python training/average.py FIRST.pt|FIRST.gguf SECOND.pt OUT.pt [--share 0.5]
"""

import argparse
from pathlib import Path

import torch

from start import Start, read_start


def average(first: Start, second: dict, share: float) -> dict:
    """`second` with `share` parts of its own weights and the rest of `first`; both name the same tensors."""
    own = second["model"]
    shapes = [{name: tensor.shape for name, tensor in weights.items()} for weights in (first.weights, own)]
    if shapes[0] != shapes[1] or first.vocabulary != second["vocabulary"]:
        raise ValueError("The checkpoints are of different models.")
    weights = {
        name: torch.lerp(first.weights[name].float(), tensor.float(), share).to(tensor.dtype)
        for name, tensor in own.items()
    }
    return {**second, "model": weights}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("first", type=Path, help="a checkpoint, or a model that was exported")
    parser.add_argument("second", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--share", type=float, default=0.5, help="of the second, from 0 to 1 (default 0.5)")
    options = parser.parse_args()
    second = torch.load(options.second, map_location="cpu", weights_only=True)
    torch.save(average(read_start(options.first), second, options.share), options.out)


if __name__ == "__main__":
    main()
