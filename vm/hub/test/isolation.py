#!/usr/bin/python3
"""Proves, inside of a class's machine, that no student harms or sees another, and that a teacher sees them all. As root;
ends with N passed, N failed.

  isolation.py PASSWORDS [--short]     a file of user,password lines; at least three students

The first student misbehaves, the second one works, the third one comes later. Never on a machine that matters.
"""
import asyncio
import csv
import json
import os
import pwd
import re
import subprocess
import sys
import time
from pathlib import Path

from pupil import Pupil

LESSON = "es/01-overlayfs.ipynb"
# On a slow machine: how long a well-behaved cell may take meanwhile.
PATIENCE = 60

passed = failed = 0


def check(what, fine, said=""):
    global passed, failed
    if fine:
        passed += 1
        print(f"ok    {what}", flush=True)
    else:
        failed += 1
        print(f"FAIL  {what}: {str(said)[-600:]}", flush=True)


def shell(command):
    """A cell that runs a command in the student's shell and prints what it says."""
    text = command.replace("\\", "\\\\").replace('"', '\\"')
    return (
        f'{{ var p = new ProcessBuilder("/bin/sh", "-c", "{text}").redirectErrorStream(true).start(); '
        "System.out.print(new String(p.getInputStream().readAllBytes())); p.waitFor(); }"
    )


def group(name):
    return f"/sys/fs/cgroup/capas.slice/capas-students.slice/capas-student@{name}.service"


def figure(name, file):
    with open(f"{group(name)}/{file}") as text:
        return text.read()


def processes(name):
    number = pwd.getpwnam(name).pw_uid
    found = []
    for pid in filter(str.isdigit, os.listdir("/proc")):
        try:
            if os.stat(f"/proc/{pid}").st_uid == number:
                found.append(pid)
        except OSError:
            pass
    return found


async def works(pupil, during):
    status, said, seconds = await pupil.run("6 * 7", PATIENCE)
    check(f"{during}: another one's cell answers [{seconds:.1f} s]", status == "ok" and "42" in said, (status, said))


async def comes(account, during):
    begun = time.monotonic()
    let_in = await Pupil(*account).log_in()
    check(f"{during}: the hub lets somebody in [{time.monotonic() - begun:.1f} s]", let_in)


async def again(bad, during):
    """The kernel of whoever misbehaved may be gone; their server is not, and gives them a new one."""
    try:
        bad.leave()
        await bad.open_notebook(LESSON)
        status, said, _ = await bad.run("1 + 1", PATIENCE)
        if status != "ok":
            raise AssertionError(f"{status}: {said}")
        check(f"{during}: whoever did it can go on", True)
    except Exception as error:  # noqa: BLE001
        check(f"{during}: whoever did it can go on", False, repr(error))


