"""Writes a real and a synthetic table and what SDMetrics says about them; see README.md."""

import itertools
import json
import pathlib
import platform
import sys

import numpy
import pandas
import sdmetrics
import sklearn
from sdmetrics.column_pairs import ContingencySimilarity, CorrelationSimilarity
from sdmetrics.single_column import (
    BoundaryAdherence,
    CategoryAdherence,
    CategoryCoverage,
    KeyUniqueness,
    KSComplement,
    RangeCoverage,
    TVComplement,
)
from sklearn.linear_model import LogisticRegression, Ridge

NUMERIC = ["age", "income", "visits", "constant"]
CATEGORICAL = ["region", "smoker"]


def table(rows, seed, shift, regions):
    random = numpy.random.default_rng(seed)
    age = numpy.round(random.normal(45 + shift, 14, rows))
    income = numpy.round(numpy.exp(random.normal(10 + age / 90, 0.6, rows)), 2)
    visits = random.poisson(2, rows).astype(float)
    region = random.choice(regions, rows)
    smoker = numpy.where(random.random(rows) < 0.2 + age / 300, "yes", "no")
    frame = pandas.DataFrame(
        {
            "age": age,
            "income": income,
            "visits": visits,
            "constant": 7.0,
            "region": region,
            "smoker": smoker,
        }
    )
    frame.loc[random.random(rows) < 0.1, "income"] = numpy.nan
    frame.loc[random.random(rows) < 0.05, "region"] = None
    return frame


def column(metric, real, synthetic, name):
    return metric.compute(real_data=real[name], synthetic_data=synthetic[name])


def pair(real, synthetic, first, second):
    names = [first, second]
    if first in NUMERIC and second in NUMERIC:
        if "constant" in names:  # SDMetrics raises ConstantInputError
            return "correlation", numpy.nan
        score = CorrelationSimilarity.compute(
            real_data=real[names], synthetic_data=synthetic[names]
        )
        return "correlation", score
    score = ContingencySimilarity.compute(
        real_data=real[names].copy(),
        synthetic_data=synthetic[names].copy(),
        continuous_column_names=[n for n in names if n in NUMERIC] or None,
    )
    return "contingency", score


def scaled(real, other, names):
    """Centred and divided by the deviation in the real table, as the linear models have it."""
    frame = (other[names] - real[names].mean()) / real[names].std(ddof=1)
    return frame.clip(-5, 5).to_numpy()


def linear(real, synthetic):
    logistic = LogisticRegression(C=1, tol=1e-10, max_iter=10_000).fit(
        scaled(real, real, ["age", "visits"]), real["smoker"] == "yes"
    )
    ridge = Ridge(alpha=1).fit(scaled(real, real, ["visits"]), real["age"])
    return {
        "scikit-learn": sklearn.__version__,
        "logistic": logistic.decision_function(
            scaled(real, synthetic, ["age", "visits"])
        ).tolist(),
        "ridge": ridge.predict(scaled(real, synthetic, ["visits"])).tolist(),
    }


def number(value):
    return None if numpy.isnan(value) else float(value)


def main(directory):
    real = table(240, 1, 0, ["north", "east", "south", "west"])
    synthetic = table(200, 2, 4, ["north", "east", "south", "centre"])
    out = pathlib.Path(directory)
    real.to_csv(out / "conformance-real.csv", index=False)
    synthetic.to_csv(out / "conformance-synthetic.csv", index=False)
    vectors = {
        "sdmetrics": sdmetrics.__version__,
        "numpy": numpy.__version__,
        "pandas": pandas.__version__,
        "python": platform.python_version(),
        "shape": {
            **{n: column(KSComplement, real, synthetic, n) for n in NUMERIC},
            **{n: column(TVComplement, real, synthetic, n) for n in CATEGORICAL},
        },
        "coverage": {
            **{n: number(column(RangeCoverage, real, synthetic, n)) for n in NUMERIC},
            **{n: column(CategoryCoverage, real, synthetic, n) for n in CATEGORICAL},
        },
        "validity": {
            **{n: column(BoundaryAdherence, real, synthetic, n) for n in NUMERIC},
            **{n: column(CategoryAdherence, real, synthetic, n) for n in CATEGORICAL},
        },
        "validityReversed": {
            **{n: column(BoundaryAdherence, synthetic, real, n) for n in NUMERIC},
            **{n: column(CategoryAdherence, synthetic, real, n) for n in CATEGORICAL},
        },
        "uniqueness": KeyUniqueness.compute(
            real_data=pandas.Series(["a", "b", "c", "d"]),
            synthetic_data=pandas.Series(["a", "a", None, "b", "c"]),
        ),
        "linear": linear(real, synthetic),
        "pairs": [],
    }
    for first, second in itertools.combinations(NUMERIC + CATEGORICAL, 2):
        kind, score = pair(real, synthetic, first, second)
        vectors["pairs"].append(
            {"first": first, "second": second, "kind": kind, "score": number(score)}
        )
    (out / "conformance-sdmetrics.json").write_text(json.dumps(vectors, indent=2) + "\n")


if __name__ == "__main__":
    main(sys.argv[1])
