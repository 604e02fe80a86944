"""Writes the small models of the extension's tests, and what PyTorch says they predict, into a folder.

    python training/make_fixture.py test/fixtures/models

Weights are random and large, so that predictions are sharp and a wrong rotation or permutation shows.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import torch

from export_gguf import write_gguf
from model import Llama, ModelConfig

# At 32 columns, one block of the quantisation, llama.cpp's kernels for Intel's AMX are wrong by a nat.
CONFIG = ModelConfig(vocabulary=96, dim=64, layers=2, heads=2, ffn=128, context=8192)
TEXT_CONFIG = ModelConfig(vocabulary=257, dim=64, layers=1, heads=2, ffn=128, context=4096)
SEQUENCE_LENGTH = 300
SCORED = (1, 2, 130, SEQUENCE_LENGTH)
"""Lengths of the prefixes after which every token's log-probability is written down."""


def main() -> None:
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    model = random_model()
    for weight_type in ("f16", "q8_0"):
        write_gguf(state_of(model), folder / f"tiny-{weight_type}.gguf", weight_type, "Tiny")
    write_gguf(text_state(), folder / "tiny-text.gguf", "q8_0", "Tiny text")
    (folder / "tiny.json").write_text(json.dumps(predictions(model)) + "\n", encoding="utf-8")


def random_model(config: ModelConfig = CONFIG) -> Llama:
    torch.manual_seed(7)
    model = Llama(config)
    with torch.no_grad():
        for parameter in model.parameters():
            if parameter.ndim == 2:
                parameter.normal_(std=1 / parameter.shape[1] ** 0.5)
    return model


def state_of(model: Llama) -> dict:
    return {
        "config": model.config.to_json(),
        "model": model.state_dict(),
        "progress": {"tokens": 0},
        "vocabulary": ["<doc>", *(f"<token-{token}>" for token in range(1, CONFIG.vocabulary))],
        "codec": "tiny",
        "codec_version": 3,
    }


def text_state() -> dict:
    """A model that is none of ours: it knows no codec, and every byte is a token of its own."""
    return {
        "config": TEXT_CONFIG.to_json(),
        "model": random_model(TEXT_CONFIG).state_dict(),
        "progress": {"tokens": 0},
        "vocabulary": ["<doc>", *byte_texts()],
        "codec": "",
        "codec_version": 0,
    }


def byte_texts() -> list[str]:
    """How a byte-level vocabulary spells the 256 bytes (GPT-2): printable ones as they are, the others moved up."""
    printable = [*range(33, 127), *range(161, 173), *range(174, 256)]
    moved = [byte for byte in range(256) if byte not in printable]
    return [chr(byte) if byte in printable else chr(256 + moved.index(byte)) for byte in range(256)]


def predictions(model: Llama) -> dict:
    sequence = [0, *(1 + (token * 37) % (CONFIG.vocabulary - 1) for token in range(1, SEQUENCE_LENGTH))]
    with torch.no_grad():
        scores = model(torch.tensor([sequence]))[0].log_softmax(-1)
    after = {str(length): [round(score, 5) for score in scores[length - 1].tolist()] for length in SCORED}
    return {"parameters": model.parameter_count(), "sequence": sequence, "logProbabilitiesAfter": after}


if __name__ == "__main__":
    main()
