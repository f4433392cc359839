"""Runs the worker as processes of bounded heap, and reports what they took."""

import argparse
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
import outcomes  # noqa: E402, from the directory above

COLLECTED = re.compile(r"Pause (\w+).*? (\d+)M->(\d+)M\(")


class Worker:
    """Runs worker commands, and measures each as a process."""

    def __init__(self, jar, work):
        self.jar = jar
        self.work = work

    def run(self, heap, *command):
        log = self.work / "gc.log"
        log.unlink(missing_ok=True)
        # The collector of the image.
        flags = [f"-Xmx{heap}", "-XX:+UseSerialGC", f"-Xlog:gc:file={log}"]
        start = time.monotonic()
        process = subprocess.Popen([outcomes.java(), *flags, "-jar", self.jar, *map(str, command)], stdout=subprocess.DEVNULL)
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        seconds = time.monotonic() - start
        if process.returncode != 0:
            raise SystemExit(f"{command[0]} ended with {process.returncode}")
        used = [(kind, int(before), int(after)) for kind, before, after in COLLECTED.findall(log.read_text())]
        return {
            "seconds": seconds,
            "processor": usage.ru_utime + usage.ru_stime,
            "rss": usage.ru_maxrss / 1024,
            "heap": max((before for _, before, _ in used), default=0),
            "live": max((after for kind, _, after in used if kind == "Full"), default=0)
            or max((after for _, _, after in used), default=0),
        }


def report(what, rows, measured):
    """A line of the table; what is kept of it."""
    print(
        f"| {what} | {rows:,} | {measured['seconds']:.1f} | {measured['processor']:.1f} "
        f"| {rows / measured['seconds']:,.0f} | {2 * rows / measured['processor']:,.0f} "
        f"| {measured['heap']} | {measured['live']} | {measured['rss']:.0f} |",
        flush=True,
    )
    return [
        outcomes.figure(f"{what}, {rows:,} rows", rows / measured["seconds"], "rows/s"),
        outcomes.figure(f"{what}, {rows:,} rows: live heap", measured["live"], "MiB"),
    ]


def throughput(root, model, work):
    libraries = f"{root}/bench/target/classes:{root}/bench/target/lib/*"
    main = "dev.syntheticdata.bench.engines.Throughput"
    command = [outcomes.java(), "-Xmx2g", "-XX:+UseSerialGC", "-cp", libraries, main, str(model), "1000000", str(work / "rows")]
    lines = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout.splitlines()
    print("\n| what | format | rows/s | processor s per million rows | rows/s of two processors, by that |")
    print("|---|---|---|---|---|")
    for line in map(json.loads, lines):
        each = line["processorSecondsPerMillion"]
        print(f"| {line['what']} | {line['format']} | {line['rowsPerSecond']:,.0f} | {each:.2f} | {2e6 / each:,.0f} |")
    rate = {(line["what"], line["format"]): line["rowsPerSecond"] for line in map(json.loads, lines)}
    share = 100 * rate["end to end", "parquet"] / rate["written", "parquet"]
    return [
        outcomes.figure("rows drawn before encoding, by that model", rate["drawn", "none"], "rows/s", at_least=1e6),
        outcomes.figure("end to end, of what one thread writes as Parquet", share, "%", at_least=70),
    ]


def kernels(root, work):
    libraries = f"{root}/bench/target/classes:{root}/bench/target/lib/*"
    result = work / "jmh.json"
    command = [outcomes.java(), "-cp", libraries, "org.openjdk.jmh.Main", "-rf", "json", "-rff", str(result)]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    print("\n| kernel | of | time | error |")
    print("|---|---|---|---|")
    for bench in json.loads(result.read_text()):
        name = bench["benchmark"].rsplit(".", 1)[1]
        of = " ".join(f"{key} {value}" for key, value in bench.get("params", {}).items())
        score = bench["primaryMetric"]
        print(f"| {name} | {of} | {score['score']:.1f} {score['scoreUnit']} | {float(score['scoreError']):.1f} |")


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--root", type=pathlib.Path, required=True)
    parser.add_argument("--data", help="a table; its own model makes the rows that are fitted")
    parser.add_argument("--target")
    parser.add_argument("--rows", type=int, default=10_000_000)
    parser.add_argument("--engines", default="autoregressiveTrees")
    parser.add_argument("--kernels", action="store_true", help="run JMH too; without --data, nothing else")
    parser.add_argument("--work", type=pathlib.Path, help="directory for files, about 1 GB for 10 million rows")
    options = parser.parse_args()
    if (not options.data and not options.kernels) or (options.data and not options.target):
        parser.error("give --data and --target, or --kernels")
    root = options.root.resolve()
    work = options.work or root / "bench" / "target" / "memory"
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir(parents=True)
    print(f"Commit {outcomes.commit()}, load {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors.\n")
    if options.data:
        measure(options, root, work)
    if options.kernels:
        kernels(root, work)


def measure(options, root, work):
    worker = Worker(str(root / "generator-worker" / "target" / "generator-worker.jar"), work)
    print("| what | rows | s | processor s | rows/s | rows/s of two processors | heap used MiB | live MiB | peak RSS MiB |")
    print("|---|---|---|---|---|---|---|---|---|")
    small = work / "small"
    worker.run("2g", "fit", "--source", options.data, "--target", options.target, "--out", small)
    source = work / "source"
    made = worker.run("512m", "generate", "--model", small, "--rows", options.rows, "--out", source)
    figures = report("generate CSV, -Xmx512m", options.rows, made)
    for engine in options.engines.split(","):
        model = work / engine
        command = ["fit", "--source", source, "--engine", engine, "--target", options.target, "--out", model]
        if engine == "privateMarginals":
            command += ["--epsilon", 3]
        figures += report(f"fit {engine}, -Xmx2g", options.rows, worker.run("2g", *command))
        print(f"<!-- model of {engine}: {(model / 'model.json').stat().st_size:,} bytes -->")
    shutil.rmtree(source)
    model = work / options.engines.split(",")[0]
    made = worker.run(
        "512m", "generate", "--model", model, "--rows", options.rows, "--format", "parquet", "--out", work / "parquet"
    )
    figures += report("generate Parquet by that model, -Xmx512m", options.rows, made)
    shutil.rmtree(work / "parquet")
    figures += throughput(root, model / "model.json", work)
    command = f"bench/engines/memory --data {pathlib.Path(options.data).name} --target {options.target} --engines {options.engines}"
    outcomes.keep("engines-memory", command, figures, ["Heaps are bounds: a fit has 2 GiB and generation 512 MiB."])


if __name__ == "__main__":
    main()
