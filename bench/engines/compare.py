"""Fits and samples one table with several engines, and measures the results with the same code. See run."""

import argparse
import json
import os
import pathlib
import platform
import subprocess
import sys
import tempfile
import time

import numpy as np
import pandas as pd

import measures

HERE = pathlib.Path(__file__).resolve().parent
OURS = ["autoregressiveTrees", "gaussianCopula", "independent"]


def timed(command):
    """Runs a process; its output, seconds, and peak memory in MiB."""
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    output = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        raise SystemExit(f"failed: {' '.join(map(str, command))}")
    return output, time.perf_counter() - start, usage.ru_maxrss / 1024


def ours(arguments, engine, work):
    """Two processes, from reading CSV to written CSV, start of the JVM included."""
    java = ["java", "-jar", arguments.worker]
    model, out = work / f"{engine}-model", work / f"{engine}-out"
    fit = ["fit", "--source", work / "train.csv", "--engine", engine, "--holdout", "0", "--out", model]
    for target in arguments.target:
        fit += ["--target", target]
    _, fit_seconds, fit_peak = timed(java + fit)
    sample = ["generate", "--model", model, "--rows", str(arguments.rows), "--format", "csv", "--out", out]
    _, sample_seconds, sample_peak = timed(java + sample)
    parts = [pd.read_csv(part) for part in sorted((out / "data").iterdir())]
    return pd.concat(parts, ignore_index=True), fit_seconds, sample_seconds, max(fit_peak, sample_peak)


def sdv(arguments, name, work):
    """Seconds of fit and sample alone; reading, writing and imports are not counted."""
    out = work / f"sdv-{name}.csv"
    output, _, peak = timed([sys.executable, HERE / "sdv_engine.py", work / "train.csv", str(arguments.rows), name, out])
    seconds = json.loads(output.strip().splitlines()[-1])
    return pd.read_csv(out), seconds["fitSeconds"], seconds["sampleSeconds"], peak


def evaluation(arguments, engine, work, synthetic):
    """Our own evaluation, the same for all."""
    file, out = work / "synthetic.csv", work / f"{engine.replace(':', '-')}-evaluation"
    synthetic.to_csv(file, index=False)
    command = ["java", "-jar", arguments.worker, "evaluate", "--real", work / "train.csv", "--holdout", work / "holdout.csv"]
    command += ["--synthetic", file, "--out", out]
    for target in arguments.target:
        command += ["--target", target]
    timed(command)
    document = json.loads((out / "evaluation.json").read_text())
    return {m["id"]: m.get("value") for m in document["metrics"] if not m.get("column")}


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--worker", required=True)
    parser.add_argument("--data", required=True, help="a CSV file, gzipped or not")
    parser.add_argument("--target", action="append", default=[])
    parser.add_argument("--engines", default="autoregressiveTrees,gaussianCopula,independent,sdv:GaussianCopula")
    parser.add_argument("--rows", type=int, help="rows to sample; as many as are learned from, without it")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--json", help="file to write the figures to")
    arguments = parser.parse_args()

    table = pd.read_csv(arguments.data)
    shuffled = np.random.default_rng(arguments.seed).permutation(len(table))
    half = len(table) // 2
    train, holdout = (table.iloc[p].reset_index(drop=True) for p in (shuffled[:half], shuffled[half:]))
    arguments.rows = arguments.rows or len(train)
    print(f"{arguments.data}: {len(train)} rows to learn from, {len(holdout)} held out, {arguments.rows} to sample;", flush=True)
    print(f"{os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()}", flush=True)
    results = []
    with tempfile.TemporaryDirectory() as directory:
        work = pathlib.Path(directory)
        train.to_csv(work / "train.csv", index=False)
        holdout.to_csv(work / "holdout.csv", index=False)
        for engine in arguments.engines.split(","):
            run = ours(arguments, engine, work) if engine in OURS else sdv(arguments, engine.removeprefix("sdv:"), work)
            synthetic, fit, sample, peak = run
            row = {"engine": engine, "fitSeconds": fit, "sampleSeconds": sample, "peakMiB": peak}
            row.update(evaluation(arguments, engine, work, synthetic))
            row["sdmetrics.quality"] = measures.quality_score(train, synthetic)
            row["membership.auc"], row["membership.tpr-at-1"] = measures.membership(train, holdout, synthetic)
            row["rare.cover"], row["rare.mass"] = measures.rare_categories(train, synthetic)
            results.append(row)
            print(f"{engine}: fit {fit:.1f} s, sample {sample:.1f} s", flush=True)
    show(results)
    if arguments.json:
        pathlib.Path(arguments.json).write_text(json.dumps(results, indent=2) + "\n")


def show(results):
    columns = [
        ("fit s", "fitSeconds", ".1f"), ("sample s", "sampleSeconds", ".1f"), ("peak MiB", "peakMiB", ".0f"),
        ("1-way", "fidelity.accuracy-1way", ".3f"), ("2-way", "fidelity.accuracy-2way", ".3f"),
        ("3-way", "fidelity.accuracy-3way", ".3f"), ("SDMetrics quality", "sdmetrics.quality", ".3f"),
        ("detection AUC", "fidelity.detection-auc", ".3f"), ("TSTR AUC", "utility.tstr-auc", ".3f"),
        ("TRTR AUC", "utility.trtr-auc", ".3f"), ("DCR share", "privacy.dcr-share", ".3f"),
        ("membership AUC", "membership.auc", ".3f"), ("TPR at 1 %", "membership.tpr-at-1", ".3f"),
        ("rare cover", "rare.cover", ".2f"), ("rare mass", "rare.mass", ".2f"),
    ]
    print("| engine | " + " | ".join(title for title, _, _ in columns) + " |")
    print("|---" * (len(columns) + 1) + "|")
    for row in results:
        cells = [format(row[key], shape) if row.get(key) is not None else "–" for _, key, shape in columns]
        print(f"| {row['engine']} | " + " | ".join(cells) + " |")


if __name__ == "__main__":
    main()
