"""Keeps what a bench found for `bench/run report`, in the form of the benches in Java."""

import datetime
import json
import os
import pathlib
import re
import subprocess

HERE = pathlib.Path(__file__).resolve().parent


def figure(name, value, unit="", at_least=None, at_most=None, peer=None):
    """A number, with a goal or none."""
    goal = at_least if at_least is not None else at_most
    return {"name": name, "unit": unit, "value": value, "goal": goal, "atLeast": at_most is None, "peer": peer}


def keep(bench, command, figures, notes):
    outcome = {
        "bench": bench,
        "command": command,
        "commit": commit(),
        "finishedAt": datetime.datetime.now(datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "machine": machine(),
        "figures": figures,
        "notes": notes,
    }
    results = HERE / "target" / "results"
    results.mkdir(parents=True, exist_ok=True)
    (results / f"{bench}.json").write_text(json.dumps(outcome, indent=2) + "\n")


def commit():
    def git(*words):
        return subprocess.run(["git", "-C", HERE.parent, *words], capture_output=True, text=True)

    changes = " with changes" if git("diff", "--quiet", "HEAD", "--", ".", ":!*.md").returncode else ""
    return git("rev-parse", "--short", "HEAD").stdout.strip() + changes


def java():
    home = os.environ.get("JAVA_HOME")
    return f"{home}/bin/java" if home else "java"


def machine():
    info = pathlib.Path("/proc/cpuinfo").read_text()
    memory = re.search(r"MemTotal:\s+(\d+)", pathlib.Path("/proc/meminfo").read_text())
    version = subprocess.run([java(), "-version"], capture_output=True, text=True, check=True).stderr
    return {
        "processor": re.search(r"model name\s*: (.*)", info).group(1),
        "cores": os.cpu_count(),
        "memoryMib": int(memory.group(1)) // 1024,
        "java": re.search(r'"(.*?)"', version).group(1),
        "jvmFlags": [],
        "kubernetes": "",
    }
