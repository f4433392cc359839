"""Adversarial random forests by arfpy, as synthcity calls them: 30 trees, leaves of 5 rows."""

import numpy as np
import pandas as pd
from arfpy import arf

import adapter

MISSING = "(missing)"


def fit(train, _):
    # arfpy takes no missing values: a label of their own, or the median and a column that tells.
    table, told, kinds = train.copy(), {}, train.dtypes
    for column in train.columns:
        if pd.api.types.is_numeric_dtype(train[column]):
            table[column] = train[column].astype(float)
            if train[column].isna().any():
                told[column] = f"{column} {MISSING}"
                table[told[column]] = np.where(train[column].isna(), "yes", "no").astype(object)
                table[column] = table[column].fillna(train[column].median())
        else:
            table[column] = train[column].astype(object).where(train[column].notna(), MISSING)
    forest = arf.arf(x=table, num_trees=30, min_node_size=5, verbose=False)
    forest.forde()
    return forest, told, kinds, list(train.columns)


def sample(fitted, rows):
    forest, told, kinds, columns = fitted
    table = forest.forge(n=rows)
    for column in columns:
        if pd.api.types.is_integer_dtype(kinds[column]):
            table[column] = table[column].round().astype(int)
        elif not pd.api.types.is_numeric_dtype(kinds[column]):
            table[column] = table[column].astype(object).where(table[column] != MISSING)
        if column in told:
            table[column] = table[column].where(table[told[column]] != "yes")
    return table[columns]


adapter.run(fit, sample)
