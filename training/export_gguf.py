"""Writes the model of a run as one GGUF file that llama.cpp, and so the extension, loads.

Ids are made by the extension's own codec, never by llama.cpp's tokenizer: the vocabulary is stored because a GGUF
must hold one, byte-level BPE with no merges, every token user-defined.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import gguf
import numpy as np
import torch

from model import ModelConfig

DOCUMENT_START = 0
QUANTISED = {"q8_0": gguf.GGMLQuantizationType.Q8_0, "f16": gguf.GGMLQuantizationType.F16}
FILE_TYPES = {
    "q8_0": gguf.LlamaFileType.MOSTLY_Q8_0,
    "f16": gguf.LlamaFileType.MOSTLY_F16,
    "f32": gguf.LlamaFileType.ALL_F32,
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.ArgumentDefaultsHelpFormatter)
    parser.add_argument("checkpoint", type=Path, help="best.pt or checkpoint.pt of a run")
    parser.add_argument("out", type=Path, help="GGUF to write")
    parser.add_argument("--type", choices=tuple(FILE_TYPES), default="q8_0")
    parser.add_argument("--name", default="Tracewright")
    args = parser.parse_args()
    state = torch.load(args.checkpoint, map_location="cpu", weights_only=True)
    write_gguf(state, args.out, args.type, args.name)
    print(json.dumps({"file": args.out.name, "bytes": args.out.stat().st_size, **state["progress"]}))


def write_gguf(state: dict, out: Path, weight_type: str, name: str) -> None:
    """`state` is what `train.py` saves; the file appears whole or not at all."""
    config = ModelConfig(**state["config"])
    temporary = out.with_name(out.name + ".new")
    writer = gguf.GGUFWriter(temporary, "llama")
    add_metadata(writer, config, state, weight_type, name)
    add_vocabulary(writer, state["vocabulary"])
    for tensor_name, tensor in llama_tensors(state["model"], config).items():
        add_tensor(writer, tensor_name, tensor, weight_type)
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
    temporary.replace(out)


def add_metadata(writer: gguf.GGUFWriter, config: ModelConfig, state: dict, weight_type: str, name: str) -> None:
    writer.add_name(name)
    writer.add_file_type(FILE_TYPES[weight_type])
    writer.add_context_length(config.context)
    writer.add_embedding_length(config.dim)
    writer.add_block_count(config.layers)
    writer.add_feed_forward_length(config.ffn)
    writer.add_head_count(config.heads)
    writer.add_head_count_kv(config.heads)
    writer.add_rope_dimension_count(config.head_size)
    writer.add_rope_freq_base(config.rope_base)
    writer.add_layer_norm_rms_eps(config.norm_epsilon)
    writer.add_vocab_size(config.vocabulary)
    if state["codec"]:
        writer.add_string("tracewright.codec", state["codec"])
        writer.add_uint32("tracewright.codec_version", state["codec_version"])
    writer.add_uint64("tracewright.training_tokens", state["progress"]["tokens"])
    writer.add_uint64("tracewright.parameters", parameter_count(state["model"], config))


def parameter_count(model: dict[str, torch.Tensor], config: ModelConfig) -> int:
    """A tied output matrix is counted once."""
    return sum(t.numel() for name, t in model.items() if not (config.tied and name == "head.weight"))


def add_vocabulary(writer: gguf.GGUFWriter, vocabulary: list[str]) -> None:
    """Token texts made unique, since llama.cpp refuses a vocabulary with repeated texts."""
    seen: set[str] = set()
    texts: list[str] = []
    for token, text in enumerate(vocabulary):
        unique = text if text and text not in seen else f"{text}<{token}>"
        seen.add(unique)
        texts.append(unique)
    types = [gguf.TokenType.CONTROL if t == DOCUMENT_START else gguf.TokenType.NORMAL for t in range(len(texts))]
    writer.add_tokenizer_model("gpt2")
    writer.add_tokenizer_pre("smollm")
    writer.add_token_list(texts)
    writer.add_token_types(types)
    writer.add_token_merges(["a b"])
    # A document's start also ends the one before it, so one id serves for both.
    writer.add_bos_token_id(DOCUMENT_START)
    writer.add_eos_token_id(DOCUMENT_START)
    writer.add_pad_token_id(DOCUMENT_START)
    writer.add_add_bos_token(False)
    writer.add_add_eos_token(False)


def llama_tensors(model: dict[str, torch.Tensor], config: ModelConfig) -> dict[str, torch.Tensor]:
    """Our tensors under llama.cpp's names; without `output.weight` it uses the embedding for the output."""
    tensors = {"token_embd.weight": model["embedding.weight"], "output_norm.weight": model["norm.weight"]}
    if not config.tied:
        tensors["output.weight"] = model["head.weight"]
    for layer in range(config.layers):
        ours, theirs = f"blocks.{layer}.", f"blk.{layer}."
        query, key, value = model[ours + "attention.qkv.weight"].chunk(3)
        gate, up = model[ours + "ffn.gate_up.weight"].chunk(2)
        tensors |= {
            theirs + "attn_norm.weight": model[ours + "attention_norm.weight"],
            theirs + "attn_q.weight": interleave_heads(query, config),
            theirs + "attn_k.weight": interleave_heads(key, config),
            theirs + "attn_v.weight": value,
            theirs + "attn_output.weight": model[ours + "attention.output.weight"],
            theirs + "ffn_norm.weight": model[ours + "ffn_norm.weight"],
            theirs + "ffn_gate.weight": gate,
            theirs + "ffn_up.weight": up,
            theirs + "ffn_down.weight": model[ours + "ffn.down.weight"],
        }
    return tensors


def interleave_heads(weight: torch.Tensor, config: ModelConfig) -> torch.Tensor:
    """We rotate pairs (i, i + half) of a head; llama.cpp's `llama` rotates neighbours (2i, 2i + 1)."""
    halves = weight.reshape(config.heads, 2, config.head_size // 2, config.dim)
    return halves.transpose(1, 2).reshape(config.dim, config.dim)


def add_tensor(writer: gguf.GGUFWriter, name: str, tensor: torch.Tensor, weight_type: str) -> None:
    """Norms stay f32, as llama.cpp requires; matrices take the type asked for."""
    values = tensor.detach().float().contiguous().numpy()
    if values.ndim == 1 or weight_type == "f32":
        writer.add_tensor(name, values.astype(np.float32))
        return
    kind = QUANTISED[weight_type]
    writer.add_tensor(name, gguf.quants.quantize(values, kind), raw_dtype=kind)


if __name__ == "__main__":
    main()
