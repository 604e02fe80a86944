"""Trains the model of a data folder for a given time; see README.md.

The learning rate follows the clock, not a count of steps: a run takes the minutes it was given on whatever machine,
and a run that was cut off goes on from its last checkpoint (same command), with more or fewer minutes if wanted.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import platform
import signal
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import BinaryIO

import torch

from model import Llama, ModelConfig
from shards import (
    Batch,
    Documents,
    Position,
    batch_plan,
    endless_batches,
    make_batch,
    read_documents,
    read_meta,
    shard_names,
)
from start import read_start, start_from

CHECKPOINT = "checkpoint.pt"
BEST = "best.pt"
CURVE = "curve.jsonl"
CARD = "card.json"


def main() -> None:
    args = parse_arguments()
    torch.manual_seed(args.seed)
    torch.set_num_threads(args.threads)
    run = Run(args)
    signal.signal(signal.SIGTERM, run.stop)
    signal.signal(signal.SIGINT, run.stop)
    run.train()


def parse_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.ArgumentDefaultsHelpFormatter)
    parser.add_argument("data", type=Path, help="folder written by `tracewright training-data`")
    parser.add_argument("out", type=Path, help="folder of the run: checkpoint, loss curve, run card")
    parser.add_argument("--minutes", type=float, default=75, help="wall clock of the whole run")
    parser.add_argument("--threads", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--device", default="cuda" if torch.cuda.is_available() else "cpu")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--init", type=Path, help="begin with the weights of another run (.pt) or of a model (.gguf)")
    sizes = parser.add_argument_group("size")
    sizes.add_argument("--dim", type=int, default=192)
    sizes.add_argument("--layers", type=int, default=6)
    sizes.add_argument("--heads", type=int, default=3, help="dim / heads should be 64: else llama.cpp is slow")
    sizes.add_argument("--ffn", type=int, default=512)
    sizes.add_argument("--context", type=int, default=1024, help="longest sequence in tokens")
    sizes.add_argument("--untied", action="store_true", help="an output matrix of its own")
    steps = parser.add_argument_group("optimisation")
    steps.add_argument("--batch-tokens", type=int, default=8192, help="tokens in one pass, padding included")
    steps.add_argument("--accumulate", type=int, default=1, help="passes in one step")
    steps.add_argument("--optimizer", choices=("muon", "adamw"), default="muon")
    steps.add_argument("--lr", type=float, default=4e-3, help="peak rate of the matrices")
    steps.add_argument("--embedding-lr", type=float, default=4e-3, help="peak rate of embeddings and norms")
    steps.add_argument("--weight-decay", type=float, default=0.1)
    steps.add_argument("--dropout", type=float, default=0.1, help="of embeddings and of what each block adds")
    steps.add_argument("--warmup-share", type=float, default=0.02, help="share of the time spent rising")
    steps.add_argument("--decay-share", type=float, default=0.6, help="share of the time spent falling to 0")
    steps.add_argument("--precision", choices=("bf16", "f32"), default="bf16")
    steps.add_argument("--compile", action="store_true", help="torch.compile; needs a C++ compiler")
    watch = parser.add_argument_group("watching")
    watch.add_argument("--valid-every", type=float, default=5, help="minutes between checkpoints and validations")
    watch.add_argument("--valid-tokens", type=int, default=100_000, help="tokens of each validation shard looked at")
    watch.add_argument("--log-every", type=int, default=20, help="steps between lines of the loss curve")
    return parser.parse_args()


@dataclass
class Progress:
    """What a run has done so far; saved in checkpoints."""

    step: int = 0
    seconds: float = 0.0
    tokens: int = 0
    predicted: int = 0


class Run:
    """One training run: its data, model, optimisers and progress."""

    def __init__(self, args: argparse.Namespace) -> None:
        self.args = args
        self.meta = read_meta(args.data)
        self.config = ModelConfig(
            vocabulary=len(self.meta["vocabulary"]),
            dim=args.dim,
            layers=args.layers,
            heads=args.heads,
            ffn=args.ffn,
            context=args.context,
            tied=not args.untied,
        )
        self.train_data = self._read(shard_names(args.data, "train"))
        self.valid_data = {name: self._read([name]) for name in shard_names(args.data, "valid")}
        self.model = self._new_model().to(args.device)
        self.loss_sum = torch.compile(self.model.loss_sum, dynamic=True) if args.compile else self.model.loss_sum
        self.optimizers = make_optimizers(self.model, args)
        self.progress = Progress()
        self.position = Position()
        self.last_valid: dict[str, float] = {}
        self.best_valid = math.inf
        self.best_tokens = 0
        self.stopping = False
        args.out.mkdir(parents=True, exist_ok=True)
        self._resume()

    def stop(self, *_: object) -> None:
        """Ends after the step under way, with a checkpoint."""
        self.stopping = True

    def train(self) -> None:
        args = self.args
        batches = endless_batches(self.train_data, args.batch_tokens, args.context, args.seed, self.position)
        started = clock = time.monotonic()
        before = self.progress.seconds
        next_valid = before + 60 * args.valid_every
        mean = RunningMean()
        while not self.stopping and self.progress.seconds < 60 * args.minutes:
            mean.add(self._step(batches))
            self.progress.seconds = before + time.monotonic() - started
            if self.progress.step % args.log_every == 0:
                speed = mean.tokens / (time.monotonic() - clock)
                self._log({"loss": round(mean.value, 4), "lr": self._rate_factor(), "tokens_per_second": round(speed)})
                mean, clock = RunningMean(), time.monotonic()
            if self.progress.seconds >= next_valid:
                self._checkpoint()
                next_valid = self.progress.seconds + 60 * args.valid_every
                clock, mean = time.monotonic(), RunningMean()
                self.progress.seconds = before + time.monotonic() - started
        self._checkpoint()

    def _new_model(self) -> Llama:
        model = Llama(self.config, self.args.dropout)
        if self.args.init and not (self.args.out / CHECKPOINT).exists():
            known = start_from(model, self.meta["vocabulary"], read_start(self.args.init))
            print(f"begins with {self.args.init.name}: {known} of {self.config.vocabulary} tokens known", flush=True)
        return model

    def _step(self, batches: Iterator[Batch]) -> tuple[float, int, int]:
        factor = self._rate_factor()
        passes = [next(batches) for _ in range(self.args.accumulate)]
        predicted = sum(int(batch.predicted.sum()) for batch in passes)
        total = 0.0
        for batch in passes:
            loss = self._loss(batch, self.loss_sum)
            (loss / max(1, predicted)).backward()
            total += loss.item()
        torch.nn.utils.clip_grad_norm_(self.model.parameters(), 1.0)
        for optimizer in self.optimizers:
            for group in optimizer.param_groups:
                group["lr"] = group["peak"] * factor
            optimizer.step()
            optimizer.zero_grad(set_to_none=True)
        seen = sum(batch.real_tokens for batch in passes)
        self.progress.step += 1
        self.progress.tokens += seen
        self.progress.predicted += predicted
        return total, predicted, seen

    def _loss(self, batch: Batch, loss_sum: Callable[..., torch.Tensor]) -> torch.Tensor:
        device = self.args.device
        with torch.autocast(torch.device(device).type, torch.bfloat16, enabled=self.args.precision == "bf16"):
            return loss_sum(batch.tokens.to(device), batch.targets.to(device), batch.predicted.to(device))

    def _rate_factor(self) -> float:
        """Rises in a line, stays, falls in a line to 0: any stop during the fall leaves a usable model."""
        done = min(1.0, self.progress.seconds / (60 * self.args.minutes))
        # A floor on the warm-up in steps: on a fast machine a share of a short run may be a step or two.
        rise = min(done / self.args.warmup_share, 1.0) if self.args.warmup_share > 0 else 1.0
        rise = min(max(rise, 0.01), (self.progress.step + 1) / 50)
        fall = min((1 - done) / self.args.decay_share, 1.0) if self.args.decay_share > 0 else 1.0
        return max(0.0, min(rise, fall))

    @torch.no_grad()
    def _validate(self) -> dict[str, float]:
        """Nats per predicted token of each validation shard, over the same documents every time."""
        self.model.eval()
        losses = {name: self._validation_loss(documents) for name, documents in self.valid_data.items()}
        self.model.train()
        return losses

    def _validation_loss(self, documents: Documents) -> float:
        loss, predicted, seen = 0.0, 0, 0
        for numbers in batch_plan(documents, self.args.batch_tokens, self.args.context, seed=0):
            batch = make_batch(documents, numbers, self.args.context)
            # Not the compiled one: compiling again for evaluation costs more than it saves.
            loss += self._loss(batch, self.model.loss_sum).item()
            predicted += int(batch.predicted.sum())
            seen += batch.real_tokens
            if seen >= self.args.valid_tokens:
                break
        return loss / max(1, predicted)

    def _read(self, names: list[str]) -> Documents:
        return read_documents(self.args.data, names, self.args.context, self.config.vocabulary)

    def _log(self, values: dict) -> None:
        line = {**asdict(self.progress), "seconds": round(self.progress.seconds, 1), **values}
        with (self.args.out / CURVE).open("a", encoding="utf-8") as curve:
            curve.write(json.dumps(line) + "\n")
        print(json.dumps(line), flush=True)

    def _checkpoint(self) -> None:
        self.last_valid = {name: round(loss, 4) for name, loss in self._validate().items()}
        self._log({"valid": self.last_valid})
        mean = sum(self.last_valid.values()) / len(self.last_valid)
        if mean < self.best_valid:
            self.best_valid, self.best_tokens = mean, self.progress.tokens
            write_atomically(self.args.out / BEST, lambda file: torch.save(self._state(), file))
        write_atomically(self.args.out / CHECKPOINT, lambda file: torch.save(self._state(), file))
        card = json.dumps(self._card(), indent=2) + "\n"
        write_atomically(self.args.out / CARD, lambda file: file.write(card.encode("utf-8")))

    def _state(self) -> dict:
        return {
            "config": self.config.to_json(),
            "model": self.model.state_dict(),
            "optimizers": [optimizer.state_dict() for optimizer in self.optimizers],
            "progress": asdict(self.progress),
            "position": asdict(self.position),
            "vocabulary": self.meta["vocabulary"],
            "codec": self.meta["codec"],
            "codec_version": self.meta["codecVersion"],
            "seed": self.args.seed,
            "best": {"valid": self.best_valid, "tokens": self.best_tokens},
        }

    def _resume(self) -> None:
        path = self.args.out / CHECKPOINT
        if not path.exists():
            return
        state = torch.load(path, map_location=self.args.device, weights_only=True)
        if state["config"] != self.config.to_json() or state["vocabulary"] != self.meta["vocabulary"]:
            sys.exit(f"{path} holds another size of model or another vocabulary; give another folder for the run")
        self.model.load_state_dict(state["model"])
        for optimizer, saved in zip(self.optimizers, state["optimizers"], strict=True):
            peaks = [group["peak"] for group in optimizer.param_groups]
            optimizer.load_state_dict(saved)
            for group, peak in zip(optimizer.param_groups, peaks, strict=True):
                group["peak"] = peak
        self.progress = Progress(**state["progress"])
        self.position = Position(**state["position"])
        best = state.get("best", {"valid": math.inf, "tokens": 0})
        self.best_valid, self.best_tokens = best["valid"], best["tokens"]

    def _card(self) -> dict:
        """What the run was, for whoever uses the model; paths stay out of it."""
        settings = {name: value for name, value in vars(self.args).items() if name not in ("data", "out", "init")}
        if self.args.init:
            settings["init"] = self.args.init.name
        return {
            "codec": self.meta["codec"],
            "codecVersion": self.meta["codecVersion"],
            "model": {**self.config.to_json(), "parameters": self.model.parameter_count()},
            "data": {
                "documents": len(self.train_data),
                "tokens": len(self.train_data.tokens),
                "predicted": self.train_data.predicted,
                "cut": self.train_data.cut,
            },
            "trained": {**asdict(self.progress), "epoch": self.position.epoch},
            "valid": self.last_valid,
            "best": {"valid": round(self.best_valid, 4), "tokens": self.best_tokens},
            "settings": settings,
            "torch": torch.__version__,
            "processor": processor_name(),
        }


@dataclass
class RunningMean:
    """Mean loss per predicted token since the last line of the curve."""

    loss: float = 0.0
    predicted: int = 0
    tokens: int = 0

    def add(self, step: tuple[float, int, int]) -> None:
        self.loss += step[0]
        self.predicted += step[1]
        self.tokens += step[2]

    @property
    def value(self) -> float:
        return self.loss / max(1, self.predicted) if math.isfinite(self.loss) else math.nan


def make_optimizers(model: Llama, args: argparse.Namespace) -> list[torch.optim.Optimizer]:
    """Muon for the matrices of the blocks, AdamW for embeddings, head and norms; or AdamW for all.

    Every group keeps its peak rate under `peak`; the schedule multiplies it.
    """
    matrices = [p for p in model.blocks.parameters() if p.ndim == 2]
    others = [p for p in {id(p): p for p in model.parameters()}.values() if not any(p is m for m in matrices)]
    if args.optimizer == "muon":
        first = torch.optim.Muon(
            matrices, lr=args.lr, weight_decay=args.weight_decay, momentum=0.95, adjust_lr_fn="match_rms_adamw"
        )
    else:
        first = torch.optim.AdamW(matrices, lr=args.lr, weight_decay=args.weight_decay, betas=(0.9, 0.95))
    second = torch.optim.AdamW(others, lr=args.embedding_lr, weight_decay=0.0, betas=(0.9, 0.95))
    for optimizer in (first, second):
        for group in optimizer.param_groups:
            group["peak"] = group["lr"]
    return [first, second]


def write_atomically(path: Path, write: Callable[[BinaryIO], object]) -> None:
    """A reader, or a run that goes on after a cut, sees the old file or the new one, never half of one."""
    temporary = path.with_name(path.name + ".new")
    with temporary.open("wb") as file:
        write(file)
        file.flush()
        os.fsync(file.fileno())
    temporary.replace(path)


def processor_name() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.processor()
    names = [line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.processor()


if __name__ == "__main__":
    main()
