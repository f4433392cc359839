"""Runs a command as a process of bounded time, and what it took with all that it started."""

import os
import pathlib
import signal
import subprocess
import threading
import time

TICKS = os.sysconf("SC_CLK_TCK")


def timed(command, limit):
    """Its output (None where it was ended at the limit), seconds, processor seconds, and peak memory in MiB of its largest process."""
    start = time.perf_counter()
    process = subprocess.Popen(
        [str(word) for word in command], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True
    )
    watch = Watch(process.pid)
    watch.start()
    try:
        output, errors = process.communicate(timeout=limit)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.communicate()
        output = None
    seconds = time.perf_counter() - start
    watch.end()
    if output is not None and process.returncode:
        raise RuntimeError(f"{' '.join(map(str, command[:4]))} ended with {process.returncode}:\n{errors[-2000:]}")
    return output, seconds, watch.processor(), watch.peak


class Watch(threading.Thread):
    """Looks ten times a second at the processes of a session: the kernel's own sum leaves out those that nobody waited for."""

    def __init__(self, session):
        super().__init__(daemon=True)
        self.session = session
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
        for directory in pathlib.Path("/proc").glob("[0-9]*"):
            try:
                if os.getsid(int(directory.name)) != self.session:
                    continue
                fields = (directory / "stat").read_text().rpartition(")")[2].split()
                self.busy[directory.name] = int(fields[11]) + int(fields[12])
                status = (directory / "status").read_text().splitlines()
                high = next(line for line in status if line.startswith("VmHWM"))
                self.peak = max(self.peak, int(high.split()[1]) / 1024)
            except (OSError, StopIteration):
                continue  # It ended meanwhile.
