"""Fits SDV's PAR on a table of sequences and samples as many entities. Prints its seconds as JSON."""

import argparse
import json
import time
import warnings

import numpy as np
import pandas as pd
import torch
from sdv.metadata import Metadata
from sdv.sequential import PARSynthesizer

warnings.filterwarnings("ignore")
parser = argparse.ArgumentParser(description=__doc__)
parser.add_argument("source")
parser.add_argument("out")
parser.add_argument("--key", required=True)
parser.add_argument("--order-by", required=True)
parser.add_argument("--context", nargs="*", default=[])
parser.add_argument("--epochs", type=int, default=128)
arguments = parser.parse_args()

np.random.seed(1)
torch.manual_seed(1)
table = pd.read_csv(arguments.source)
table = table.sort_values([arguments.key, arguments.order_by], kind="stable")
columns = {
    name: {"sdtype": "numerical" if pd.api.types.is_numeric_dtype(table[name]) else "categorical"} for name in table.columns
}
columns[arguments.key] = {"sdtype": "id"}
if not pd.api.types.is_numeric_dtype(table[arguments.order_by]):
    columns[arguments.order_by] = {"sdtype": "datetime", "datetime_format": "%Y-%m-%d"}
description = {"columns": columns, "sequence_key": arguments.key, "sequence_index": arguments.order_by}
metadata = Metadata.load_from_dict({"tables": {"table": description}, "relationships": []})

synthesizer = PARSynthesizer(metadata, context_columns=arguments.context or None, epochs=arguments.epochs, cuda=False)
start = time.perf_counter()
synthesizer.fit({"table": table})
fitted = time.perf_counter()
sample = synthesizer.sample_sequences(num_sequences=table[arguments.key].nunique())
sampled = time.perf_counter()
sample["table"][table.columns].to_csv(arguments.out, index=False)
print(json.dumps({"fitSeconds": fitted - start, "sampleSeconds": sampled - fitted}))
