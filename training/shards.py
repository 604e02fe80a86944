"""Reads the token shards that `tracewright training-data` writes.

A folder holds `meta.json` and, for each part of the data, `NAME.tokens` (uint16, little endian, documents one after
another, each beginning with token 0) and `NAME.mask` (uint8, one per token, 1 where the token is to be predicted).
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch

DOCUMENT_START = 0
"""Token id that begins every document and occurs nowhere else."""

PAD_TO = 32
"""Rows of a batch are padded to a multiple of this, so that few different shapes occur."""


@dataclass(frozen=True)
class Batch:
    """Rows of one length: the input, what should follow each position, and which of these count."""

    tokens: torch.Tensor
    targets: torch.Tensor
    predicted: torch.Tensor
    real_tokens: int


@dataclass(frozen=True)
class Documents:
    """Documents of one or several shards; document `i` is `tokens[starts[i]:starts[i + 1]]`."""

    tokens: np.ndarray
    mask: np.ndarray
    starts: np.ndarray
    cut: int
    """Documents longer than the context: their tail is not seen."""

    def __len__(self) -> int:
        return len(self.starts) - 1

    @property
    def predicted(self) -> int:
        return int(self.mask.sum())


def read_meta(folder: Path) -> dict:
    """`meta.json`; raises `ValueError` where its vocabulary cannot be stored in 16 bits."""
    meta = json.loads((folder / "meta.json").read_text(encoding="utf-8"))
    if not 1 < len(meta["vocabulary"]) <= 65536:
        raise ValueError(f"{folder}/meta.json: a vocabulary of {len(meta['vocabulary'])} tokens")
    return meta


def shard_names(folder: Path, part: str) -> list[str]:
    """Names (without ending) of the shards of `train` or `valid`, in a stable order."""
    names = sorted(path.stem for path in folder.glob(f"{part}*.tokens"))
    if not names:
        raise FileNotFoundError(f"{folder} holds no {part}*.tokens; run `tracewright training-data` first")
    return names


def read_documents(folder: Path, names: list[str], context: int, vocabulary: int) -> Documents:
    """Loads whole shards into memory and checks them; raises `ValueError` that names the shard at fault."""
    shards = [_read_shard(folder, name, vocabulary) for name in names]
    tokens = np.concatenate([shard[0] for shard in shards])
    mask = np.concatenate([shard[1] for shard in shards])
    starts = np.append(np.flatnonzero(tokens == DOCUMENT_START), len(tokens))
    return Documents(tokens, mask, starts, int((np.diff(starts) > context + 1).sum()))


def _read_shard(folder: Path, name: str, vocabulary: int) -> tuple[np.ndarray, np.ndarray]:
    tokens = np.fromfile(folder / f"{name}.tokens", dtype="<u2")
    mask = np.fromfile(folder / f"{name}.mask", dtype=np.uint8)
    if len(tokens) == 0 or len(tokens) != len(mask):
        raise ValueError(f"{name}: {len(tokens)} tokens but {len(mask)} mask bytes")
    if tokens[0] != DOCUMENT_START:
        raise ValueError(f"{name}: does not begin with a document")
    if tokens.max() >= vocabulary:
        raise ValueError(f"{name}: token {tokens.max()} is outside the vocabulary of {vocabulary}")
    if mask.max() > 1:
        raise ValueError(f"{name}: a mask byte is neither 0 nor 1")
    return tokens, mask


def batch_plan(documents: Documents, batch_tokens: int, context: int, seed: int) -> list[np.ndarray]:
    """One epoch as lists of document numbers, in a random order fixed by `seed`.

    Documents of similar length share a batch: nothing is attended across documents, as in use, hardly anything is
    padding, and short documents cost no long attention.
    """
    rng = np.random.default_rng(seed)
    lengths = padded_lengths(documents, context)
    order = rng.permutation(len(documents))
    plan: list[np.ndarray] = []
    for length in np.unique(lengths):
        of_length = order[lengths[order] == length]
        rows = max(1, batch_tokens // int(length))
        plan.extend(of_length[at : at + rows] for at in range(0, len(of_length), rows))
    rng.shuffle(plan)
    return plan


def padded_lengths(documents: Documents, context: int) -> np.ndarray:
    """Row length of each document: its inputs, cut at `context`, rounded up to `PAD_TO`."""
    inputs = np.clip(np.diff(documents.starts) - 1, 1, context)
    return np.minimum(-(-inputs // PAD_TO) * PAD_TO, context)


def make_batch(documents: Documents, numbers: np.ndarray, context: int) -> Batch:
    lengths = padded_lengths(documents, context)[numbers]
    width = int(lengths.max())
    tokens = np.zeros((len(numbers), width + 1), dtype=np.int64)
    mask = np.zeros((len(numbers), width + 1), dtype=bool)
    real = 0
    for row, number in enumerate(numbers):
        start = documents.starts[number]
        size = min(int(documents.starts[number + 1] - start), width + 1)
        tokens[row, :size] = documents.tokens[start : start + size]
        mask[row, :size] = documents.mask[start : start + size]
        real += size
    return Batch(
        torch.from_numpy(tokens[:, :-1].copy()),
        torch.from_numpy(tokens[:, 1:].copy()),
        torch.from_numpy(mask[:, 1:].copy()),
        real,
    )


@dataclass
class Position:
    """Where a run stands in its data; saved in checkpoints."""

    epoch: int = 0
    batch: int = 0


def endless_batches(
    documents: Documents, batch_tokens: int, context: int, seed: int, position: Position
) -> Iterator[Batch]:
    """Batches for ever, an epoch after another, each in its own order; keeps `position` up to date."""
    while True:
        plan = batch_plan(documents, batch_tokens, context, seed + position.epoch)
        while position.batch < len(plan):
            numbers = plan[position.batch]
            position.batch += 1
            yield make_batch(documents, numbers, context)
        position.epoch += 1
        position.batch = 0
