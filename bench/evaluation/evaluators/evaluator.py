"""What the evaluators have in common: arguments train.csv, holdout.csv, synthetic.csv, target, name; on the last line, as JSON, the seconds
of the computation alone, without start and reading, and what it found."""

import json
import logging
import sys
import time
import warnings

import pandas as pd

warnings.filterwarnings("ignore")
logging.disable(logging.WARNING)


def run(computations):
    train, holdout, synthetic = map(pd.read_csv, sys.argv[1:4])
    target, name = sys.argv[4:6]
    start = time.perf_counter()
    found = computations[name](train, holdout, synthetic, target)
    print(json.dumps({"seconds": time.perf_counter() - start, "found": found}))
