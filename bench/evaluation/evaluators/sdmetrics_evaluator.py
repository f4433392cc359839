"""SDMetrics: the two reports, and the metrics that ask what ours ask, each with its defaults."""

import pandas as pd
from sdmetrics.reports.single_table import DiagnosticReport, QualityReport
from sdmetrics.single_table import BinaryAdaBoostClassifier, DCROverfittingProtection, LogisticDetection

import evaluator


def metadata(table):
    numeric = pd.api.types.is_numeric_dtype
    return {"columns": {c: {"sdtype": "numerical" if numeric(table[c]) else "categorical"} for c in table.columns}}


def reports(train, _, synthetic, target):
    found = {}
    for name, report in (("quality", QualityReport()), ("diagnostic", DiagnosticReport())):
        report.generate(train, synthetic, metadata(train), verbose=False)
        found[name] = report.get_score()
    return found


def detection(train, _, synthetic, target):
    return LogisticDetection.compute(train, synthetic, metadata=metadata(train))


def efficacy(train, holdout, synthetic, target):
    # Labels that only one of the tables has stop its encoder; a value for numbers that are missing too.
    tables = [known(table, [train, holdout, synthetic]) for table in (holdout, synthetic)]
    return BinaryAdaBoostClassifier.compute(tables[0], tables[1], metadata=metadata(train), target=target)


def known(table, tables):
    table = table.copy()
    for column in table.columns:
        if pd.api.types.is_numeric_dtype(table[column]):
            table[column] = table[column].fillna(table[column].median())
        else:
            common = set.intersection(*(set(t[column].dropna()) for t in tables))
            table.loc[~table[column].isin(common), column] = sorted(common)[0]
    return table


def distance(train, holdout, synthetic, target):
    tables = {"real_training_data": train, "synthetic_data": synthetic, "real_validation_data": holdout}
    return DCROverfittingProtection.compute_breakdown(**tables, metadata=metadata(train), table_name=None)["score"]


evaluator.run({"reports": reports, "detection": detection, "efficacy": efficacy, "distance": distance})
