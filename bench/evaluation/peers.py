"""Times our evaluation and those of others as whole processes on the same files. See peers."""

import argparse
import csv
import gzip
import json
import os
import pathlib
import platform
import random
import shutil
import statistics
import subprocess
import sys
import time
import venv

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))
import outcomes  # noqa: E402, from the directory above
from processes import timed  # noqa: E402

TARGET = HERE.parent / "target"
WORK = TARGET / "evaluation"
GOAL = 20

# Rows from which ours runs once.
MANY = 200_000

# Below so many rows a run ends before it would gain by the optimizing compiler; docs/worker.md says so to users.
FEW = 100_000

# Classes of an earlier run, as docs/worker.md advises for runs of seconds.
CLASSES = WORK / "classes.jsa"

# The question, what answers it there, and what answers it here. Theirs have names of evaluators/<peer>_evaluator.py.
QUESTIONS = [
    (
        "SDMetrics QualityReport and DiagnosticReport",
        ("sdmetrics", "reports"),
        "fidelity.column-shapes,fidelity.column-pair-trends,fidelity.quality-score"
        ",fidelity.data-validity,fidelity.data-structure,fidelity.diagnostic-score",
    ),
    ("SDMetrics LogisticDetection", ("sdmetrics", "detection"), "fidelity.detection-auc"),
    ("SDMetrics BinaryAdaBoostClassifier", ("sdmetrics", "efficacy"), "utility.tstr-auc,utility.trtr-auc"),
    (
        "SDMetrics DCROverfittingProtection",
        ("sdmetrics", "distance"),
        "privacy.dcr-share,privacy.dcr-median-train,privacy.dcr-median-holdout",
    ),
    (
        "mostlyai-qa report",
        ("mostlyai", "report"),
        "fidelity.accuracy-1way,fidelity.accuracy-2way,fidelity.accuracy-3way,fidelity.detection-auc"
        ",privacy.dcr-share,privacy.dcr-median-train,privacy.dcr-median-holdout,privacy.exact-match-share,privacy.nndr-p1",
    ),
]


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--worker", required=True)
    parser.add_argument("--table", action="append", required=True, help="FILE:TARGET or FILE:TARGET@ROWS; may be repeated")
    parser.add_argument("--limit", type=float, default=240, help="seconds for a peer")
    parser.add_argument("--total", type=float, default=840, help="seconds after which no peer runs")
    parser.add_argument("--repeat", type=int, default=3, help="runs of ours, of which the median counts; one of many rows")
    parser.add_argument("--heap", default="5g", help="heap of ours for a million rows; smaller tables take what they need")
    parser.add_argument("--write", action="store_true", help="put the table into RESULTS.md")
    arguments = parser.parse_args()
    pythons = {peer: python_of(peer) for peer in ("sdmetrics", "mostlyai")}
    begun = time.monotonic()
    print(f"Load {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors.", flush=True)
    rows, cut = [], set()
    for table in arguments.table:
        files = Files(arguments, table)
        if not rows:
            keep_classes(arguments, files)
        rows += [compare(arguments, files, question, pythons, cut, begun) for question in QUESTIONS]
        rows.append(everything(arguments, files, rows[-len(QUESTIONS) :]))
    text = show(arguments, rows)
    print("\n" + text)
    keep(arguments, rows)
    if arguments.write:
        write(text)


def python_of(peer):
    named = os.environ.get(f"EVALUATION_PYTHON_{peer.upper()}")
    if named:
        return named
    home = WORK / "peers" / peer
    if not (home / "installed").exists():
        venv.create(home, with_pip=True, clear=True)
        requirements = HERE / "evaluators" / f"{peer}.txt"
        subprocess.run([home / "bin" / "pip", "install", "--quiet", "--requirement", requirements], check=True)
        (home / "installed").touch()
    return home / "bin" / "python"