async def sees_nothing(bad, good):
    _, said, _ = await bad.run(shell(f"ls -la /home /home/{good.name} /var/lib/capas-students 2>&1; true"))
    check("a home of another one is not even there", good.name not in said.replace(f"/home/{good.name}'", ""), said)
    image = f"/var/lib/capas-students/{good.name}"
    check("another one's folder is closed", (os.stat(image + "/home").st_mode & 0o777) == 0o700)
    check("another one's disk is closed", (os.stat(image + ".img").st_mode & 0o777) == 0o600)
    _, said, _ = await bad.run(shell("cat /proc/self/mountinfo"))
    check("another one's mounts are not seen", "/home/" in said and good.name not in said, said)
    _, said, _ = await bad.run(shell("cat /proc/[0-9]*/cmdline | tr '\\0' ' '; ls -d /proc/[0-9]* | wc -l"))
    number = int(said.split()[-1])
    check(f"another one's processes are not seen ({number} are)", "capas.notebook.Main" in said and number < 20, said)
    check("the hub's processes are not seen", "jupyterhub -f" not in said and "configurable-http" not in said, said)
    victim = processes(good.name)[0]
    _, said, _ = await bad.run(shell(f"kill -9 {victim} 2>&1; cat /proc/{victim}/environ 2>&1 | head -c 100"))
    check("another one's process is not killed", victim in processes(good.name), said)
    _, said, _ = await bad.run(shell("cat /etc/shadow /etc/capas/hub/secret.env /run/capas-hub/* 2>&1; true"))
    check("no secret of the machine is read", "TOKEN" not in said and "$y$" not in said, said)
    _, said, _ = await bad.run(shell("find / -xdev -writable -type d 2>/dev/null | grep -vE '^/(proc|dev|sys|tmp|var/tmp)' | head; true"))
    check("nothing of the machine is written", not said.strip(), said)
    uid = pwd.getpwnam(good.name).pw_uid
    address = f"127.1.{uid // 256}.{uid % 256}"
    _, said, _ = await bad.run(shell(f"curl -s -m 5 -o /dev/null http://{address}:8888/ ; echo $?"))
    check("another one's server and kernels are not reached", said.strip() in ("7", "28"), said)
    uid = pwd.getpwnam(bad.name).pw_uid
    own = f"127.1.{uid // 256}.{uid % 256}"
    _, said, _ = await bad.run(shell(f"curl -s -m 5 -o /dev/null http://{own}:8888/ ; echo $?"))
    check("their own is", said.strip() == "0", said)
    _, said, _ = await bad.run(shell("grep -E 'NoNewPrivs|CapEff' /proc/self/status; systemctl status 2>&1 | head -n 2"))
    check("nobody gains rights; systemd does not answer", "NoNewPrivs:\t1" in said and "running" not in said, said)


async def teaches(bad, good):
    capas = "/opt/capas/capas"
    said = subprocess.run([capas, "hub", "teacher", "ada", "--disk", "128M"], capture_output=True, text=True).stdout
    teacher = Pupil("ada", re.search(r"(\w{4}-){2}\w{4}", said).group())
    check("the teacher is let in", await teacher.log_in())
    _, _, text = await teacher.ask("GET", "/hub/api/users")
    check("the teacher sees who is there", {bad.name, good.name} <= {user["name"] for user in json.loads(text)}, text)
    theirs = f"/user/{good.name}/"
    await teacher.visit(theirs + "lab")
    code, _, text = await teacher.ask("GET", theirs + "api/contents/es")
    check("the teacher looks at a student's notebooks", code == 200 and LESSON in text, (code, text))
    page, at, _ = await bad.visit(theirs + "lab")
    code, _, text = await bad.ask("GET", theirs + "api/contents/es")
    check("a student does not", page == code == 403 and LESSON not in text, (page, at, code, text))

    await good.run(shell("echo {} >$HOME/capas-notebooks/mine.ipynb"))
    await bad.run(shell("ln -s /etc/shadow $HOME/capas-notebooks/link.ipynb; mkfifo $HOME/capas-notebooks/pipe.ipynb"))
    subprocess.run([capas, "hub", "collect", "/root/handed-in"], check=True)
    handed_in = Path("/root/handed-in")
    check("the teacher collects what a student wrote", (handed_in / good.name / "capas-notebooks/mine.ipynb").is_file())
    there = {path.name for path in (handed_in / bad.name).rglob("*.ipynb")}
    check("and no link or pipe", Path(LESSON).name in there and not there & {"link.ipynb", "pipe.ipynb"}, there)


async def endless_loop(bad, good, third):
    threads = "for (int i = 0; i < 8; i++) { var t = new Thread(() -> { while (true) { } }); t.setDaemon(true); t.start(); }"
    await bad.run(threads)
    await asyncio.sleep(2)
    await works(good, "eight endless loops")
    await comes(third, "eight endless loops")
    await bad.run("System.exit(0);", 10)
    await asyncio.sleep(3)
    await again(bad, "eight endless loops")


