"""Runs one notebook in a real kernel and tells how each of its steps went.

    run_lesson.py NOTEBOOK KERNEL SECONDS LANGUAGE

The notebook is written back with its outputs, and a page of HTML beside it. Each step is told on
one line of standard output as soon as it is over: VERDICT TAB TITLE TAB DETAIL, where line ends in
DETAIL are written as \\n. When standard input ends, whoever asked is gone: then this ends too.
"""

import asyncio
import os
import re
import signal
import sys
import threading

import nbformat
from jupyter_client.kernelspec import NoSuchKernel
from nbclient import NotebookClient
from nbclient.exceptions import CellTimeoutError, DeadKernelError
from nbconvert import HTMLExporter

COLOUR = re.compile(r"\x1b\[[0-9;]*[A-Za-z]")


class Client(NotebookClient):
    leaving = False


def tell(verdict, title, detail=""):
    detail = COLOUR.sub("", detail).strip().replace("\\", "\\\\").replace("\n", "\\n")
    print(verdict, title.replace("\t", " "), detail.replace("\t", " "), sep="\t", flush=True)


def steps(notebook):
    """Each code cell that holds code, with its place and the heading above it."""
    title, told = "", {}
    for index, cell in enumerate(notebook.cells):
        if cell.cell_type == "markdown":
            text = re.sub(r"(?ms)^(```|~~~).*?^\1", "", cell.source)
            for heading in re.findall(r"(?m)^#{1,6}\s+(.*?)\s*#*$", text):
                title = heading
        elif cell.cell_type == "code" and cell.source.strip():
            told[title] = told.get(title, 0) + 1
            yield index, cell, title if told[title] == 1 else f"{title} ({told[title]})"


def judge(cell):
    errors = [output for output in cell.outputs if output.output_type == "error"]
    on_purpose = "raises-exception" in cell.metadata.get("tags", [])
    if errors and not on_purpose:
        return "raised", errors[0].evalue or errors[0].ename
    if on_purpose and not errors:
        return "did-not-raise", ""
    return "passed", ""


async def run(client):
    todo = list(steps(client.nb))
    broken = None
    try:
        async with client.async_setup_kernel():
            leave_on_signals(client)
            for count, (index, cell, title) in enumerate(todo):
                try:
                    await client.async_execute_cell(cell, index)
                    tell(*with_title(judge(cell), title))
                except CellTimeoutError:
                    broken = ("too-long", str(client.timeout))
                except DeadKernelError:
                    if client.leaving:
                        return
                    broken = ("died", "")
                if broken:
                    tell(*with_title(broken, title))
                    todo = todo[count + 1 :]
                    break
            else:
                todo = []
    except NoSuchKernel as missing:
        broken = ("no-kernel", missing.name)
        tell(*with_title(broken, "Jupyter"))
    except RuntimeError as reason:
        broken = ("no-start", str(reason))
        tell(*with_title(broken, "Jupyter"))
    for _, _, title in todo:
        tell("not-run", title)


def with_title(verdict, title):
    return verdict[0], title, verdict[1]


def leave_on_signals(client):
    """nbclient's own handlers end the kernel but go on waiting for it."""
    task = asyncio.current_task()

    def leave():
        client.leaving = True
        task.cancel()

    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        asyncio.get_running_loop().add_signal_handler(number, leave)


def leave_with_parent():
    while os.read(0, 1024):
        pass
    os.kill(os.getpid(), signal.SIGTERM)


def page(notebook, language):
    body, _ = HTMLExporter(embed_images=True).from_notebook_node(
        notebook, {"metadata": {"name": notebook.metadata.get("title", "")}}
    )
    return re.sub(r"<html[^>]*>", f'<html lang="{language}">', body, count=1)


def main(path, kernel, seconds, language):
    notebook = nbformat.read(path, as_version=4)
    client = Client(
        notebook,
        timeout=int(seconds),
        startup_timeout=60,
        kernel_name=kernel,
        allow_errors=True,
        record_timing=False,
        resources={"metadata": {"path": os.path.dirname(os.path.abspath(path))}},
    )
    threading.Thread(target=leave_with_parent, daemon=True).start()
    try:
        asyncio.run(run(client))
    except asyncio.CancelledError:
        client.leaving = True
    if client.leaving:
        sys.exit(130)
    nbformat.write(notebook, path)
    with open(os.path.splitext(path)[0] + ".html", "w", encoding="utf-8") as file:
        file.write(page(notebook, language))


if __name__ == "__main__":
    main(*sys.argv[1:])
