#!/usr/bin/python3
"""Measures two Jupyter kernels for Java side by side: ours and a peer, in turn.

  kernel.py [--runs N] OURS PEER     two folders, each with a kernel.json

A figure is the median over all runs, with the least and the greatest. The last line is

  ratio: R     start -> first result, ours divided by the peer's
"""
import argparse
import os
import queue
import statistics
import sys
import time

from jupyter_client import KernelManager
from jupyter_client.kernelspec import KernelSpec

PATIENCE = 20
CELLS = 20

FIGURES = [
    ("start -> kernel_info", "s"),
    ("start -> first result of 1+1", "s"),
    ("CPU of the start", "s"),
    ("round trip of a trivial cell", "ms"),
    ("memory after the start (PSS)", "MiB"),
    (f"memory after {CELLS} cells (PSS)", "MiB"),
    ("shut down", "s"),
]

NOT_COMPARED = [
    "IJava and JJava as complete kernels: neither is on Maven Central (JJava's library is, and",
    "renders here too; its distribution and IJava's are downloads from GitHub releases).",
]


class NeverAnswered(Exception):
    pass


class Manager(KernelManager):
    spec = None

    @property
    def kernel_spec(self):
        return self.spec


def tree(pid):
    """The process and everything that it started."""
    pids = [pid]
    for found in pids:
        try:
            with open(f"/proc/{found}/task/{found}/children") as children:
                pids += [int(child) for child in children.read().split()]
        except OSError:
            pass
    return pids


def pss_mib(pid):
    total = 0
    for found in tree(pid):
        with open(f"/proc/{found}/smaps_rollup") as rollup:
            total += sum(int(line.split()[1]) for line in rollup if line.startswith("Pss:"))
    return total / 1024


def cpu_seconds(pid):
    ticks = 0
    for found in tree(pid):
        with open(f"/proc/{found}/stat") as stat:
            fields = stat.read().rpartition(")")[2].split()
            ticks += int(fields[11]) + int(fields[12])
    return ticks / os.sysconf("SC_CLK_TCK")


def reply(client, request):
    try:
        while True:
            message = client.get_shell_msg(timeout=PATIENCE)
            if message["parent_header"].get("msg_id") == request:
                return message["content"]
    except queue.Empty:
        raise NeverAnswered()


def evaluate(client, code):
    content = reply(client, client.execute(code))
    if content["status"] != "ok":
        sys.exit(f"{code}: {content}")


def measure(folder):
    """One start, some cells and the end of a kernel: the figures in the order of FIGURES."""
    manager = Manager()
    manager.spec = KernelSpec.from_resource_dir(folder)
    start = time.monotonic()
    manager.start_kernel(stderr=open(os.devnull, "w"), stdout=open(os.devnull, "w"))
    client = manager.client()
    client.start_channels()
    try:
        pid = manager.provisioner.pid
        reply(client, client.kernel_info())
        information = time.monotonic() - start
        evaluate(client, "1+1")
        first = time.monotonic() - start
        cpu = cpu_seconds(pid)
        # A kernel that still tidies up after its start is not yet at rest.
        time.sleep(1)
        small = pss_mib(pid)
        evaluate(client, "int turn = 0;")
        trips = []
        for _ in range(CELLS):
            sent = time.monotonic()
            evaluate(client, "turn = turn + 1;")
            trips.append((time.monotonic() - sent) * 1000)
        large = pss_mib(pid)
        asked = time.monotonic()
        client.shutdown()
        while manager.is_alive() and time.monotonic() - asked < PATIENCE:
            time.sleep(0.01)
        end = time.monotonic() - asked
        return [information, first, cpu, statistics.median(trips), small, large, end]
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)


def row(values):
    if not values:
        return f"{'-':>8} {'-':>8} {'-':>8}"
    least, middle, greatest = min(values), statistics.median(values), max(values)
    return f"{least:8.2f} {middle:8.2f} {greatest:8.2f}"


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("ours")
    parser.add_argument("peer")
    arguments = parser.parse_args()
    kernels = [("ours", arguments.ours), ("peer", arguments.peer)]
    runs = {name: [] for name, _ in kernels}
    silent = {name: 0 for name, _ in kernels}
    for run in range(arguments.runs):
        for name, folder in kernels:
            try:
                runs[name].append(measure(folder))
                print(f"{run + 1}/{arguments.runs} {name}: {runs[name][-1][1]:.2f} s", flush=True)
            except NeverAnswered:
                silent[name] += 1
                print(f"{run + 1}/{arguments.runs} {name}: no answer in {PATIENCE} s", flush=True)

    print(f"\n{'':40}{'ours':^27}{'peer':^27}")
    print(f"{'':40}{'min':>8} {'median':>8} {'max':>8} {'min':>8} {'median':>8} {'max':>8}")
    for index, (what, unit) in enumerate(FIGURES):
        columns = [row([figures[index] for figures in runs[name]]) for name, _ in kernels]
        print(f"{what + ', ' + unit:<40}{' '.join(columns)}")
    print("\nNot compared:")
    for line in NOT_COMPARED:
        print("  " + line)
    for name, _ in kernels:
        if silent[name]:
            print(f"  {silent[name]} of {arguments.runs} starts of {name}: no answer in {PATIENCE} s.")
        killed = sum(figures[-1] >= PATIENCE for figures in runs[name])
        if killed:
            print(f"  The end of {name}: {killed} times it had to be killed after {PATIENCE} s.")
    if runs["ours"] and runs["peer"]:
        medians = [statistics.median(f[1] for f in runs[name]) for name, _ in kernels]
        print(f"ratio: {medians[0] / medians[1]:.2f}")
    else:
        sys.exit("ratio: unknown, because a kernel never answered")


if __name__ == "__main__":
    main()
