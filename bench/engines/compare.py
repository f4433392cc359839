"""Fits and samples one table with several engines, and measures the results with the same code. See run."""

import argparse
import json
import os
import pathlib
import platform
import shutil
import subprocess
import sys
import tempfile
import venv

import numpy as np
import pandas as pd

import measures

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))
import outcomes  # noqa: E402, from the directory above
import processes  # noqa: E402

TARGET = HERE.parent / "target" / "engines"
# What was expected of engines on UCI Adult (census), as figures: least or most, of which measure.
ADULT = {
    "autoregressiveTrees": [
        ("1-way accuracy", "fidelity.accuracy-1way", {"at_least": 99.4}),
        ("2-way accuracy", "fidelity.accuracy-2way", {"at_least": 98.0}),
        ("3-way accuracy", "fidelity.accuracy-3way", {"at_least": 95.5}),
        ("detection AUC", "fidelity.detection-auc", {"at_most": 55.0}),
        ("membership AUC", "membership.auc", {"at_most": 52.0}),
    ],
    "privateMarginals@3:declared": [("TSTR AUC", "utility.tstr-auc", {"at_least": 90.0})],
    "privateMarginals@3": [("TSTR AUC", "utility.tstr-auc", {"at_least": 88.0})],
}
OURS = ["autoregressiveTrees", "gaussianCopula", "independent", "privateMarginals"]
PEERS = ["sdv", "mostlyai", "arfpy", "smartnoise", "synthpop"]


class Ended(Exception):
    """A process was ended at a limit; what it had taken by then."""

    def __init__(self, took, limit):
        super().__init__(limit)
        self.took = took
        self.limit = limit


def timed(arguments, command, used=0.0):
    """With what it says of its progress shown, since some of them take an hour. The clock has run for so many seconds already."""
    limit = arguments.minutes and max(0.0, 60 * arguments.minutes - used)
    took = processes.timed(command, limit, messages=None, memory=arguments.gib and 1024 * arguments.gib)
    if took.ended_at:
        raise Ended(took, f"{arguments.minutes:g} minutes" if took.ended_at == "time" else f"{arguments.gib:g} GiB")
    return took


def program_of(peer):
    """What runs the adapter of a peer, and the adapter."""
    in_r = HERE / "peers" / f"{peer}_engine.R"
    if in_r.exists():
        return [os.environ.get("ENGINES_RSCRIPT", "Rscript"), in_r]
    return [python_of(peer), HERE / "peers" / f"{peer}_engine.py"]


def python_of(peer):
    """The Python that has a peer: the one named by the environment, or one made at the first call."""
    named = os.environ.get(f"ENGINES_PYTHON_{peer.upper()}")
    if named:
        return named
    home = TARGET / peer
    if not (home / "installed").exists():
        venv.create(home, with_pip=True, clear=True)
        install = [home / "bin" / "pip", "install", "--quiet", "--requirement", HERE / "peers" / f"{peer}.txt"]
        subprocess.run(install, check=True)
        (home / "installed").touch()
    return home / "bin" / "python"


def ours(arguments, name, work):
    """Two processes, from reading CSV to written CSV, start of the JVM included. The files, and what it took."""
    engine, _, option = name.partition("@")
    option, _, domain = option.partition(":")
    java = ["java", "-jar", arguments.worker]
    model, out = work / "model", work / "out"
    shutil.rmtree(out, ignore_errors=True)
    fit = ["fit", "--source", work / "train.csv", "--engine", engine, "--holdout", "0", "--out", model]
    fit += ["--leaf-rows" if engine == "autoregressiveTrees" else "--epsilon", option] if option else []
    fit += ["--declared", work / "domain.json"] if domain == "declared" else []
    for target in arguments.target:
        fit += ["--target", target]
    fitted = timed(arguments, java + fit)
    sample = ["generate", "--model", model, "--rows", str(arguments.rows), "--format", "csv", "--out", out]
    sampled = timed(arguments, java + sample, fitted.seconds)
    whole, busy = fitted.seconds + sampled.seconds, fitted.processor + sampled.processor
    peak = max(fitted.peak, sampled.peak)
    return sorted((out / "data").iterdir()), figures_of(fitted.seconds, sampled.seconds, busy, whole, busy, peak)


