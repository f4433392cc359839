"""Writes tables and what other packages say about them; see README.md."""

import json
import math
import pathlib
import sys
from importlib.metadata import version

import numpy
import pandas

CATEGORICAL = ["region", "smoker"]
NUMERIC = ["age", "income", "visits"]
FRACTIONS = 1024  # in which differences of numbers are exact


def table(rows, seed):
    random = numpy.random.default_rng(seed)
    frame = pandas.DataFrame(
        {
            "age": numpy.round(random.normal(45, 14, rows)),
            "income": numpy.round(numpy.exp(random.normal(10, 0.6, rows)), 2),
            "visits": random.poisson(2, rows).astype(float),
            "region": random.choice(["north", "south", "east"], rows),
            "smoker": numpy.where(random.random(rows) < 0.3, "yes", "no"),
        }
    )
    frame.loc[random.random(rows) < 0.1, "income"] = numpy.nan
    frame.loc[random.random(rows) < 0.05, "region"] = None
    return frame


def tables(folder):
    real = table(300, 1)
    synthetic = table(200, 2)
    # Some rows are kept, some of them nearly.
    synthetic.iloc[:10] = real.iloc[:10]
    near = real.iloc[10:25].copy()
    near["income"] = numpy.round(near["income"] * 1.004, 2)
    synthetic.iloc[10:25] = near
    real.to_csv(folder / "privacy-real.csv", index=False)
    synthetic.to_csv(folder / "privacy-synthetic.csv", index=False)


def read(folder):
    types = {name: object for name in CATEGORICAL}
    return [
        pandas.read_csv(folder / f"privacy-{name}.csv", dtype=types)
        for name in ("real", "synthetic")
    ]


def sdmetrics(folder):
    from sdmetrics.single_table import DCROverfittingProtection, NewRowSynthesis
    from sdmetrics.single_table.privacy.dcr_utils import calculate_dcr

    real, synthetic = read(folder)
    columns = {name: {"sdtype": "numerical"} for name in NUMERIC}
    columns |= {name: {"sdtype": "categorical"} for name in CATEGORICAL}
    twins = pandas.DataFrame({"age": [1.0, 2.0, 3.0, 4.0] * 5})
    days = pandas.DataFrame({"day": pandas.to_datetime(["2001-01-01", "2001-12-31"] * 10)})
    others = pandas.DataFrame({"day": pandas.to_datetime(["2001-03-03", "2001-11-11"] * 10)})
    return {
        "closest": calculate_dcr(synthetic, real, {"columns": columns}).tolist(),
        "newRows": NewRowSynthesis.compute(real.copy(), synthetic.copy(), {"columns": columns}),
        "twins": DCROverfittingProtection.compute_breakdown(
            real_training_data=twins,
            synthetic_data=twins,
            real_validation_data=twins,
            metadata={"columns": {"age": {"sdtype": "numerical"}}},
            table_name=None,
        ),
        "newDays": NewRowSynthesis.compute(
            days, others, {"columns": {"day": {"sdtype": "datetime"}}}
        ),
    }


