"""Weights for a run to start from: of another run, or of a model that was exported.

A vocabulary grows and changes its order between versions of the codec. Rows of the embedding are matched by the text
of their token; a token that is new begins at random, as in a run from nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import gguf
import numpy as np
import torch
from gguf.quants import dequantize
from torch import Tensor

from model import Llama, ModelConfig

VOCABULARY_TENSORS = ("embedding.weight", "head.weight")


@dataclass(frozen=True)
class Start:
    """Trained weights under our names, and what the rows of the embedding stand for."""

    weights: dict[str, Tensor]
    vocabulary: list[str]


def read_start(path: Path) -> Start:
    """`path` is `best.pt` or `checkpoint.pt` of a run, or a GGUF that `export_gguf.py` wrote."""
    if path.suffix == ".gguf":
        return read_gguf(path)
    state = torch.load(path, map_location="cpu", weights_only=True)
    return Start(state["model"], state["vocabulary"])


def read_gguf(path: Path) -> Start:
    reader = gguf.GGUFReader(path)
    tensors = {tensor.name: torch.from_numpy(_values(tensor)) for tensor in reader.tensors}
    heads = int(reader.get_field("llama.attention.head_count").contents())
    layers = int(reader.get_field("llama.block_count").contents())
    vocabulary = [str(text) for text in reader.get_field("tokenizer.ggml.tokens").contents()]
    return Start(our_tensors(tensors, layers, heads), vocabulary)


def _values(tensor: gguf.ReaderTensor) -> np.ndarray:
    # A copy: the reader's own array lies in the file and may not be written.
    return np.array(dequantize(tensor.data, tensor.tensor_type), dtype=np.float32)


def our_tensors(theirs: dict[str, Tensor], layers: int, heads: int) -> dict[str, Tensor]:
    """The inverse of `export_gguf.llama_tensors`."""
    embedding = theirs["token_embd.weight"]
    ours = {
        "embedding.weight": embedding,
        "head.weight": theirs.get("output.weight", embedding),
        "norm.weight": theirs["output_norm.weight"],
    }
    for layer in range(layers):
        name, block = f"blocks.{layer}.", f"blk.{layer}."
        query, key = (halve_heads(theirs[block + part], heads) for part in ("attn_q.weight", "attn_k.weight"))
        ours |= {
            name + "attention_norm.weight": theirs[block + "attn_norm.weight"],
            name + "attention.qkv.weight": torch.cat([query, key, theirs[block + "attn_v.weight"]]),
            name + "attention.output.weight": theirs[block + "attn_output.weight"],
            name + "ffn_norm.weight": theirs[block + "ffn_norm.weight"],
            name + "ffn.gate_up.weight": torch.cat([theirs[block + "ffn_gate.weight"], theirs[block + "ffn_up.weight"]]),
            name + "ffn.down.weight": theirs[block + "ffn_down.weight"],
        }
    return ours


def halve_heads(weight: Tensor, heads: int) -> Tensor:
    """llama.cpp's `llama` rotates neighbours (2i, 2i + 1) of a head; we rotate pairs (i, i + half)."""
    rows, columns = weight.shape
    pairs = weight.reshape(heads, rows // heads // 2, 2, columns)
    return pairs.transpose(1, 2).reshape(rows, columns)


def start_from(model: Llama, vocabulary: list[str], start: Start) -> int:
    """Loads `start` into `model` and returns how many tokens it knew; raises `ValueError` where sizes differ."""
    own = model.state_dict()
    for name, value in own.items():
        if name in VOCABULARY_TENSORS or name not in start.weights:
            continue
        if start.weights[name].shape != value.shape:
            raise ValueError(f"{name} is {tuple(start.weights[name].shape)} there and {tuple(value.shape)} here")
        value.copy_(start.weights[name])
    known = {text: row for row, text in enumerate(start.vocabulary)}
    pairs = [(row, known[text]) for row, text in enumerate(vocabulary) if text in known]
    here, there = (torch.tensor(rows) for rows in zip(*pairs, strict=True))
    for name in VOCABULARY_TENSORS:
        own[name][here] = start.weights[name][there].to(own[name].dtype)
    model.load_state_dict(own)
    return len(pairs)