def theirs(arguments, name, work):
    """Fit and sample alone, by the clock and of processors; the whole process by both, with imports, reading and writing."""
    peer, _, engine = name.partition(":")
    out = work / "peer.csv"
    took = timed(arguments, program_of(peer) + [work / "train.csv", arguments.rows, engine.removeprefix("MST@"), out])
    alone = json.loads(took.output.strip().splitlines()[-1])
    whole = (took.seconds, took.processor, took.peak)
    return [out], figures_of(alone["fitSeconds"], alone["sampleSeconds"], alone["busySeconds"], *whole)


def figures_of(fit, sample, busy, process, process_busy, peak):
    """Seconds of the sample are None where a peer fits and samples in one call; then those of the fit are of both."""
    took = {"fitSeconds": fit, "sampleSeconds": sample, "busySeconds": busy}
    return {**took, "processSeconds": process, "processBusySeconds": process_busy, "peakMiB": peak}


def domain(table):
    """What an owner might declare without the rows: all labels, and ranges in round numbers."""
    columns = []
    for name in table.columns:
        if pd.api.types.is_numeric_dtype(table[name]):
            low, high = table[name].min(), table[name].max()
            unit = 10.0 ** np.floor(np.log10(max(high - low, 1e-9)))
            ends = (np.floor(low / unit) * unit, np.ceil(high / unit) * unit)
            columns.append({"name": name, "minimum": f"{ends[0]:.10g}", "maximum": f"{ends[1]:.10g}"})
        else:
            labels = sorted(table[name].dropna().astype(str).unique())
            columns.append({"name": name, "type": "Categorical", "categories": labels})
    return {"columns": columns}


def evaluation(arguments, work, synthetic):
    """Our own evaluation, the same for all."""
    file, out = work / "synthetic.csv", work / "evaluation"
    shutil.rmtree(out, ignore_errors=True)
    synthetic.to_csv(file, index=False)
    command = ["java", "-jar", arguments.worker, "evaluate", "--real", work / "train.csv", "--holdout", work / "holdout.csv"]
    command += ["--synthetic", file, "--out", out]
    for target in arguments.target:
        command += ["--target", target]
    processes.timed(command, messages=None)
    document = json.loads((out / "evaluation.json").read_text())
    return {m["id"]: m.get("value") for m in document["metrics"] if not m.get("column")}


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--worker", required=True)
    parser.add_argument("--data", help="a CSV file, gzipped or not")
    parser.add_argument("--drop", action="append", default=[], help="a column to leave out, such as a row number")
    parser.add_argument("--target", action="append", default=[])
    parser.add_argument("--engines", default="autoregressiveTrees,gaussianCopula,independent,sdv:GaussianCopula")
    parser.add_argument("--rows", type=int, help="rows to sample, also with --speed; as many as are learned from, without it")
    parser.add_argument("--speed", help="only seconds, for tables of so many rows, drawn from the file's with replacement, or the file itself: 10000,1000000")
    parser.add_argument("--minutes", type=float, help="fit and sample of an engine are ended after so many minutes, and reported as that")
    parser.add_argument("--gib", type=float, help="fit and sample of an engine are ended once they hold so much memory, and reported as that")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--json", help="file to add the figures to")
    parser.add_argument("--keep", action="store_true", help="keep goals and figures for bench/run report; quality is that of census")
    parser.add_argument("--show", nargs="+", help="only print the tables of such files")
    arguments = parser.parse_args()
    if arguments.show:
        results = [row for file in arguments.show for row in json.loads(pathlib.Path(file).read_text())]
        show(results)
        return
    table = pd.read_csv(arguments.data).drop(columns=arguments.drop)
    print(f"{os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()}", flush=True)
    (speed if arguments.speed else quality)(arguments, table)


def quality(arguments, table):
    shuffled = np.random.default_rng(arguments.seed).permutation(len(table))
    half = len(table) // 2
    train, holdout = (table.iloc[p].reset_index(drop=True) for p in (shuffled[:half], shuffled[half:]))
    arguments.rows = arguments.rows or len(train)
    print(f"{arguments.data}: {len(train)} rows to learn from, {len(holdout)} held out, {arguments.rows} to sample", flush=True)
    results = []
    with tempfile.TemporaryDirectory() as directory:
        work = pathlib.Path(directory)
        train.to_csv(work / "train.csv", index=False)
        holdout.to_csv(work / "holdout.csv", index=False)
        (work / "domain.json").write_text(json.dumps(domain(table)))
        for engine in arguments.engines.split(","):
            files, row = run(arguments, engine, work)
            if files:
                synthetic = pd.concat(map(pd.read_csv, files), ignore_index=True)
                row.update(evaluation(arguments, work, synthetic))
                row["sdmetrics.quality"] = measures.quality_score(train, synthetic)
                row["membership.auc"], row["membership.tpr-at-1"] = measures.membership(train, holdout, synthetic)
                row["rare.cover"], row["rare.mass"] = measures.rare_categories(train, synthetic)
            results.append(row)
            record(arguments, row)
    show(results)
    if arguments.keep:
        keep_quality(arguments, results)