class Files:
    """The three tables that all evaluators read."""

    def __init__(self, arguments, table):
        described, _, rows = table.partition("@")
        source, _, self.target = described.rpartition(":")
        self.source = pathlib.Path(source)
        self.rows = int(rows) if rows else None
        self.name = self.source.name.partition(".")[0]
        work = WORK / "tables" / (self.name + (f"-{rows}" if rows else ""))
        shutil.rmtree(work, ignore_errors=True)
        work.mkdir(parents=True)
        self.work = work
        self.train, self.holdout, self.synthetic = (work / f"{part}.csv" for part in ("real", "holdout", "synthetic"))
        self.worker = arguments.worker
        if self.rows:
            self.fit(self.source)
            self.make(self.train, self.rows, 11)
            self.make(self.holdout, self.rows // 4, 13)
            self.make(self.synthetic, self.rows, 12)
            self.held = self.rows // 4
        else:
            self.rows, self.held = self.divide()
            self.fit(self.train)
            self.make(self.synthetic, self.rows, 12)
        with self.train.open(newline="") as file:
            self.columns = len(next(csv.reader(file)))
        print(f"{self.name}: {self.rows:,} rows x {self.columns} columns, {self.held:,} held out", flush=True)

    def divide(self):
        """A fifth is held out."""
        reading = gzip.open if self.source.suffix == ".gz" else open
        with reading(self.source, "rt", newline="") as file:
            header, *rows = csv.reader(file)
        random.Random(1).shuffle(rows)
        held = len(rows) // 5
        for path, part in ((self.holdout, rows[:held]), (self.train, rows[held:])):
            with path.open("w", newline="") as file:
                csv.writer(file).writerows([header, *part])
        return len(rows) - held, held

    def fit(self, source):
        self.call("fit", "--source", source, "--target", self.target, "--seed", 1, "--holdout", 0, "--out", self.work / "model")

    def make(self, path, rows, seed):
        out = self.work / "made"
        shutil.rmtree(out, ignore_errors=True)
        self.call("generate", "--model", self.work / "model", "--rows", rows, "--seed", seed, "--format", "csv", "--out", out)
        with path.open("wb") as whole:
            for number, part in enumerate(sorted((out / "data").iterdir())):
                with part.open("rb") as file:
                    header = file.readline()
                    whole.write(b"" if number else header)
                    shutil.copyfileobj(file, whole)
        shutil.rmtree(out)

    def call(self, *command):
        subprocess.run([outcomes.java(), "-jar", self.worker, *map(str, command)], check=True, stdout=subprocess.DEVNULL)


def keep_classes(arguments, files):
    """A run that is not timed, of the jar that the timed ones are of."""
    CLASSES.unlink(missing_ok=True)
    timed(evaluation(arguments, files, [f"-XX:ArchiveClassesAtExit={CLASSES}"], None))


def evaluation(arguments, files, flags, metrics):
    command = [outcomes.java(), *flags, "-jar", arguments.worker, "evaluate", "--out", files.work / "evaluation"]
    command += ["--real", files.train, "--holdout", files.holdout, "--synthetic", files.synthetic, "--target", files.target]
    return command + (["--metrics", metrics] if metrics else [])


def ours(arguments, files, metrics):
    """The median of some runs: start of the JVM, reading of CSV, and the report in HTML are in it."""
    flags = [f"-XX:SharedArchiveFile={CLASSES}"]
    flags += [f"-Xmx{arguments.heap}"] if files.rows >= 1_000_000 else []
    flags += ["-XX:TieredStopAtLevel=1"] if files.rows < FEW else []
    command = evaluation(arguments, files, flags, metrics)
    runs = sorted(timed(command)[1:] for _ in range(arguments.repeat if files.rows < MANY else 1))
    return {"seconds": runs[len(runs) // 2][0], "processor": statistics.median(r[1] for r in runs), "peak": max(r[2] for r in runs)}


def compare(arguments, files, question, pythons, cut, begun):
    what, (peer, name), metrics = question
    row = {"table": files, "what": what, "ours": ours(arguments, files, metrics), "theirs": None, "note": ""}
    if (files.source, what) in cut:
        row["note"] = "not tried: cut on fewer rows"
    elif (left := begun + arguments.total - time.monotonic()) < 10:
        row["note"] = "not tried: out of time"
    else:
        row.update(theirs(min(arguments.limit, left), files, peer, name, pythons[peer]))
        if row["theirs"] and row["theirs"]["cut"]:
            cut.add((files.source, what))
    print(line(row), flush=True)
    return row


def theirs(limit, files, peer, name, python):
    """A whole process too, once; the seconds of the computation alone beside it."""
    script = HERE / "evaluators" / f"{peer}_evaluator.py"
    try:
        output, seconds, processor, peak = timed(
            [python, script, files.train, files.holdout, files.synthetic, files.target, name], limit
        )[:4]
    except RuntimeError as error:
        print(error, flush=True)
        return {"note": "failed: " + str(error).strip().splitlines()[-1][:80]}
    alone = None if output is None else json.loads(output.strip().splitlines()[-1])["seconds"]
    return {"theirs": {"seconds": seconds, "processor": processor, "peak": peak, "alone": alone, "cut": output is None}}


def everything(arguments, files, rows):
    """All of our metrics in one process, against all that the peers did."""
    done = [row["theirs"] for row in rows if row["theirs"]]
    sums = {key: sum(d[key] for d in done) for key in ("seconds", "processor")}
    known = [d["alone"] for d in done if d["alone"] is not None]
    peak = max((d["peak"] for d in done), default=0)
    summed = {**sums, "peak": peak, "alone": sum(known) if known else None, "cut": any(d["cut"] for d in done)}
    left = "" if len(done) == len(rows) else f"{len(rows) - len(done)} not in it"
    row = {"table": files, "what": "**all of these**, ours with all its metrics", "note": left}
    row.update(ours=ours(arguments, files, None), theirs=summed if done else None)
    print(line(row), flush=True)
    return row


def times(row):
    return row["theirs"]["seconds"] / row["ours"]["seconds"] if row["theirs"] else None


def line(row):
    files, us, them = row["table"], row["ours"], row["theirs"]
    cells = [f"{files.name}, {files.rows:,}", row["what"]]
    cells += [f"{us['seconds']:.1f}", f"{us['processor']:.1f}", f"{us['peak']:,.0f}"]
    if them:
        more = "> " if them["cut"] else ""
        alone = "–" if them["alone"] is None else f"{them['alone']:.1f}"
        cells += [f"{more}{them['seconds']:.1f}", alone, f"{more}{them['processor']:.1f}", f"{them['peak']:,.0f}"]
        cells += [f"{more}{times(row):.1f}", f"{more}{them['processor'] / us['processor']:.1f}", row["note"]]
    else:
        cells += ["–"] * 6 + [row["note"]]
    return "| " + " | ".join(cells) + " |"


def show(arguments, rows):
    head = (
        "| table, rows | what | ours s | processor s | peak MiB | theirs s | of it computing | processor s | peak MiB | times as fast | by processor | |\n"
        + "|---" * 12
        + "|"
    )
    about = (
        f"Commit {outcomes.commit()}, {platform.processor() or platform.machine()}, {os.cpu_count()} processors, load"
        f" {os.getloadavg()[0]:.1f} at the end, peers ended at {arguments.limit:.0f} s (`>`). Ours with the classes of an earlier"
        f" run, which is not timed, and below {FEW:,} rows with `-XX:TieredStopAtLevel=1`, as docs/worker.md advises."
        f"\n\n`{command(arguments)}`"
    )
    return "\n".join([about, "", head, *map(line, rows)]) + "\n"


def command(arguments):
    tables = (f"--table {pathlib.Path(t).name}" for t in arguments.table)
    return "bench/evaluation/peers " + " ".join(tables)


def keep(arguments, rows):
    """For bench/run report, beside the outcomes of the other benches."""
    figures = []
    for row in rows:
        if times(row) is None:
            continue
        files, what = row["table"], row["what"].replace("**", "")
        name = f"{files.name}, {files.rows:,} rows: times as fast as {what}" + (", which was cut" if row["theirs"]["cut"] else "")
        figures.append(outcomes.figure(name, times(row), at_least=float(GOAL)))
    notes = ["Whole processes on the same CSV files, start and reading included; evaluation/RESULTS.md has the seconds."]
    outcomes.keep("evaluation", command(arguments), figures, notes)


def write(text):
    """Between the marks in RESULTS.md."""
    file = HERE / "RESULTS.md"
    before, begin, rest = file.read_text().partition("<!-- peers -->\n")
    _, end, after = rest.partition("<!-- /peers -->")
    if not end:
        raise SystemExit("RESULTS.md has lost its marks")
    file.write_text(before + begin + text + end + after)


if __name__ == "__main__":
    main()