def anonymeter(folder):
    import anonymeter.evaluators  # noqa: F401, before neighbors, which it imports
    from anonymeter.evaluators.inference_evaluator import evaluate_inference_guesses
    from anonymeter.neighbors.mixed_types_kneighbors import MixedTypeKNeighbors, gower_distance
    from anonymeter.stats.confidence import residual_success, success_rate

    risks = []
    for attacks, hits, controls, found in [
        (2000, 140, 2000, 100),
        (500, 500, 500, 20),
        (500, 0, 500, 0),
        (758, 444, 758, 416),
        (199, 44, 213, 52),
        (100, 10, 100, 30),
        (60, 60, 60, 55),
    ]:
        attack = success_rate(attacks, hits, 0.95)
        control = success_rate(controls, found, 0.95)
        rest = residual_success(attack, control)
        risk = rest.to_risk()
        risks.append(
            {
                "counts": [attacks, hits, controls, found],
                "rates": [attack.value, attack.error, control.value, control.error],
                "risk": [risk.value, *risk.ci],
            }
        )
    real, synthetic = [frame.dropna().reset_index(drop=True) for frame in read(folder)]
    # Both search within one range: theirs is that of both tables together.
    for name in NUMERIC:
        synthetic[name] = synthetic[name].clip(real[name].min(), real[name].max())
    neighbours = MixedTypeKNeighbors(n_neighbors=3, n_jobs=1).fit(
        real, ctypes={"num": NUMERIC, "cat": CATEGORICAL}
    )
    distances, _ = neighbours.kneighbors(synthetic, return_distance=True)
    guesses = pandas.Series([-3.0, 100.0, 95.0, -100.0])
    secrets = pandas.Series([40.0, 104.0, 104.0, -101.0])
    return {
        "risks": risks,
        "closest": (distances / (len(NUMERIC) + len(CATEGORICAL))).tolist(),
        "bothMissing": gower_distance(numpy.array([numpy.nan]), numpy.array([numpy.nan]), 1),
        "guesses": guesses.tolist(),
        "secrets": secrets.tolist(),
        "right": [
            bool(right)
            for right in evaluate_inference_guesses(
                guesses=guesses, secrets=secrets, regression=True, tolerance=0.05
            )
        ],
    }


def scores(random):
    members = numpy.round(random.normal(0.4, 1, 300), 2)
    others = numpy.round(random.normal(0, 1, 250), 2)
    return members, others


def scikit_learn(folder):
    from sklearn.metrics import roc_auc_score, roc_curve

    members, others = scores(numpy.random.default_rng(3))
    labels = numpy.r_[numpy.ones(len(members)), numpy.zeros(len(others))]
    both = numpy.r_[members, others]
    accused, found, _ = roc_curve(labels, both, drop_intermediate=False)
    # The variance of DeLong et al. by its definition over all pairs, which is quadratic.
    pairs = (members[:, None] > others[None, :]) + 0.5 * (members[:, None] == others[None, :])
    variance = pairs.mean(axis=1).var(ddof=1) / len(members)
    variance += pairs.mean(axis=0).var(ddof=1) / len(others)
    return {
        "members": members.tolist(),
        "others": others.tolist(),
        "area": roc_auc_score(labels, both),
        "halfInterval": 1.959963984540054 * math.sqrt(variance),
        "found": {
            str(bound): float(found[accused <= bound].max()) for bound in (0.01, 0.05, 0.5)
        },
    }


def mostlyai_qa(folder):
    from mostlyai.qa._distances import (
        calculate_dcr_share,
        calculate_dcrs_nndrs,
        calculate_nndr,
    )

    random = numpy.random.default_rng(4)
    train, holdout, synthetic = [
        random.integers(0, FRACTIONS + 1, (rows, 1)) / FRACTIONS for rows in (300, 300, 300)
    ]
    train[:2, 0] = [0, 1]  # the range is 1
    to_train, ratios = calculate_dcrs_nndrs(data=train, query=synthetic)
    to_holdout, _ = calculate_dcrs_nndrs(data=holdout, query=synthetic)
    return {
        "train": train[:, 0].tolist(),
        "holdout": holdout[:, 0].tolist(),
        "synthetic": synthetic[:, 0].tolist(),
        "dcrShare": float(calculate_dcr_share(to_train, to_holdout)),
        "dcrMean": float(to_train.mean()),
        "ratios": ratios.tolist(),
        "tenthRatio": float(calculate_nndr(ratios)),
    }


def plain(value):
    return value.item() if isinstance(value, numpy.generic) else str(value)


def main(package, folder):
    folder = pathlib.Path(folder)
    if package == "tables":
        return tables(folder)
    made = {
        "sdmetrics": sdmetrics,
        "anonymeter": anonymeter,
        "scikit-learn": scikit_learn,
        "mostlyai-qa": mostlyai_qa,
    }[package](folder)
    vectors = {"package": package, "version": version(package), "numpy": version("numpy")} | made
    path = folder / f"privacy-{package}.json"
    path.write_text(json.dumps(vectors, indent=1, default=plain) + "\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