async def fork_bomb(bad, good, third):
    # Each waits for its child, so that the shell uses vfork(2): the kernel of User-Mode Linux panics when a process is
    # killed in the middle of copying its memory.
    bomb = "echo 'sh $0; sh $0' >$HOME/bomb; for i in 1 2 3 4 5 6 7 8; do sh $HOME/bomb & done >/dev/null 2>&1; sleep 3"
    await bad.run(shell(bomb), 20)
    most = int(figure(bad.name, "pids.max"))
    now = int(figure(bad.name, "pids.current"))
    refused = int(figure(bad.name, "pids.events").split()[1])
    check(f"a fork bomb has {now} of {most} processes; {refused} more were refused", now <= most and refused > 0)
    await works(good, "a fork bomb")
    await comes(third, "a fork bomb")
    await bad.stop_server()
    check("a fork bomb: nothing is left of it when the server stops", not processes(bad.name), processes(bad.name))
    await bad.open_server()
    await again(bad, "a fork bomb")


async def memory_hog(bad, good, third):
    # Several, for User-Mode Linux can give one process half a GB at most. Each holds what it read.
    hog = "for i in 1 2 3; do (dd if=/dev/zero bs=240M count=1 | sleep 30) & sleep 3; done; wait"
    task = asyncio.ensure_future(bad.run(shell(hog), PATIENCE))
    await asyncio.sleep(2)
    await works(good, "a memory hog")
    await comes(third, "a memory hog")
    await task
    peak = int(figure(bad.name, "memory.peak")) >> 20
    check(f"a memory hog had {peak} MiB at most", peak <= 640)
    events = dict(line.split() for line in figure(bad.name, "memory.events").splitlines())
    check("a memory hog was ended", int(events["oom_kill"]) > 0, events)
    await again(bad, "a memory hog")


async def full_disk(bad, good, third):
    await bad.run(shell("head -c 2G /dev/zero >/var/tmp/large 2>&1; head -c 2G /dev/zero >$HOME/large 2>&1; df -h $HOME"))
    free = os.statvfs("/").f_bavail
    check("a full disk: the machine's own is not", free > 1000, free)
    _, said, _ = await good.run(shell("echo fine >$HOME/file && cat $HOME/file"), PATIENCE)
    check("a full disk: another one writes", said.strip() == "fine", said)
    await works(good, "a full disk")
    await comes(third, "a full disk")
    await bad.run(shell("rm -f $HOME/large /var/tmp/large"))
    await again(bad, "a full disk")


async def the_end(bad, good):
    for pupil in (bad, good):
        pupil.leave()
        await pupil.stop_server()
        left = processes(pupil.name)
        check(f"a stopped server leaves no JVM and nothing else ({pupil.name})", not left, left)
    mounts = subprocess.run(["mount"], capture_output=True, text=True).stdout
    check("and no overlay", "merged" not in mounts, mounts)


async def main():
    with open(sys.argv[1], newline="") as file:
        accounts = [(row[0], row[1]) for row in csv.reader(file)][:3]
    bad, good = Pupil(*accounts[0]), Pupil(*accounts[1])
    check("a wrong password is refused", not await Pupil(accounts[0][0], "wrong").log_in())
    for pupil in (bad, good):
        check(f"{pupil.name} is let in", await pupil.log_in())
        await pupil.open_server()
    wrong, _ = await good.run_notebook(LESSON)
    check("lesson 1 passes", not wrong, wrong)
    await bad.open_notebook(LESSON)
    await sees_nothing(bad, good)
    await teaches(bad, good)
    await memory_hog(bad, good, accounts[2])
    await fork_bomb(bad, good, accounts[2])
    if "--short" not in sys.argv:
        await endless_loop(bad, good, accounts[2])
        await full_disk(bad, good, accounts[2])
    await the_end(bad, good)
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(asyncio.run(main()))
