"""Averages the weights of two checkpoints of one model, the second of which began with the weights of the first.

What a run forgets of what it began with comes back, and most of what it learned stays (Wortsman et al., 2022, "Robust
fine-tuning of zero-shot models").

Usage: python training/average.py FIRST.pt SECOND.pt OUT.pt [--share 0.5]
"""

import argparse

import torch


def average(first: dict, second: dict, share: float) -> dict:
    """`second` with `share` parts of its own weights and the rest of `first`; both name the same tensors."""
    if first["config"] != second["config"] or first["vocabulary"] != second["vocabulary"]:
        raise ValueError("The checkpoints are of different models.")
    weights = {
        name: torch.lerp(first["model"][name].float(), tensor.float(), share).to(tensor.dtype)
        for name, tensor in second["model"].items()
    }
    return {**second, "model": weights}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("first")
    parser.add_argument("second")
    parser.add_argument("out")
    parser.add_argument("--share", type=float, default=0.5, help="of the second, from 0 to 1 (default 0.5)")
    options = parser.parse_args()
    first, second = (
        torch.load(path, map_location="cpu", weights_only=False) for path in (options.first, options.second)
    )
    torch.save(average(first, second, options.share), options.out)


if __name__ == "__main__":
    main()
