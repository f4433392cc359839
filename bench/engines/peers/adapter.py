"""What the adapters have in common: arguments train.csv, rows, name, out.csv; seconds as JSON on the last line."""

import json
import sys
import time

import pandas as pd


def run(fit, sample):
    """Times ``fit(train, name)`` and ``sample(fitted, rows)``; reading and writing of files are not counted."""
    train_file, rows, name, out_file = sys.argv[1:5]
    train = pd.read_csv(train_file)
    start = time.perf_counter()
    fitted = fit(train, name)
    middle = time.perf_counter()
    synthetic = sample(fitted, int(rows))
    end = time.perf_counter()
    synthetic[list(train.columns)].to_csv(out_file, index=False)
    print(json.dumps({"fitSeconds": middle - start, "sampleSeconds": end - middle}))
