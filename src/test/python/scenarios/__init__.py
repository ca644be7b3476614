"""What the notebook does, one function a sentence; in the order in which they were imported."""
import sys

from notebook_client import Kernel

FOLDER = sys.argv[1]
SCENARIOS = []


def scenario(test):
    SCENARIOS.append(test)
    return test


def in_kernel_of_its_own(language="es"):
    def decorate(test):
        def run(_):
            kernel = Kernel(FOLDER, language)
            try:
                test(kernel)
            finally:
                kernel.close()

        run.__doc__ = test.__doc__
        return scenario(run)

    return decorate


def same(found, wanted):
    assert found == wanted, f"found  {found!r}\nwanted {wanted!r}"


def holds(text, *parts):
    for part in parts:
        assert part in text, f"no {part!r} in\n{text}"
