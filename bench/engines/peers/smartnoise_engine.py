"""SmartNoise's MST: the name is epsilon; delta 1e-6. Labels and ranges are taken as declared in domain.json, at no cost."""

import json
import pathlib
import sys

import pandas as pd
from snsynth import Synthesizer
from snsynth.transform import BinTransformer, LabelTransformer, TableTransformer

import adapter

BINS = 20


def fit(train, name):
    declared = json.loads((pathlib.Path(sys.argv[1]).parent / "domain.json").read_text())["columns"]
    table, transformers = train.copy(), []
    for column in declared:
        values, nullable = train[column["name"]], bool(train[column["name"]].isna().any())
        if "minimum" in column:
            lower, upper = float(column["minimum"]), float(column["maximum"])
            transformers.append(BinTransformer(bins=BINS, lower=lower, upper=upper, nullable=nullable))
            table[column["name"]] = values.astype(float)
        else:
            # An owner's labels are all declared; those that no row has would not be learned anyway.
            transformers.append(LabelTransformer(nullable=False))
            table[column["name"]] = values.astype(str)
    engine = Synthesizer.create("mst", epsilon=float(name), delta=1e-6)
    engine.fit(table, transformer=TableTransformer(transformers), preprocessor_eps=0.0)
    return engine, train.dtypes


def sample(fitted, rows):
    engine, kinds = fitted
    drawn = engine.sample(rows)
    table = drawn if isinstance(drawn, pd.DataFrame) else pd.DataFrame(drawn, columns=list(kinds.index))
    for column, kind in kinds.items():
        if pd.api.types.is_integer_dtype(kind):
            table[column] = table[column].astype(float).round().astype(int)
        elif not pd.api.types.is_numeric_dtype(kind):
            table[column] = table[column].where(table[column] != "nan")
    return table


adapter.run(fit, sample)
