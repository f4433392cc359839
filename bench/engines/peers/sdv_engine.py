"""SDV's single-table synthesizers: GaussianCopula, CTGAN, TVAE, with their defaults."""

import pandas as pd
from sdv.metadata import Metadata
from sdv.single_table import CTGANSynthesizer, GaussianCopulaSynthesizer, TVAESynthesizer

import adapter

ENGINES = {
    "GaussianCopula": GaussianCopulaSynthesizer,
    "CTGAN": CTGANSynthesizer,
    "TVAE": TVAESynthesizer,
}


def fit(train, name):
    # Declared, since detection takes columns of distinct numbers for keys, which would not be modelled.
    columns = {
        column: {"sdtype": "numerical" if pd.api.types.is_numeric_dtype(train[column]) else "categorical"}
        for column in train.columns
    }
    metadata = Metadata.load_from_dict({"tables": {"table": {"columns": columns}}, "relationships": []})
    engine = ENGINES[name](metadata)
    engine.fit({"table": train})
    return engine


adapter.run(fit, lambda engine, rows: engine.sample(num_rows=rows)["table"])
