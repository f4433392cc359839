#!/usr/bin/env python3
"""A table of what bench/evaluation/gates printed, which is read from standard input or from the files that are named."""

import collections
import fileinput
import json

RISKS = (
    "dcr-share",
    "membership-auc",
    "membership-tpr",
    "singling-out-risk",
    "linkability-risk",
    "inference-risk",
    "membership-outlier-auc",
    "membership-subgroup-auc",
    "linkability-outlier-risk",
    "linkability-subgroup-risk",
    "inference-outlier-risk",
    "inference-subgroup-risk",
)


def main():
    groups = collections.defaultdict(list)
    for line in fileinput.input():
        if not line.strip():
            continue
        run = json.loads(line)
        groups[run["table"], run["rows"], run["kind"]].append(run)
    print("| table | rows | kind | runs | rejected | by | intervals above the reference |")
    print("|---|---:|---|---:|---:|---|---:|")
    for (table, rows, kind), runs in groups.items():
        by = collections.Counter(metric.split(".")[1] for run in runs for metric in run["failed"])
        words = ", ".join(f"{metric} {count}" for metric, count in by.most_common())
        rejected = sum(bool(run["failed"]) for run in runs)
        intervals = [
            (low, reference)
            for run in runs
            for name in RISKS
            for value, reference, low, high in [run["metrics"].get("privacy." + name, [None] * 4)]
            if low is not None
        ]
        above = sum(low > reference for low, reference in intervals)
        print(
            f"| {table} | {rows} | {kind} | {len(runs)} | {rejected} | {words or '-'} |"
            f" {above} of {len(intervals)} |"
        )


if __name__ == "__main__":
    main()
