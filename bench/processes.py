"""Runs a command as a process, and tells what it took with all that it started.

What the columns of the results mean, in every bench that uses this:

- seconds: by the clock, from just before the process is started until it has ended and its output is read. So the start
  of a JVM or of Python, imports, reading and writing are in it.
- processor seconds: user and system time of all processes of its session, on all processors. The kernel's own sum is
  exact, but leaves out what nobody waited for, such as children that outlive a process ended at its limit. What was last
  seen of each process has these, but is up to a tenth of a second old and misses what came and went between two looks.
  Both are at most the truth, so the greater one counts.
- peak MiB: the greatest resident memory (VmHWM) that any one process of its session had, as last seen. Not a sum over
  processes, and not the kernel's figure for children, which begins at the size of the process that starts them.

A bound of memory is one of the sum over all processes of its session of what is resident, as seen ten times a second: unlike
a bound of address space it lets a JVM or a mapped file reserve what it does not use.
"""

import os
import pathlib
import resource
import signal
import subprocess
import threading
import time
import typing

TICKS = os.sysconf("SC_CLK_TCK")


class Took(typing.NamedTuple):
    """What it printed (None where it was ended at a limit), what it took, and which limit ended it."""

    output: str | None
    seconds: float
    processor: float
    peak: float
    ended_at: str | None = None


def timed(command, limit=None, messages=subprocess.PIPE, memory=None):
    """
    Waits for it, so many seconds and MiB at most, and raises where it fails. One at a time: the kernel sums up the processor
    time of all that ended. Its messages are part of the error, or go to our own stream where messages is None.
    """
    before = waited_for()
    start = time.perf_counter()
    words = [str(word) for word in command]
    process = subprocess.Popen(words, stdout=subprocess.PIPE, stderr=messages, text=True, start_new_session=True)
    watch = Watch(process.pid, memory)
    watch.start()
    ended_at = None
    try:
        output, errors = process.communicate(timeout=limit)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.communicate()
        output, ended_at = None, "time"
    seconds = time.perf_counter() - start
    watch.end()
    if watch.exceeded:
        output, ended_at = None, "memory"
    if output is not None and process.returncode:
        raise RuntimeError(f"{' '.join(words[:4])} ended with {process.returncode}:\n{(errors or '')[-2000:]}")
    return Took(output, seconds, max(waited_for() - before, watch.processor()), watch.peak, ended_at)


def waited_for():
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


class Watch(threading.Thread):
    """Looks ten times a second at the processes of a session, and ends them once they hold more MiB than they may."""

    def __init__(self, session, memory=None):
        super().__init__(daemon=True)
        self.session = session
        self.memory = memory
        self.exceeded = False
        self.ended = threading.Event()
        self.busy = {}
        self.peak = 0.0

    def run(self):
        while not self.ended.wait(0.1):
            self.look()

    def end(self):
        self.ended.set()
        self.join()

    def processor(self):
        return sum(self.busy.values()) / TICKS

    def look(self):
        resident = 0.0
        for directory in pathlib.Path("/proc").glob("[0-9]*"):
            try:
                if os.getsid(int(directory.name)) != self.session:
                    continue
                fields = (directory / "stat").read_text().rpartition(")")[2].split()
                self.busy[directory.name] = int(fields[11]) + int(fields[12])
                status = (directory / "status").read_text().splitlines()
                self.peak = max(self.peak, mebibytes(status, "VmHWM"))
                resident += mebibytes(status, "VmRSS")
            except (OSError, StopIteration):
                continue  # It ended meanwhile.
        if self.memory is not None and resident > self.memory and not self.exceeded:
            self.exceeded = True
            try:
                os.killpg(self.session, signal.SIGKILL)
            except ProcessLookupError:
                pass  # It ended by itself meanwhile, above its bound all the same.


def mebibytes(status, key):
    return int(next(line for line in status if line.startswith(key)).split()[1]) / 1024
