"""Tests of the Python side: python -m unittest discover training"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

import gguf
import numpy as np
import torch

from average import average
from detectors import critical_service, faults
from export_gguf import add_tensor, interleave_heads, write_gguf
from make_fixture import CONFIG, random_model, state_of
from model import Llama, ModelConfig, rotary_tables
from plot_calibration import read_bins
from plot_curves import Curve, read_curve
from plot_distributions import shares
from shards import Position, batch_plan, endless_batches, make_batch, read_documents, read_meta
from start import Start, read_start, start_from

VOCABULARY = 50
HERE = Path(__file__).parent


class WithFolder(unittest.TestCase):
    def setUp(self) -> None:
        holder = tempfile.TemporaryDirectory()
        self.addCleanup(holder.cleanup)
        self.folder = Path(holder.name)

    def write_shard(self, name: str, documents: list[list[int]], predicted_from: int = 2) -> None:
        mask = [[int(i >= predicted_from) for i in range(len(document))] for document in documents]
        np.concatenate(documents).astype("<u2").tofile(self.folder / f"{name}.tokens")
        np.concatenate(mask).astype(np.uint8).tofile(self.folder / f"{name}.mask")

    def write_meta(self) -> None:
        vocabulary = ["<doc>", *(f"<{token}>" for token in range(1, VOCABULARY))]
        meta = {"codec": "tracewright", "codecVersion": 1, "vocabulary": vocabulary}
        (self.folder / "meta.json").write_text(json.dumps(meta), encoding="utf-8")


def counting_documents(count: int, seed: int = 0) -> list[list[int]]:
    """Each token follows from the one before: something to learn."""
    rng = np.random.default_rng(seed)
    documents = []
    for length in rng.integers(3, 90, size=count):
        start = int(rng.integers(1, VOCABULARY))
        documents.append([0, *(1 + (start + 7 * i) % (VOCABULARY - 1) for i in range(length))])
    return documents


class ShardsTest(WithFolder):
    def test_batches_hold_every_document_once_with_its_mask(self) -> None:
        documents = counting_documents(40)
        self.write_shard("train-0", documents[:25])
        self.write_shard("train-1", documents[25:])
        read = read_documents(self.folder, ["train-0", "train-1"], 64, VOCABULARY)
        plan = batch_plan(read, 256, 64, seed=3)
        self.assertEqual(sorted(np.concatenate(plan)), list(range(40)))
        self.assertEqual(read.cut, sum(len(document) > 65 for document in documents))
        for numbers in plan:
            batch = make_batch(read, numbers, 64)
            self.assertLessEqual(batch.tokens.shape[1], 64)
            for row, number in enumerate(numbers):
                size = min(len(documents[number]), 65)
                self.assertEqual(batch.tokens[row, : size - 1].tolist(), documents[number][: size - 1])
                self.assertEqual(batch.targets[row, : size - 1].tolist(), documents[number][1:size])
                self.assertEqual(batch.predicted[row].sum().item(), max(0, size - 2))

    def test_a_run_goes_on_where_it_was_in_its_data(self) -> None:
        self.write_shard("train-0", counting_documents(40))
        read = read_documents(self.folder, ["train-0"], 64, VOCABULARY)
        whole = endless_batches(read, 256, 64, 1, Position())
        expected = [next(whole).tokens.tolist() for _ in range(30)]
        position = Position()
        first = endless_batches(read, 256, 64, 1, position)
        for _ in range(17):
            next(first)
        second = endless_batches(read, 256, 64, 1, Position(position.epoch, position.batch))
        self.assertEqual([next(second).tokens.tolist() for _ in range(13)], expected[17:])

    def test_shards_at_fault_are_named(self) -> None:
        self.write_shard("no-start", [[3, 4, 5]])
        self.write_shard("unknown-token", [[0, 3, VOCABULARY]])
        self.write_shard("short-mask", [[0, 1, 2]])
        (self.folder / "short-mask.mask").write_bytes(b"\0\1")
        for name in ("no-start", "unknown-token", "short-mask"):
            with self.subTest(name), self.assertRaisesRegex(ValueError, name):
                read_documents(self.folder, [name], 64, VOCABULARY)


class ModelTest(unittest.TestCase):
    def test_loss_counts_the_predicted_positions_alone(self) -> None:
        model = random_model()
        tokens = torch.randint(1, CONFIG.vocabulary, (2, 20))
        targets = torch.randint(1, CONFIG.vocabulary, (2, 20))
        predicted = torch.rand(2, 20) < 0.5
        scores = model(tokens).log_softmax(-1).gather(-1, targets[..., None]).squeeze(-1)
        expected = -(scores * predicted).sum()
        torch.testing.assert_close(model.loss_sum(tokens, targets, predicted), expected)

    def test_a_position_sees_nothing_after_it(self) -> None:
        model = random_model()
        tokens = torch.randint(1, CONFIG.vocabulary, (1, 20))
        changed = tokens.clone()
        changed[0, 12:] = 5
        torch.testing.assert_close(model(tokens)[:, :12], model(changed)[:, :12])


class ExportTest(WithFolder):
    def test_metadata_and_vocabulary(self) -> None:
        state = {**state_of(random_model()), "progress": {"tokens": 1234}}
        state["vocabulary"] = ["<doc>", "same", "same", "", *state["vocabulary"][4:]]
        write_gguf(state, self.folder / "m.gguf", "q8_0", "Test")
        fields = gguf.GGUFReader(self.folder / "m.gguf").fields
        self.assertEqual(fields["tracewright.codec"].contents(), "tiny")
        self.assertEqual(fields["tracewright.codec_version"].contents(), 3)
        self.assertEqual(fields["tracewright.training_tokens"].contents(), 1234)
        texts = fields["tokenizer.ggml.tokens"].contents()
        self.assertEqual(len(texts), CONFIG.vocabulary)
        self.assertEqual(len(set(texts)), CONFIG.vocabulary, "llama.cpp refuses repeated texts")

    def test_an_output_matrix_of_its_own_is_written(self) -> None:
        config = ModelConfig(vocabulary=96, dim=32, layers=1, heads=2, ffn=64, tied=False)
        write_gguf(state_of(Llama(config)), self.folder / "m.gguf", "f32", "Test")
        names = {tensor.name for tensor in gguf.GGUFReader(self.folder / "m.gguf").tensors}
        self.assertIn("output.weight", names)
        self.assertIn("blk.0.attn_q.weight", names)
        self.assertEqual(len(names), 2 + 1 + 9)

    def test_permuted_rows_rotate_neighbours_as_ours_rotate_halves(self) -> None:
        weight = torch.randn(CONFIG.dim, CONFIG.dim)
        cos, sin = (table[11] for table in rotary_tables(CONFIG))
        x = torch.randn(CONFIG.dim)
        ours = (weight @ x).view(CONFIG.heads, 2, -1)
        theirs = (interleave_heads(weight, CONFIG) @ x).view(CONFIG.heads, -1, 2)
        for part in (0, 1):
            torch.testing.assert_close(theirs[..., part], ours[:, part])
        turned = ours[:, 0] * cos - ours[:, 1] * sin
        torch.testing.assert_close(theirs[..., 0] * cos - theirs[..., 1] * sin, turned)

    def test_norms_stay_f32(self) -> None:
        writer = gguf.GGUFWriter(self.folder / "m.gguf", "llama")
        add_tensor(writer, "norm", torch.ones(64), "q8_0")
        add_tensor(writer, "matrix", torch.ones(64, 64), "q8_0")
        kinds = {name: info.dtype for name, info in writer.tensors[0].items()}
        self.assertEqual(kinds["norm"], gguf.GGMLQuantizationType.F32)
        self.assertEqual(kinds["matrix"], gguf.GGMLQuantizationType.Q8_0)


class StartTest(WithFolder):
    def test_an_exported_model_is_read_back_as_it_was(self) -> None:
        for tied in (True, False):
            model = Llama(ModelConfig(vocabulary=96, dim=32, layers=2, heads=2, ffn=64, tied=tied))
            state = state_of(model)
            write_gguf(state, self.folder / "m.gguf", "f32", "Test")
            start = read_start(self.folder / "m.gguf")
            self.assertEqual(start.vocabulary, state["vocabulary"])
            for name, value in model.state_dict().items():
                torch.testing.assert_close(start.weights[name], value)

    def test_rows_follow_their_tokens_and_new_tokens_begin_at_random(self) -> None:
        config = ModelConfig(vocabulary=3, dim=32, layers=1, heads=2, ffn=64)
        old, new = Llama(config), Llama(config)
        begun = new.embedding.weight.detach().clone()
        known = start_from(new, ["<doc>", "new", "b"], Start(old.state_dict(), ["<doc>", "b", "gone"]))
        self.assertEqual(known, 2)
        torch.testing.assert_close(new.embedding.weight[2], old.embedding.weight[1])
        torch.testing.assert_close(new.embedding.weight[1], begun[1])
        torch.testing.assert_close(new.blocks[0].ffn.down.weight, old.blocks[0].ffn.down.weight)

    def test_another_size_is_refused(self) -> None:
        small = Llama(ModelConfig(vocabulary=3, dim=32, layers=1, heads=2, ffn=64))
        large = Llama(ModelConfig(vocabulary=3, dim=64, layers=1, heads=2, ffn=64))
        with self.assertRaisesRegex(ValueError, "there and"):
            start_from(large, ["<doc>", "a", "b"], Start(small.state_dict(), ["<doc>", "a", "b"]))


class AverageTest(unittest.TestCase):
    def checkpoint(self, seed: int) -> dict:
        model = {"weight": torch.randn(3, generator=torch.Generator().manual_seed(seed))}
        return {"config": {"dim": 3}, "vocabulary": ["<doc>"], "model": model, "progress": {"step": seed}}

    def start(self, seed: int) -> Start:
        state = self.checkpoint(seed)
        return Start(state["model"], state["vocabulary"])

    def test_weights_lie_between_both_and_the_rest_is_of_the_second(self) -> None:
        first, second = self.start(1), self.checkpoint(2)
        mixed = average(first, second, 0.25)
        expected = 0.75 * first.weights["weight"] + 0.25 * second["model"]["weight"]
        torch.testing.assert_close(mixed["model"]["weight"], expected)
        self.assertEqual(mixed["progress"], {"step": 2})

    def test_other_models_are_refused(self) -> None:
        with self.assertRaises(ValueError):
            average(self.start(1), {**self.checkpoint(2), "vocabulary": []}, 0.5)
        with self.assertRaises(ValueError):
            average(self.start(1), {**self.checkpoint(2), "model": {"weight": torch.zeros(4)}}, 0.5)


class RunTest(WithFolder):
    def train(self, minutes: float) -> dict:
        arguments = "--dim 32 --layers 1 --heads 2 --ffn 64 --context 64 --threads 1 --batch-tokens 512".split()
        subprocess.run(
            [sys.executable, HERE / "train.py", self.folder, self.folder / "run", *arguments]
            + ["--minutes", str(minutes), "--valid-every", "0.03", "--log-every", "10"],
            check=True,
            capture_output=True,
        )
        return json.loads((self.folder / "run" / "card.json").read_text(encoding="utf-8"))

    def test_a_run_learns_goes_on_after_a_cut_and_keeps_its_best(self) -> None:
        self.write_meta()
        self.write_shard("train-0", counting_documents(300))
        self.write_shard("valid-0", counting_documents(30, seed=9))
        first = self.train(minutes=0.05)
        second = self.train(minutes=0.1)
        self.assertGreater(second["trained"]["step"], first["trained"]["step"])
        self.assertLess(second["best"]["valid"], 0.5 * np.log(VOCABULARY))
        lines = [json.loads(line) for line in (self.folder / "run" / "curve.jsonl").read_text().splitlines()]
        valid = [line["valid"]["valid-0"] for line in lines if "valid" in line]
        self.assertAlmostEqual(second["best"]["valid"], min(valid))
        best = torch.load(self.folder / "run" / "best.pt", weights_only=True)
        self.assertEqual(best["progress"]["tokens"], second["best"]["tokens"])
        self.assertEqual(len(read_meta(self.folder)["vocabulary"]), best["config"]["vocabulary"])


class CurvesTest(WithFolder):
    LINES = ({"tokens": 1e6, "loss": 3.0}, {"tokens": 2e6, "loss": 1.0}, {"tokens": 2e6, "valid": {"a": 2.0, "b": 4.0}})

    def setUp(self) -> None:
        super().setUp()
        text = "".join(json.dumps(line) + "\n" for line in self.LINES)
        (self.folder / "curve.jsonl").write_text(text, encoding="utf-8")

    def test_a_curve_is_the_mean_of_training_lines_and_of_shards(self) -> None:
        self.assertEqual(read_curve(self.folder), Curve(trained=[(2.0, 2.0)], held_out=[(2.0, 3.0)]))

    def test_the_same_curves_make_the_same_picture_with_their_names(self) -> None:
        pictures = []
        for name in ("first.svg", "second.svg"):
            subprocess.run(
                [sys.executable, HERE / "plot_curves.py", self.folder / name, f"small={self.folder}"],
                check=True,
                capture_output=True,
            )
            pictures.append((self.folder / name).read_text(encoding="utf-8"))
        self.assertEqual(pictures[0], pictures[1])
        self.assertIn("small", pictures[0])

    def test_a_part_without_a_file_is_an_error_that_says_how(self) -> None:
        run = subprocess.run(
            [sys.executable, HERE / "plot_curves.py", self.folder / "out.svg", "small"], capture_output=True, text=True
        )
        self.assertEqual(run.returncode, 2)
        self.assertIn("NAME=RUN", run.stderr)


class JudgementPicturesTest(WithFolder):
    def test_calibration_is_that_of_the_next_call_where_enough_was_asked(self) -> None:
        bins = [{"from": 0.8, "to": 0.9, "n": n, "expected": 0.85, "right": 0.8} for n in (20, 2)]
        rows = [
            {"row": "next", "k": 3, "reliability": {"mixture": bins, "model": []}},
            {"row": "layer", "k": 3},
        ]
        (self.folder / "rows.json").write_text(json.dumps(rows), encoding="utf-8")
        self.assertEqual(read_bins(self.folder / "rows.json"), {3: bins[:1]})

    def test_a_distribution_tells_the_share_of_every_value_up_to_the_largest(self) -> None:
        self.assertEqual(shares([1, 1, 3, 3]), [(1, 0.5), (2, 0.0), (3, 0.5)])

    def test_distributions_are_drawn_side_by_side(self) -> None:
        values = {"calls": [4, 5], "depth": [2, 3], "outDegree": [1, 1, 2]}
        (self.folder / "kept.json").write_text(json.dumps({"real": values, "generated": values}), encoding="utf-8")
        out = self.folder / "out.svg"
        subprocess.run(
            [sys.executable, HERE / "plot_distributions.py", out, f"shop={self.folder / 'kept.json'}"], check=True
        )
        self.assertIn("shop", out.read_text(encoding="utf-8"))


class Detectors(unittest.TestCase):
    def test_the_slowed_service_is_found_by_its_features(self) -> None:
        def window(number: int, critical: int) -> list[dict]:
            return [
                {"window": number, "features": [0.9 if at == critical else 0.1, number / 100], "isCritical": at == critical}
                for at in range(4)
            ]

        windows = [row for number in range(20) for row in window(number, number % 4)]
        accuracy, found = critical_service(windows, windows)
        self.assertEqual((accuracy, found), (1.0, 1.0))

    def test_a_fault_that_no_trace_of_the_training_has_is_told_from_none(self) -> None:
        usual = [{"count a b": 1.0 + number % 3, "time a b": 6.0} for number in range(60)]
        astray = [{"count a c": 1.0, "time a c": 6.0} for _ in range(10)]
        tested = [{"features": trace} for trace in usual]
        tested += [{"features": trace, "fault": "astray"} for trace in astray]
        tested += [{"features": trace, "fault": "none at all"} for trace in usual]
        areas = faults(usual, tested, seed=0)
        self.assertGreater(areas["astray"], 0.95)
        self.assertAlmostEqual(areas["none at all"], 0.5)


if __name__ == "__main__":
    unittest.main()
