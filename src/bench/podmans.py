"""The Podmans of this machine: its own, and that of the Debian 13 which .ci/trixie keeps, where it is there."""
import os
import statistics
import subprocess
import time

CI = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", ".ci")
TRIXIE = os.path.join(os.environ.get("XDG_CACHE_HOME", "/var/cache"), "capas", "trixie-1", "usr", "bin", "podman")


def podmans(folder):
    """What stands before each one's words, by its name and version; the second one sees this folder alone."""
    found = {}
    for before in [[], *inside(folder)]:
        command = before + ["podman"]
        version = subprocess.run(command + ["--version"], check=True, capture_output=True, text=True).stdout.split()[-1]
        found["podman " + version] = command
    return found


def tell_entering(folder):
    """Prints what it takes to enter that Debian, which counts in its Podman's figures: the median of five."""
    took = []
    for command in inside(folder) * 5:
        begin = time.monotonic()
        subprocess.run(command + ["true"], check=True)
        took.append(time.monotonic() - begin)
    if took:
        print(f"\n{statistics.median(took):.2f} s of Podman 5's figures are for entering its Debian")


def inside(folder):
    return [[os.path.join(CI, "in-trixie"), os.path.abspath(folder)]] if os.path.exists(TRIXIE) else []
