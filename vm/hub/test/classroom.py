#!/usr/bin/python3
"""Measures a class, inside of its machine: students log in, open lesson 1 and run it, all at once.

  classroom.py PASSWORDS NUMBER…     a file of user,password lines; for how many students at once

The last line is

  MiB a student: N     server and kernel together (proportional set size), idle after the lesson, of
                       the largest class
"""
import asyncio
import csv
import os
import pwd
import subprocess
import sys
import time
from statistics import median

from pupil import Pupil

LESSON = "es/01-overlayfs.ipynb"
HERE = {"hub": "capas-hub.service", "proxy": "capas-proxy.service"}


def mib(pids):
    """The proportional set size of some processes, by the program."""
    sizes = {}
    for pid in pids:
        try:
            with open(f"/proc/{pid}/cmdline") as line:
                program = os.path.basename(line.read().split("\0")[0])
            with open(f"/proc/{pid}/smaps_rollup") as rollup:
                size = sum(int(line.split()[1]) for line in rollup if line.startswith("Pss:"))
        except OSError:
            continue
        sizes[program] = sizes.get(program, 0) + size / 1024
    return sizes


def of_user(name):
    number = pwd.getpwnam(name).pw_uid
    return [int(pid) for pid in os.listdir("/proc") if pid.isdigit() and owner(pid) == number]


def owner(pid):
    try:
        return os.stat(f"/proc/{pid}").st_uid
    except OSError:
        return None


def of_unit(unit):
    group = subprocess.run(
        ["systemctl", "show", "-P", "ControlGroup", unit], capture_output=True, text=True, check=True
    ).stdout.strip()
    with open(f"/sys/fs/cgroup{group}/cgroup.procs") as processes:
        return processes.read().split()


def percentile(values, part):
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(part * len(ordered)))]


async def lesson(pupil, marks):
    begun = time.monotonic()
    if not await pupil.log_in():
        return [f"{pupil.name}: not let in"], []
    marks["in"].append(time.monotonic() - begun)
    await pupil.open_server()
    marks["server"].append(time.monotonic() - begun)
    wrong, seconds = await pupil.run_notebook(LESSON)
    marks["done"].append(time.monotonic() - begun)
    return wrong, seconds


async def measure(accounts):
    pupils = [Pupil(*account) for account in accounts]
    marks = {"in": [], "server": [], "done": []}
    outcomes = await asyncio.gather(*(lesson(pupil, marks) for pupil in pupils), return_exceptions=True)
    wrong, seconds, firsts = [], [], []
    for outcome in outcomes:
        if isinstance(outcome, BaseException):
            wrong.append(repr(outcome))
        else:
            wrong += outcome[0]
            seconds += outcome[1][1:]
            firsts += outcome[1][:1]
    # Idle: what a kernel tidies up after the last cell is done.
    await asyncio.sleep(15)
    sizes = {}
    for pupil in pupils:
        for program, size in mib(of_user(pupil.name)).items():
            sizes.setdefault(program, []).append(size)
    around = {name: sum(mib(of_unit(unit)).values()) for name, unit in HERE.items()}
    for pupil in pupils:
        pupil.leave()
        await pupil.stop_server()
    left = sum(len(of_user(pupil.name)) for pupil in pupils)
    if left:
        wrong.append(f"{left} processes of students are left after their servers stopped")
    total = sum(sum(size) for size in sizes.values()) / len(pupils)
    shown = ", ".join(f"{name} {sum(size) / len(pupils):.0f}" for name, size in sorted(sizes.items()))
    print(f"\n{len(pupils)} students: {len(pupils) - len({w.split(':')[0] for w in wrong})} passed lesson 1")
    for line in wrong:
        print("  " + line)
    if marks["done"]:
        print(f"  server ready after     median {median(marks['server']):5.1f} s, last {max(marks['server']):5.1f} s")
        print(f"  lesson done after      median {median(marks['done']):5.1f} s, last {max(marks['done']):5.1f} s")
        print(f"  first cell             median {median(firsts):5.2f} s, p95 {percentile(firsts, 0.95):5.2f} s")
        print(f"  any further cell       median {median(seconds):5.2f} s, p95 {percentile(seconds, 0.95):5.2f} s")
    print(f"  MiB a student          {total:.0f} ({shown}); {1024 / total:.1f} students per GiB")
    print(f"  MiB for all            hub {around['hub']:.0f}, proxy {around['proxy']:.0f}", flush=True)
    return total, wrong


async def main():
    with open(sys.argv[1], newline="") as file:
        accounts = [(row[0], row[1]) for row in csv.reader(file)]
    failed = False
    for number in map(int, sys.argv[2:]):
        total, wrong = await measure(accounts[:number])
        failed = failed or bool(wrong)
    print(f"MiB a student: {total:.0f}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(asyncio.run(main()))
