"""Writes what mostlyai-qa says about the tables of sdmetrics_vectors.py; see README.md."""

import json
import pathlib
import platform
import sys
from importlib.metadata import version

import numpy
import pandas
from mostlyai.qa._accuracy import (
    bin_data,
    calculate_bivariates,
    calculate_trivariates,
    calculate_univariates,
)
from mostlyai.qa._sampling import harmonize_dtype

NUMERIC = ["age", "income", "visits", "constant"]
CATEGORICAL = ["region", "smoker"]
BINS = 10  # as mostlyai.qa.reporting has it


def read(folder, name):
    types = {n: object for n in CATEGORICAL}
    frame = pandas.read_csv(folder / f"conformance-{name}.csv", dtype=types)
    return frame.apply(harmonize_dtype).add_prefix("tgt::")


def scores(frame, names):
    return [
        {
            "columns": [row[n].removeprefix("tgt::") for n in names],
            "accuracy": float(row["accuracy"]),
            "most": float(row["accuracy_max"]),
        }
        for _, row in frame.sort_values(names).iterrows()
    ]


def unordered(pairs):
    return pairs[pairs["col1"] < pairs["col2"]]


def rare():
    """One rare category in place of another, which are both too rare for a cell of their own."""
    real = pandas.DataFrame({"tgt::region": ["north"] * 20 + ["east"] * 3 + ["west"] * 2})
    synthetic = pandas.DataFrame({"tgt::region": ["north"] * 20 + ["west"] * 5})
    cells, bins = bin_data(real, BINS)
    return scores(calculate_univariates(cells, bin_data(synthetic, bins)[0]), ["column"])[0]


def main(directory):
    folder = pathlib.Path(directory)
    numpy.random.seed(1)  # shuffles triples
    real, bins = bin_data(read(folder, "real"), BINS)
    synthetic, _ = bin_data(read(folder, "synthetic"), bins)
    vectors = {
        "package": "mostlyai-qa",
        "version": version("mostlyai-qa"),
        "numpy": numpy.__version__,
        "pandas": pandas.__version__,
        "python": platform.python_version(),
        "breaks": {n: [float(b) for b in bins[f"tgt::{n}"]] for n in NUMERIC},
        "counts": {n: real[f"tgt::{n}"].value_counts(sort=False).tolist() for n in NUMERIC},
        "rare": rare(),
        "oneWay": scores(calculate_univariates(real, synthetic), ["column"]),
        "twoWay": scores(unordered(calculate_bivariates(real, synthetic)), ["col1", "col2"]),
        "threeWay": scores(calculate_trivariates(real, synthetic), ["col1", "col2", "col3"]),
    }
    (folder / "conformance-mostlyai-qa.json").write_text(json.dumps(vectors, indent=2) + "\n")


if __name__ == "__main__":
    main(sys.argv[1])
