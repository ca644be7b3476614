"""The end of a kernel."""
import os
import signal
import subprocess
import sys
import tempfile
import time

from scenarios import FOLDER, holds, in_kernel_of_its_own, same, scenario


@in_kernel_of_its_own("en")
def restart(k):
    """restarts with nothing left of before"""
    holds(k.run("int x = y;").trace, "does not compile")
    k.fine("int before = 1;")
    start = time.monotonic()
    k.client.stop_channels()
    k.manager.restart_kernel()
    k.connect()
    assert time.monotonic() - start < 6
    same(k.run("before").reply["status"], "error")
    same(k.fine("1+1").result["text/plain"], "2")


@in_kernel_of_its_own()
def shutdown(k):
    """ends within two seconds, whatever threads a cell has left, and lets hooks tidy up"""
    mark = tempfile.mktemp()
    k.fine("new Thread(() -> { while (true) {} }).start();\n"
           f'Runtime.getRuntime().addShutdownHook(new Thread(() -> new File("{mark}").mkdir()));')
    busy_cell = k.send("while (true) {}")
    k.running(busy_cell)
    same(k.control_reply("shutdown_request", {"restart": False})["status"], "ok")
    assert k.ended_within(2)
    os.rmdir(mark)


@in_kernel_of_its_own()
def hook(k):
    """does not wait for ever for a hook"""
    k.fine("Runtime.getRuntime().addShutdownHook(new Thread(() -> { while (true) {} }));")
    k.control_reply("shutdown_request", {"restart": False})
    assert k.ended_within(3.5)


@in_kernel_of_its_own()
def exit_in_a_cell(k):
    """ends cleanly when a cell calls System.exit: the cell is answered, its output is there"""
    cell = k.fine('System.out.println("last words");\nSystem.exit(0);')
    same(cell.text(), "last words\n")
    assert k.ended_within(3)


SERVER = """
import os, sys, time
sys.path.insert(0, sys.argv[2])
os.environ["JPY_PARENT_PID"] = str(os.getpid())
from notebook_client import Kernel
sys.argv = [sys.argv[0], sys.argv[1]]
kernel = Kernel(sys.argv[1])
kernel.fine("1+1")
print(kernel.manager.provisioner.pid, flush=True)
time.sleep(60)
"""


@scenario
def orphan(_):
    """ends when the server that started it is killed"""
    server = subprocess.Popen([sys.executable, "-c", SERVER, FOLDER, os.path.dirname(os.path.dirname(__file__))],
                              stdout=subprocess.PIPE, text=True)
    pid = int(server.stdout.readline())
    assert os.path.exists(f"/proc/{pid}")
    server.send_signal(signal.SIGKILL)
    end = time.monotonic() + 5
    while alive(pid) and time.monotonic() < end:
        time.sleep(0.05)
    # Only now is the server reaped: until here it was a zombie.
    server.wait()
    assert not alive(pid)


def alive(pid):
    try:
        with open(f"/proc/{pid}/stat") as stat:
            return stat.read().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False
