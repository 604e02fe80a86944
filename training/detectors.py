"""Trains detectors on synthetic traces and tests them on real ones, from what `DETECTORS=FILE npm run bench usefulness` wrote.

Usage: python training/detectors.py NAME=DETECTORS.json [NAME=DETECTORS.json ...]

Which service is critical is told by a support vector machine from importance and congestion (FIRM: Qiu et al., OSDI 2020), which
traces are at fault by an isolation forest over who calls whom how often and how long. Each is trained on every part of the file.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import numpy as np
from sklearn.ensemble import IsolationForest
from sklearn.feature_extraction import DictVectorizer
from sklearn.metrics import roc_auc_score
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler
from sklearn.svm import SVC

SEEDS = range(5)
Traces = list[dict[str, float]]


def critical_service(trained: list[dict], tested: list[dict]) -> tuple[float, float]:
    """Accuracy over services, and the share of windows whose likeliest service is the slowed one."""
    machine = make_pipeline(StandardScaler(), SVC(class_weight="balanced", random_state=0))
    machine.fit([row["features"] for row in trained], [row["isCritical"] for row in trained])
    features = [row["features"] for row in tested]
    labels = np.array([row["isCritical"] for row in tested])
    accuracy = float(np.mean(machine.predict(features) == labels))
    likelihood = machine.decision_function(features)
    windows = np.array([row["window"] for row in tested])
    places = [np.flatnonzero(windows == window) for window in np.unique(windows)]
    found = [labels[place[likelihood[place].argmax()]] for place in places]
    return accuracy, float(np.mean(found))


def faults(trained: Traces, tested: list[dict], seed: int) -> dict[str, float]:
    """Area under the ROC curve for each fault, traces as they are against traces with it."""
    encoder = DictVectorizer(sparse=False)
    forest = IsolationForest(n_estimators=200, random_state=seed)
    forest.fit(encoder.fit_transform(trained))
    features = [trace["features"] for trace in tested]
    # A forest cannot split by what does not vary in training: what nobody called there counts by itself, before all else.
    score = unknown(features, encoder) - forest.score_samples(encoder.transform(features))
    of = np.array([trace.get("fault", "") for trace in tested])
    areas = {}
    for fault in sorted(set(of) - {""}):
        chosen = (of == "") | (of == fault)
        areas[fault] = float(roc_auc_score(of[chosen] == fault, score[chosen]))
    return areas


def unknown(traces: Traces, encoder: DictVectorizer) -> np.ndarray:
    """How many features of each trace ([traces]) no trace of the training has."""
    return np.array([sum(name not in encoder.vocabulary_ for name in trace) for trace in traces])


def report(name: str, file: Path) -> None:
    data = json.loads(file.read_text(encoding="utf-8"))
    tested = data["tested_on"]
    traces = len(data["trained_on"][0]["traces"])
    print(f"{name}: {traces} traces to train on, mean of {len(SEEDS)} seeds for faults (± sd)")
    for part in data["trained_on"]:
        accuracy, found = critical_service(part["windows"], tested["windows"])
        runs = [faults(part["traces"], tested["traces"], seed) for seed in SEEDS]
        areas = {fault: np.array([run[fault] for run in runs]) for fault in runs[0]}
        critical = f"critical service: {accuracy:.3f} of services, {found:.3f} of windows"
        shown = "  ".join(f"{fault} {area.mean():.3f} ± {area.std():.3f}" for fault, area in areas.items())
        print(f"  {part['name']:36} {critical}; faults (AUC): {shown}")


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("files", nargs="+", metavar="NAME=FILE")
    for given in parser.parse_args().files:
        name, _, path = given.partition("=")
        report(name, Path(path))


if __name__ == "__main__":
    main()
