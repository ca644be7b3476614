#!/usr/bin/python3
"""Pulls one image from Debian's docker-registry into an empty store, in turn with ours and with podman.

The image is that of the other bench: layers of about 80, 10 and 50 MB compressed. Beside them stands the floor: what
the same work costs with curl, sha256sum, gzip and tar, for all layers one after another.

Every pull has a folder of its own, and all of them are removed at the end: for some minutes ext4 passes over each inode
that was just freed, 17,000 of them, which took whoever came next half a second. But the memory that its files take is
let go of at once: a virtual machine gets each page from its host when it is first used, two seconds for each pull.
"""
import argparse
import json
import multiprocessing
import os
import shutil
import statistics
import subprocess
import sys
import time

from podmans import podmans, tell_entering
from pull import NAME, free_port, make_image, start_registry

MOST = 0.35
MOST_MIB = 256
STORE_BYTES = 700_000_000


def measured(command):
    """Seconds by the clock and of the processor, and the most memory in MiB, children included."""
    begin = time.monotonic()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    errors = process.stderr.read()
    _, status, used = os.wait4(process.pid, 0)
    took = time.monotonic() - begin
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(errors.decode())
    return took, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024


def let_go(folder):
    os.sync()
    for place, _, names in os.walk(folder):
        for name in names:
            path = os.path.join(place, name)
            if os.path.isfile(path) and not os.path.islink(path):
                with open(path, "rb") as file:
                    os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)


def floor(host, layers, to):
    lines = ["set -eu"]
    for number, layer in enumerate(layers):
        blob = f"{to}/{number}"
        lines += [
            f"mkdir {blob}.diff",
            f"curl -sSf http://{host}/v2/bench/debian/blobs/{layer['digest']} | tee {blob} | sha256sum >&2",
            f"gzip -dc {blob} | tee {blob}.tar | sha256sum >&2",
            f"tar -C {blob}.diff -xf {blob}.tar",
            f"rm {blob} {blob}.tar",
        ]
    return ["sh", "-c", "\n".join(lines)]


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--runs", type=int, default=7)
    parser.add_argument("folder")
    parser.add_argument("command")
    arguments = parser.parse_args()
    if os.geteuid() != 0:
        sys.exit("root owns the files of a store: sudo ./capas bench store")
    os.makedirs(arguments.folder, exist_ok=True)
    # In a process that ends: what this one has taken would count as the memory of all that it starts.
    with multiprocessing.Pool(1) as other:
        layout = other.apply(make_image, [arguments.folder])
    with open(os.path.join(layout, "index.json")) as file:
        digest = json.load(file)["manifests"][0]["digest"]
    with open(os.path.join(layout, "blobs", "sha256", digest[7:])) as file:
        layers = json.load(file)["layers"]
    print("layers:", ", ".join(f"{layer['size'] / 1e6:.0f} MB" for layer in layers), flush=True)

    port = free_port()
    host = f"127.0.0.1:{port}"
    stores = os.path.join(arguments.folder, "stores")
    peers = podmans(arguments.folder)
    needed = (2 + len(peers)) * (arguments.runs + 1) * STORE_BYTES
    if shutil.disk_usage(arguments.folder).free < needed:
        sys.exit(f"{arguments.folder}: {needed / 1e9:.0f} GB must be free")
    registry = start_registry(arguments.folder, port)
    try:
        push = ["skopeo", "copy", "-q", "--dest-tls-verify=false", f"oci:{layout}:bench", f"docker://{host}/{NAME}"]
        subprocess.run(push, check=True)
        ways = {
            "ours": lambda to: [arguments.command, "pull", f"{host}/{NAME}", "--root", f"{to}/graph"],
            "floor: curl, gzip, tar": lambda to: floor(host, layers, to),
        }
        for peer, podman in peers.items():
            ways[peer] = lambda to, podman=podman: [
                *[*podman, "--root", f"{to}/graph", "--runroot", "/run/capas-bench"],
                *["--storage-opt", "overlay.skip_mount_home=true"],
                *["pull", "-q", "--tls-verify=false", f"{host}/{NAME}"],
            ]
        figures = {way: [] for way in ways}
        for run in range(arguments.runs + 1):
            for number, (way, command) in enumerate(ways.items()):
                to = os.path.join(stores, f"{run}-{number}")
                os.makedirs(to)
                os.sync()
                figure = measured(command(to))
                let_go(to)
                if run > 0:
                    figures[way].append(figure)
            print(f"{run}/{arguments.runs}" if run else "warm", flush=True)
    finally:
        registry.terminate()
        registry.wait()
        for rest in (stores, os.path.join(arguments.folder, "store"), "/run/capas-bench"):
            shutil.rmtree(rest, ignore_errors=True)

    medians = {way: statistics.median(figure[0] for figure in all) for way, all in figures.items()}
    print(f"\n{'seconds':<24}{'min':>8} {'median':>8} {'max':>8}  ours ÷    CPU    MiB")
    for way, all in figures.items():
        wall, cpu, memory = zip(*all)
        relative = medians["ours"] / medians[way]
        print(
            f"{way:<24}{min(wall):8.2f} {medians[way]:8.2f} {max(wall):8.2f}  {relative:8.2f} {statistics.median(cpu):6.2f} {max(memory):6.0f}"
        )
    tell_entering(arguments.folder)
    memory = max(figure[2] for figure in figures["ours"])
    print(f"memory: {memory:.0f} MiB (at most {MOST_MIB})")
    ratios = {peer: medians["ours"] / medians[peer] for peer in peers}
    for peer, ratio in ratios.items():
        print(f"ratio to {peer}: {ratio:.2f} (at most {MOST})")
    sys.exit(0 if max(ratios.values()) <= MOST and memory <= MOST_MIB else 1)


if __name__ == "__main__":
    main()
