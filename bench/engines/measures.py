"""Measures that are computed here for all engines alike, besides those of our own evaluation."""

import numpy as np
import pandas as pd

PROBES = 3000


def quality_score(real: pd.DataFrame, synthetic: pd.DataFrame) -> float:
    """SDMetrics' QualityReport, by their code, 0 to 1."""
    from sdmetrics.reports import QualityReport

    columns = {
        name: {"sdtype": "numerical" if pd.api.types.is_numeric_dtype(real[name]) else "categorical"}
        for name in real.columns
    }
    report = QualityReport()
    metadata = {"tables": {"table": {"columns": columns}}, "relationships": []}
    report.generate({"table": real}, {"table": synthetic[real.columns]}, metadata, verbose=False)
    return report.get_score()


def _encode(tables, reference):
    """Numbers in ranks of the reference, categories as they are; missing numbers as a category of their own."""
    encoded = []
    for table in tables:
        numbers, labels = [], []
        for name in reference.columns:
            if pd.api.types.is_numeric_dtype(reference[name]):
                present = np.sort(reference[name].dropna().to_numpy(float))
                values = pd.to_numeric(table[name], errors="coerce").to_numpy(float)
                low = np.searchsorted(present, values, "left")
                high = np.searchsorted(present, values, "right")
                numbers.append(np.where(np.isnan(values), 2.0, (low + high) / 2 / max(1, len(present))))
            else:
                labels.append(table[name].astype(str).to_numpy())
        encoded.append((np.array(numbers).T.reshape(len(table), -1), labels))
    codes = [np.unique(np.concatenate([e[1][j] for e in encoded]), return_inverse=True)[1] for j in range(len(encoded[0][1]))]
    result, start = [], 0
    for numbers, labels in encoded:
        rows = len(numbers)
        result.append((numbers, np.array([c[start : start + rows] for c in codes]).T.reshape(rows, -1)))
        start += rows
    return result


def _nearest(points, others):
    distances = np.empty(len(points[0]))
    for i in range(len(distances)):
        d = (others[1] != points[1][i]).sum(1) + np.minimum(1, np.abs(others[0] - points[0][i])).sum(1)
        distances[i] = d.min()
    return distances


def membership(train, holdout, synthetic, seed=0):
    """Membership attack by nearest neighbours (DOMIAS): area under the curve, and hits at 1 % false alarms."""
    from sklearn.metrics import roc_auc_score, roc_curve

    random = np.random.default_rng(seed)
    shuffled = random.permutation(len(holdout))
    half = len(shuffled) // 2
    unseen = holdout.iloc[shuffled[: min(PROBES, half)]]
    reference = holdout.iloc[shuffled[half:]]
    members = train.iloc[random.permutation(len(train))[: len(unseen)]]
    sample = synthetic.iloc[random.permutation(len(synthetic))[: len(reference)]]
    m, u, r, s = _encode([members, unseen, reference, sample], train)
    scores = []
    for points in (m, u):
        scores.append(np.log(_nearest(points, r) + 1e-3) - np.log(_nearest(points, s) + 1e-3))
    truth = np.r_[np.ones(len(members)), np.zeros(len(unseen))]
    score = np.concatenate(scores)
    false_alarms, hits, _ = roc_curve(truth, score)
    return roc_auc_score(truth, score), float(np.interp(0.01, false_alarms, hits))


def rare_categories(train, synthetic):
    """Categories of five rows and more and below 1 %: the share that is there, and their mass against the real one."""
    found = total = 0
    mass_real = mass_synthetic = 0.0
    for name in train.columns:
        if pd.api.types.is_numeric_dtype(train[name]):
            continue
        counts = train[name].astype(str).value_counts()
        rare = counts[(counts >= 5) & (counts < 0.01 * len(train))].index
        shares = synthetic[name].astype(str).value_counts() / len(synthetic)
        total += len(rare)
        found += int(shares.reindex(rare).notna().sum())
        mass_real += counts.reindex(rare).sum() / len(train)
        mass_synthetic += shares.reindex(rare).fillna(0).sum()
    return (found / total, mass_synthetic / mass_real) if total else (float("nan"), float("nan"))
