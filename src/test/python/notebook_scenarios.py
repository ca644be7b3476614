#!/usr/bin/python3
"""Drives the notebook as Jupyter does, and says of each scenario whether it came out.

  notebook_scenarios.py FOLDER     a folder with a kernel.json

One line of JSON a scenario: {"sentence": …, "problem": null or what went wrong, "seconds": …}
"""
import importlib
import json
import time
import traceback

from notebook_client import Kernel
from scenarios import FOLDER, SCENARIOS

for subject in ("definitions", "output", "interrupts", "several_requests", "keyboard",
                "writing", "errors", "rich", "end"):
    importlib.import_module("scenarios." + subject)


def main():
    shared = None
    for test in SCENARIOS:
        start = time.monotonic()
        problem = None
        try:
            if shared is None or not shared.manager.is_alive():
                shared = Kernel(FOLDER)
            test(shared)
        except BaseException:
            problem = traceback.format_exc()
            # What follows is not to fail for the same reason.
            if shared is not None:
                shared.close()
            shared = None
        seconds = round(time.monotonic() - start, 2)
        print(json.dumps({"sentence": test.__doc__, "problem": problem, "seconds": seconds}), flush=True)
    if shared is not None:
        shared.close()


if __name__ == "__main__":
    main()