def keep_quality(arguments, results):
    figures = []
    for row in results:
        for name, key, goal in ADULT.get(row["engine"], []) if "ended" not in row else []:
            figures.append(outcomes.figure(f"census, {row['engine']}: {name}", 100 * row[key], "%", **goal))
        if row["engine"] == "autoregressiveTrees" and "ended" not in row:
            lost = 100 * (row["utility.trtr-auc"] - row["utility.tstr-auc"])
            figures.append(outcomes.figure("census, autoregressiveTrees: AUC lost by training on synthetic rows", lost, "%", at_most=2.0))
    outcomes.keep("engines-quality", command(arguments), figures, ["engines/RESULTS.md has all measures, of peers as well."])


def command(arguments):
    what = f"--speed {arguments.speed}" if arguments.speed else " ".join(f"--target {target}" for target in arguments.target)
    what += f" --rows {arguments.sampled}" if arguments.speed and arguments.sampled else ""
    return f"bench/engines/run --data {pathlib.Path(arguments.data).name} {what} --engines {arguments.engines} --keep"


def speed(arguments, table):
    results = []
    arguments.sampled, arguments.target = arguments.rows, []
    with tempfile.TemporaryDirectory() as directory:
        work = pathlib.Path(directory)
        for rows in map(int, arguments.speed.split(",")):
            drawn = np.random.default_rng(arguments.seed).integers(len(table), size=rows)
            # A million at a time, so that the memory is left to the engines.
            for start in range(0, rows, 1_000_000):
                part = table if rows == len(table) else table.iloc[drawn[start : start + 1_000_000]]
                part.to_csv(work / "train.csv", index=False, header=start == 0, mode="a" if start else "w")
            arguments.rows = arguments.sampled or rows
            for engine in arguments.engines.split(","):
                _, row = run(arguments, engine, work)
                # synthpop samples while it fits, and an engine that was ended has not sampled.
                if row.get("sampleSeconds") is not None:
                    known = engine.partition("@")[0] in OURS
                    row["drawnPerSecond"] = in_memory(work, arguments.rows) if known else arguments.rows / max(row["sampleSeconds"], 1e-3)
                results.append({**row, "engine": f"{engine}, {rows} rows"})
                record(arguments, results[-1])
                results[-1]["rows"] = rows
                results[-1]["name"] = engine
    show(results)
    if arguments.keep:
        keep_speed(arguments, results)


def in_memory(work, rows):
    """Rows per second of our last model, drawn and thrown away as others' are sampled: the best of some rounds, without start and files."""
    libraries = f"{HERE.parent / 'target' / 'classes'}:{HERE.parent / 'target' / 'lib' / '*'}"
    main = "dev.syntheticdata.bench.engines.Throughput"
    took = processes.timed([outcomes.java(), "-cp", libraries, main, work / "model" / "model.json", max(rows, 1_000_000)], messages=None)
    return json.loads(took.output)["rowsPerSecond"]


