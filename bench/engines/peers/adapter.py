"""What the adapters have in common: arguments train.csv, rows, name, out.csv; seconds as JSON on the last line."""

import json
import resource
import sys
import time

import pandas as pd


def run(fit, sample):
    """Times ``fit(train, name)`` and ``sample(fitted, rows)``; reading and writing of files are not counted."""
    train_file, rows, name, out_file = sys.argv[1:5]
    train = pd.read_csv(train_file)
    start, busy = time.perf_counter(), processor_seconds()
    fitted = fit(train, name)
    middle = time.perf_counter()
    synthetic = sample(fitted, int(rows))
    end, busy = time.perf_counter(), processor_seconds() - busy
    synthetic[list(train.columns)].to_csv(out_file, index=False)
    print(json.dumps({"fitSeconds": middle - start, "sampleSeconds": end - middle, "busySeconds": busy}))


def processor_seconds():
    """Of this process and those of its children that have ended."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(usage.ru_utime + usage.ru_stime for usage in used)
