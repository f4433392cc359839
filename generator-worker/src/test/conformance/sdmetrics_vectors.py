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
from sdmetrics.reports.single_table import DiagnosticReport, QualityReport
from sdmetrics.single_column import (
    BoundaryAdherence,
    CategoryAdherence,
    CategoryCoverage,
    KeyUniqueness,
    KSComplement,
    RangeCoverage,
    SequenceLengthSimilarity,
    TVComplement,
)
from sklearn.linear_model import LogisticRegression, Ridge

NUMERIC = ["age", "income", "visits", "constant"]
CATEGORICAL = ["region", "smoker"]
QUANTILES = [0.01, 0.05, 0.95, 0.99]


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


def propensity(real, synthetic):
    """pMSE of Snoke et al. 2018 by scikit-learn, on the features that we choose."""
    stack = pandas.concat([real, synthetic], ignore_index=True)
    is_synthetic = numpy.arange(len(stack)) >= len(real)
    ordered = []
    for name in [n for n in NUMERIC if stack[n].std(ddof=1) > 0]:
        values = (stack[name] - stack[name].mean()) / stack[name].std(ddof=1)
        ordered.append(values.clip(-5, 5).fillna(0).to_numpy())
    products = [a * b for i, a in enumerate(ordered) for b in ordered[i:]]
    flags = []
    for name in NUMERIC + CATEGORICAL:
        if name in CATEGORICAL:
            counts = stack[name].value_counts()
            flags += [stack[name] == label for label in counts.index[1:] if counts[label] >= 10]
        if stack[name].isna().sum() >= 10:
            flags.append(stack[name].isna())
    features = numpy.column_stack(ordered + products + [f.to_numpy(float) for f in flags])
    penalty = 0.01
    model = LogisticRegression(C=1 / penalty, tol=1e-12, max_iter=100_000, solver="newton-cg")
    guesses = model.fit(features, is_synthetic).predict_proba(features)[:, 1]
    share = is_synthetic.mean()
    whole = numpy.column_stack([numpy.ones(len(stack)), features])
    hessian = whole.T @ (whole * (guesses * (1 - guesses))[:, None])
    penalised = hessian + numpy.diag([0] + [penalty] * features.shape[1])
    freedom = numpy.diag(numpy.linalg.solve(penalised, hessian))[1:].sum()
    return {
        "features": features.shape[1],
        "error": float(((guesses - share) ** 2).mean()),
        "expected": float(freedom * (1 - share) ** 2 * share / len(stack)),
    }


def tails(real, synthetic):
    """Quantiles of NumPy, and the distances between them in units of the real span."""
    names = [n for n in NUMERIC if n != "constant"]
    real_places = {n: numpy.quantile(real[n].dropna(), QUANTILES) for n in names}
    places = {n: numpy.quantile(synthetic[n].dropna(), QUANTILES) for n in names}
    errors = {
        n: numpy.abs(places[n] - real_places[n]).mean() / (real_places[n][3] - real_places[n][0])
        for n in names
    }
    return {
        "quantiles": {n: real_places[n].tolist() for n in names},
        "mean": float(numpy.mean(list(errors.values()))),
        "worst": float(max(errors.values())),
    }


def sequences():
    random = numpy.random.default_rng(5)
    real = [int(k) for k in numpy.repeat(numpy.arange(40), random.poisson(4, 40) + 1)]
    synthetic = [int(k) for k in numpy.repeat(numpy.arange(30), random.poisson(6, 30) + 1)]
    return {
        "real": real,
        "synthetic": synthetic,
        "length": SequenceLengthSimilarity.compute(pandas.Series(real), pandas.Series(synthetic)),
    }


def metadata(names):
    kinds = {n: {"sdtype": "numerical" if n in NUMERIC else "categorical"} for n in names}
    return {"columns": kinds}


def quality(real, synthetic, names, every_pair=True):
    report = QualityReport()
    if every_pair:  # also those with little dependency in the real table
        report.real_correlation_threshold = 0
        report.real_association_threshold = 0
    report.generate(real[names].copy(), synthetic[names].copy(), metadata(names), verbose=False)
    parts = report.get_properties().set_index("Property")["Score"]
    return {
        "columns": names,
        "score": report.get_score(),
        "shapes": parts["Column Shapes"],
        "trends": number(parts["Column Pair Trends"]),
    }


def diagnostic(real, synthetic, names):
    report = DiagnosticReport()
    report.generate(real[names].copy(), synthetic[names].copy(), metadata(names), verbose=False)
    parts = report.get_properties().set_index("Property")["Score"]
    return {
        "score": report.get_score(),
        "validity": parts["Data Validity"],
        "structure": parts["Data Structure"],
    }


def shift():
    """A shift that the report cannot see, since it cuts each table at edges of its own."""
    visits = [float(i) for i in range(100)]
    region = ["low" if i < 60 else "high" for i in range(100)]
    real = pandas.DataFrame({"visits": visits, "region": region})
    synthetic = real.assign(visits=real["visits"] + 45)
    report = QualityReport()
    report.generate(real, synthetic, metadata(["visits", "region"]), verbose=False)
    return {
        "by": 45,
        "report": float(report.get_details("Column Pair Trends")["Score"].iloc[0]),
        "metric": ContingencySimilarity.compute(
            real_data=real.copy(),
            synthetic_data=synthetic.copy(),
            continuous_column_names=["visits"],
        ),
    }


def nothing():
    """A column without synthetic values."""
    real = pandas.DataFrame({"visits": [1.0, 2.0, 3.0, 4.0], "age": [1.0, 2.0, 3.0, 4.0]})
    synthetic = real.assign(visits=numpy.nan)
    report = QualityReport()
    report.generate(real, synthetic, metadata(["visits", "age"]), verbose=False)
    details = report.get_details("Column Shapes").set_index("Column")["Score"]
    return {
        "shape": number(details["visits"]),
        "shapes": report.get_properties().set_index("Property")["Score"]["Column Shapes"],
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
        "propensity": propensity(real, synthetic),
        "tails": tails(real, synthetic),
        "sequences": sequences(),
        "quality": {
            "numeric": quality(real, synthetic, NUMERIC),
            "categorical": quality(real, synthetic, CATEGORICAL),
            "all": quality(real, synthetic, NUMERIC + CATEGORICAL),
            "byDefault": quality(real, synthetic, NUMERIC + CATEGORICAL, every_pair=False),
        },
        "diagnostic": diagnostic(real, synthetic, NUMERIC + CATEGORICAL),
        "shift": shift(),
        "nothing": nothing(),
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