def keep_speed(arguments, results):
    """Ours first among the engines is held against all others, of the same rows."""
    figures = []
    for rows in map(int, arguments.speed.split(",")):
        ours, *others = [row for row in results if row["rows"] == rows]
        if "ended" in ours:
            raise SystemExit(f"{ours['name']} was ended: nothing to hold the others against")
        figures.append(outcomes.figure(f"{rows:,} rows: fit", ours["fitSeconds"], "s"))
        figures.append(outcomes.figure(f"{rows:,} rows: fit and sample", ours["processSeconds"], "s"))
        for other in others:
            if other["name"].partition("@")[0] not in OURS:
                about = f"{rows:,} rows: times as fast as {other['name']}"
                ratio = other["processSeconds"] / ours["processSeconds"]
                if "ended" in other:
                    figures.append(outcomes.figure(f"{about} at least, {other['ended']}", ratio))
                    continue
                figures.append(outcomes.figure(f"{about}, whole processes", ratio, at_least=1.0))
                alone = (other["fitSeconds"] + (other["sampleSeconds"] or 0)) / ours["processSeconds"]
                figures.append(outcomes.figure(f"{about}, its fit and sample alone", alone))
                if other["sampleSeconds"] is not None:
                    sample = other["sampleSeconds"] / ours["sampleSeconds"]
                    figures.append(outcomes.figure(f"{about}, its sample alone against our process", sample))
                    drawn = ours["drawnPerSecond"] / other["drawnPerSecond"]
                    goal = {"at_least": 50.0} if other["name"] == "sdv:GaussianCopula" else {}
                    figures.append(outcomes.figure(f"{about}, rows sampled in memory by both", drawn, **goal))
    notes = [
        "Whole processes: start, imports, reading and writing of CSV, fit and sample.",
        "In memory: ours draws a million rows or more, the best of three rounds after one, on all processors; others sample once.",
    ]
    outcomes.keep("engines-speed", command(arguments), figures, notes)


def run(arguments, engine, work):
    """Its files, and its row of the results. No files where it was ended at a limit: then the row says so, with what it took."""
    known = OURS if ":" not in engine.partition("@")[0] else PEERS
    if engine.replace("@", ":").partition(":")[0] not in known:
        raise SystemExit(f"no engine {engine}: ours are {OURS}, others {[peer + ':...' for peer in PEERS]}")
    try:
        files, took = (ours if known is OURS else theirs)(arguments, engine, work)
    except Ended as ended:
        how = f"out of memory at {ended.limit}" if ended.took.ended_at == "memory" else f"stopped at {ended.limit}"
        print(f"{engine}: {how}", flush=True)
        spent = {"processSeconds": ended.took.seconds, "processBusySeconds": ended.took.processor, "peakMiB": ended.took.peak}
        return [], {"engine": engine, "ended": how, **spent}
    sample = took["sampleSeconds"]
    print(f"{engine}: fit {took['fitSeconds']:.1f} s, sample " + ("with it" if sample is None else f"{sample:.1f} s"), flush=True)
    return files, {"engine": engine, **took}


def record(arguments, row):
    """Written after each engine, so that a long run that is cut off keeps what it has."""
    if arguments.json:
        file = pathlib.Path(arguments.json)
        before = json.loads(file.read_text()) if file.exists() else []
        file.write_text(json.dumps(before + [row], indent=2) + "\n")


def show(results):
    columns = [
        ("ended", "ended", "s"), ("fit s", "fitSeconds", ".1f"), ("sample s", "sampleSeconds", ".1f"),
        ("whole process s", "processSeconds", ".1f"), ("processor s", "busySeconds", ".1f"),
        ("whole process processor s", "processBusySeconds", ".1f"),
        ("peak MiB", "peakMiB", ".0f"), ("rows/s in memory", "drawnPerSecond", ",.0f"),
        ("1-way", "fidelity.accuracy-1way", ".3f"), ("2-way", "fidelity.accuracy-2way", ".3f"),
        ("3-way", "fidelity.accuracy-3way", ".3f"), ("SDMetrics quality", "sdmetrics.quality", ".3f"),
        ("detection AUC", "fidelity.detection-auc", ".3f"), ("TSTR AUC", "utility.tstr-auc", ".3f"),
        ("TRTR AUC", "utility.trtr-auc", ".3f"), ("DCR share", "privacy.dcr-share", ".3f"),
        ("membership AUC", "membership.auc", ".3f"), ("TPR at 1 %", "membership.tpr-at-1", ".3f"),
        ("rare cover", "rare.cover", ".2f"), ("rare mass", "rare.mass", ".2f"),
    ]
    columns = [column for column in columns if any(row.get(column[1]) is not None for row in results)]
    print("| engine | " + " | ".join(title for title, _, _ in columns) + " |")
    print("|---" * (len(columns) + 1) + "|")
    for row in results:
        cells = [format(row[key], shape) if row.get(key) is not None else "–" for _, key, shape in columns]
        print(f"| {row['engine']} | " + " | ".join(cells) + " |")


if __name__ == "__main__":
    main()
