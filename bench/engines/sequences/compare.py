"""Makes sequences with several engines, and measures the results with the same code. See run."""

import argparse
import json
import os
import pathlib
import platform
import sys
import tempfile

import numpy as np
import pandas as pd

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent.parent))
import processes  # noqa: E402, from two directories above

METRICS = [
    ("length", "fidelity.sequence-length"), ("time between events", "fidelity.sequence-inter-event-time"),
    ("autocorrelation", "fidelity.sequence-autocorrelation"), ("transitions", "fidelity.sequence-transitions"),
    ("column shapes", "fidelity.column-shapes"), ("pair trends", "fidelity.column-pair-trends"),
    ("detection AUC", "fidelity.detection-auc"), ("DCR share", "privacy.dcr-share"),
]


def timed(command):
    """Runs a process; its output, and seconds."""
    return processes.timed(command, messages=None)[:2]


def fitted(arguments, source, rows, work, name, options):
    """Two processes of ours, from reading CSV to written CSV, start of the JVM included."""
    java = ["java", "-jar", arguments.worker]
    model, out = work / f"{name}-model", work / f"{name}-out"
    output, fit = timed(java + ["fit", "--source", source, "--holdout", "0", "--out", model] + options)
    _, sample = timed(java + ["generate", "--model", model, "--rows", str(rows), "--out", out])
    print("\n".join(line for line in output.splitlines() if line.startswith("leaves")), flush=True)
    parts = [pd.read_csv(part) for part in sorted((out / "data").iterdir())]
    return pd.concat(parts, ignore_index=True), fit, sample


def sequences(arguments, train, work):
    options = ["--sequence-key", arguments.key, "--order-by", arguments.order_by]
    return fitted(arguments, work / "train.csv", len(train), work, "sequences", options)


def rows(arguments, train, work):
    """Rows drawn each by itself, dealt to entities as long as the real ones, and put in order."""
    train.drop(columns=[arguments.key]).to_csv(work / "rows.csv", index=False)
    drawn, fit, sample = fitted(arguments, work / "rows.csv", len(train), work, "rows", [])
    lengths = train.groupby(arguments.key).size().to_numpy()
    drawn.insert(0, arguments.key, np.repeat(np.arange(len(lengths)) + 1_000_000, lengths))
    return drawn.sort_values([arguments.key, arguments.order_by], kind="stable")[train.columns], fit, sample


def par(arguments, train, work):
    """Seconds of fit and sample alone; reading, writing and imports are not counted."""
    entities = train.groupby(arguments.key)
    constant = [c for c in train.columns if c != arguments.key and entities[c].nunique(dropna=False).max() == 1]
    out = work / "par.csv"
    command = [sys.executable, HERE / "par_engine.py", work / "train.csv", out, "--key", arguments.key]
    command += ["--order-by", arguments.order_by, "--epochs", str(arguments.epochs), "--context", *constant]
    output, _ = timed(command)
    seconds = json.loads(output.strip().splitlines()[-1])
    return pd.read_csv(out), seconds["fitSeconds"], seconds["sampleSeconds"]


ENGINES = {"sequences": sequences, "rows": rows, "sdv:PAR": par}


def evaluation(arguments, work, name, synthetic):
    """Our own evaluation, the same for all."""
    file, out = work / "synthetic.csv", work / f"{name.replace(':', '-')}-evaluation"
    synthetic.to_csv(file, index=False)
    command = ["java", "-jar", arguments.worker, "evaluate", "--real", work / "train.csv", "--holdout", work / "holdout.csv"]
    command += ["--sequence-key", arguments.key, "--order-by", arguments.order_by, "--synthetic", file, "--out", out]
    timed(command)
    document = json.loads((out / "evaluation.json").read_text())
    return {m["id"]: (m.get("value"), m.get("reference")) for m in document["metrics"] if not m.get("column")}


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--worker", required=True)
    parser.add_argument("--data", required=True, help="a CSV file, gzipped or not")
    parser.add_argument("--key", required=True)
    parser.add_argument("--order-by", required=True)
    parser.add_argument("--engines", default="sequences,rows")
    parser.add_argument("--holdout", type=float, default=0.3, help="share of the entities held out")
    parser.add_argument("--entities", type=int, help="so many entities at most, chosen at random")
    parser.add_argument("--epochs", type=int, default=128, help="of PAR")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--json", help="file to write the figures to")
    arguments = parser.parse_args()

    table = pd.read_csv(arguments.data)
    keys = np.random.default_rng(arguments.seed).permutation(table[arguments.key].unique())[: arguments.entities]
    held = set(keys[: int(len(keys) * arguments.holdout)])
    holdout = table[table[arguments.key].isin(held)]
    train = table[table[arguments.key].isin(set(keys) - held)]
    print(f"{arguments.data}: {len(keys) - len(held)} entities with {len(train)} rows to learn from, {len(held)} held out;", flush=True)
    print(f"{os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()}", flush=True)
    results, reference = [], {}
    with tempfile.TemporaryDirectory() as directory:
        work = pathlib.Path(directory)
        train.to_csv(work / "train.csv", index=False)
        holdout.to_csv(work / "holdout.csv", index=False)
        for name in arguments.engines.split(","):
            synthetic, fit, sample = ENGINES[name](arguments, train, work)
            found = evaluation(arguments, work, name, synthetic)
            results.append({"engine": name, "fit s": fit, "sample s": sample, **{t: found[i][0] for t, i in METRICS}})
            reference = {"engine": "real rows held out", **{t: found[i][1] for t, i in METRICS}}
            print(f"{name}: fit {fit:.1f} s, sample {sample:.1f} s", flush=True)
    results.append(reference)
    show(results)
    if arguments.json:
        pathlib.Path(arguments.json).write_text(json.dumps(results, indent=2) + "\n")


def show(results):
    columns = [("fit s", ".1f"), ("sample s", ".1f")] + [(title, ".3f") for title, _ in METRICS]
    print("| engine | " + " | ".join(title for title, _ in columns) + " |")
    print("|---" * (len(columns) + 1) + "|")
    for row in results:
        cells = [format(row[key], shape) if row.get(key) is not None else "–" for key, shape in columns]
        print(f"| {row['engine']} | " + " | ".join(cells) + " |")


if __name__ == "__main__":
    main()
