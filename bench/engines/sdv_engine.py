"""Fits one of SDV's single-table synthesizers and samples it: train.csv, rows, name, out.csv. Prints seconds as JSON."""

import json
import sys
import time

import pandas as pd
from sdv.metadata import Metadata
from sdv.single_table import CTGANSynthesizer, GaussianCopulaSynthesizer, TVAESynthesizer

ENGINES = {
    "GaussianCopula": GaussianCopulaSynthesizer,
    "CTGAN": CTGANSynthesizer,
    "TVAE": TVAESynthesizer,
}

train_file, rows, name, out_file = sys.argv[1:5]
train = pd.read_csv(train_file)
# Declared, since detection takes columns of distinct numbers for keys, which would not be modelled.
columns = {
    column: {"sdtype": "numerical" if pd.api.types.is_numeric_dtype(train[column]) else "categorical"}
    for column in train.columns
}
metadata = Metadata.load_from_dict({"tables": {"table": {"columns": columns}}, "relationships": []})
engine = ENGINES[name](metadata)
start = time.perf_counter()
engine.fit({"table": train})
fitted = time.perf_counter()
sample = engine.sample(num_rows=int(rows))
sampled = time.perf_counter()
sample["table"].to_csv(out_file, index=False)
print(json.dumps({"fitSeconds": fitted - start, "sampleSeconds": sampled - fitted}))
