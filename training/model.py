"""A small Llama: RMSNorm, rotary positions, SwiGLU, no biases.

Shapes follow llama.cpp's `llama` architecture so that `export_gguf.py` only renames and permutes. Query, key and
value, and the two halves of the gate, are single matrices here: at this size fewer, larger products are what is fast.
"""

from __future__ import annotations

import math
from dataclasses import asdict, dataclass

import torch
import torch.nn.functional as F
from torch import Tensor, nn


@dataclass(frozen=True)
class ModelConfig:
    """Sizes of one model; `context` is the longest sequence in tokens it is trained for."""

    vocabulary: int
    dim: int = 192
    layers: int = 6
    heads: int = 3
    ffn: int = 512
    context: int = 1024
    rope_base: float = 10000.0
    norm_epsilon: float = 1e-5
    tied: bool = True

    def __post_init__(self) -> None:
        if self.dim % self.heads or (self.dim // self.heads) % 2:
            raise ValueError(f"dim {self.dim} must divide into {self.heads} heads of even size")
        if self.dim % 32 or self.ffn % 32:
            raise ValueError("dim and ffn must be multiples of 32: Q8_0 packs weights in blocks of 32")

    @property
    def head_size(self) -> int:
        return self.dim // self.heads

    def to_json(self) -> dict:
        return asdict(self)


class RmsNorm(nn.Module):
    """Root-mean-square norm with a learned gain, as in Llama."""

    def __init__(self, dim: int, epsilon: float) -> None:
        super().__init__()
        self.weight = nn.Parameter(torch.ones(dim))
        self.epsilon = epsilon

    def forward(self, x: Tensor) -> Tensor:
        # In f32 whatever the autocast: the sum of squares loses too much in bf16.
        scale = torch.rsqrt(x.float().square().mean(-1, keepdim=True) + self.epsilon)
        return (x.float() * scale * self.weight).to(x.dtype)


def rotate(x: Tensor, cos: Tensor, sin: Tensor) -> Tensor:
    """Rotates pairs (i, i + half) of every head by their position: the order of Hugging Face's Llama."""
    first, second = x.chunk(2, dim=-1)
    return torch.cat((first * cos - second * sin, second * cos + first * sin), dim=-1)


class Attention(nn.Module):
    def __init__(self, config: ModelConfig) -> None:
        super().__init__()
        self.heads = config.heads
        self.head_size = config.head_size
        self.qkv = nn.Linear(config.dim, 3 * config.dim, bias=False)
        self.output = nn.Linear(config.dim, config.dim, bias=False)

    def forward(self, x: Tensor, cos: Tensor, sin: Tensor) -> Tensor:
        batch, length, dim = x.shape
        qkv = self.qkv(x).view(batch, length, 3, self.heads, self.head_size).permute(2, 0, 3, 1, 4)
        query, key = rotate(qkv[0], cos, sin), rotate(qkv[1], cos, sin)
        mixed = F.scaled_dot_product_attention(query, key, qkv[2], is_causal=True)
        return self.output(mixed.transpose(1, 2).reshape(batch, length, dim))


class FeedForward(nn.Module):
    def __init__(self, config: ModelConfig) -> None:
        super().__init__()
        self.gate_up = nn.Linear(config.dim, 2 * config.ffn, bias=False)
        self.down = nn.Linear(config.ffn, config.dim, bias=False)

    def forward(self, x: Tensor) -> Tensor:
        gate, up = self.gate_up(x).chunk(2, dim=-1)
        return self.down(F.silu(gate) * up)


class Block(nn.Module):
    def __init__(self, config: ModelConfig, dropout: float) -> None:
        super().__init__()
        self.dropout = nn.Dropout(dropout)
        self.attention_norm = RmsNorm(config.dim, config.norm_epsilon)
        self.attention = Attention(config)
        self.ffn_norm = RmsNorm(config.dim, config.norm_epsilon)
        self.ffn = FeedForward(config)

    def forward(self, x: Tensor, cos: Tensor, sin: Tensor) -> Tensor:
        x = x + self.dropout(self.attention(self.attention_norm(x), cos, sin))
        return x + self.dropout(self.ffn(self.ffn_norm(x)))


class Llama(nn.Module):
    """`dropout` counts in training mode alone and is no part of what is exported."""

    def __init__(self, config: ModelConfig, dropout: float = 0.0) -> None:
        super().__init__()
        self.config = config
        self.dropout = nn.Dropout(dropout)
        self.embedding = nn.Embedding(config.vocabulary, config.dim)
        self.blocks = nn.ModuleList(Block(config, dropout) for _ in range(config.layers))
        self.norm = RmsNorm(config.dim, config.norm_epsilon)
        self.head = nn.Linear(config.dim, config.vocabulary, bias=False)
        cos, sin = rotary_tables(config)
        self.register_buffer("cos", cos, persistent=False)
        self.register_buffer("sin", sin, persistent=False)
        self.apply(self._initialise)
        self._shrink_residual_outputs()
        if config.tied:
            self.head.weight = self.embedding.weight

    def hidden(self, tokens: Tensor) -> Tensor:
        """Normalised states of every position: `[batch, length]` to `[batch, length, dim]`."""
        length = tokens.shape[1]
        cos, sin = self.cos[:length], self.sin[:length]
        x = self.dropout(self.embedding(tokens))
        for block in self.blocks:
            x = block(x, cos, sin)
        return self.norm(x)

    def forward(self, tokens: Tensor) -> Tensor:
        """Logits of every position: `[batch, length]` to `[batch, length, vocabulary]`."""
        return self.head(self.hidden(tokens))

    def loss_sum(self, tokens: Tensor, targets: Tensor, predicted: Tensor) -> Tensor:
        """Summed cross-entropy (nats) of the positions where `predicted` holds.

        Only those rows pass through the head: most tokens of a prompt are given, and the head is a large share of a
        small model.
        """
        rows = self.hidden(tokens).flatten(0, 1)[predicted.flatten().nonzero().squeeze(1)]
        return F.cross_entropy(self.head(rows).float(), targets.flatten()[predicted.flatten()], reduction="sum")

    def parameter_count(self) -> int:
        return sum(parameter.numel() for parameter in self.parameters())

    @staticmethod
    def _initialise(module: nn.Module) -> None:
        if isinstance(module, (nn.Linear, nn.Embedding)):
            nn.init.normal_(module.weight, std=0.02)

    def _shrink_residual_outputs(self) -> None:
        # As in GPT-2: what is added to the residual stream starts smaller the deeper the stack.
        for block in self.blocks:
            for layer in (block.attention.output, block.ffn.down):
                nn.init.normal_(layer.weight, std=0.02 / math.sqrt(2 * self.config.layers))


def rotary_tables(config: ModelConfig) -> tuple[Tensor, Tensor]:
    """Cosines and sines, `[context, head_size / 2]` each."""
    exponents = torch.arange(0, config.head_size, 2, dtype=torch.float64) / config.head_size
    angles = torch.outer(torch.arange(config.context, dtype=torch.float64), config.rope_base**-exponents)
    return angles.cos().float(), angles.sin().float()
