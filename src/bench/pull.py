#!/usr/bin/python3
"""Pulls one image from Debian's docker-registry, in turn with ours and with skopeo.

The image is made once, of three Debian packages: layers of about 80, 10 and 50 MB compressed.
"""
import argparse
import gzip
import hashlib
import json
import os
import resource
import shutil
import socket
import statistics
import subprocess
import sys
import time
import urllib.request

from jupyter_client import KernelManager
from jupyter_client.kernelspec import KernelSpecManager

PACKAGES = ["golang-1.19-go", "podman", "docker.io"]
NAME = "bench/debian:latest"
NOT_COMPARED = [
    "skopeo compares each layer's digest and does not open it; the row 'inside' is what ours does by default:",
    "it also decompresses each layer and compares its diffID.",
    "the running JVM is JShell with both compilers, as in ./capas pull; the running kernel is the notebook's,",
    "which has the first one alone, so that cells answer soon. Seconds of the processor: of whole processes only.",
]


def sha256(data):
    return "sha256:" + hashlib.sha256(data).hexdigest()


def put(layout, data):
    digest = sha256(data)
    path = os.path.join(layout, "blobs", "sha256", digest[7:])
    with open(path, "wb") as blob:
        blob.write(data)
    return {"digest": digest, "size": len(data)}


def make_image(folder):
    """An OCI layout of the packages' files, kept for the next time."""
    layout = os.path.join(folder, "image")
    if os.path.exists(os.path.join(layout, "index.json")):
        return layout
    shutil.rmtree(layout, ignore_errors=True)
    os.makedirs(os.path.join(layout, "blobs", "sha256"))
    layers, diff_ids = [], []
    for package in PACKAGES:
        subprocess.run(["apt-get", "-q", "download", package], cwd=folder, check=True, stdout=subprocess.DEVNULL)
        deb = max((f for f in os.listdir(folder) if f.startswith(package + "_")), key=len)
        tar = subprocess.run(["dpkg-deb", "--fsys-tarfile", os.path.join(folder, deb)], check=True, capture_output=True).stdout
        diff_ids.append(sha256(tar))
        layer = put(layout, gzip.compress(tar, compresslevel=6, mtime=0))
        layers.append({"mediaType": "application/vnd.oci.image.layer.v1.tar+gzip", **layer})
    machine = subprocess.run(["dpkg", "--print-architecture"], check=True, capture_output=True, text=True).stdout.strip()
    config = {"os": "linux", "architecture": machine, "rootfs": {"type": "layers", "diff_ids": diff_ids}, "config": {}}
    described = {"mediaType": "application/vnd.oci.image.config.v1+json", **put(layout, json.dumps(config).encode())}
    manifest = {"schemaVersion": 2, "mediaType": "application/vnd.oci.image.manifest.v1+json", "config": described, "layers": layers}
    index = {
        "schemaVersion": 2,
        "manifests": [
            {
                "mediaType": manifest["mediaType"],
                **put(layout, json.dumps(manifest).encode()),
                "annotations": {"org.opencontainers.image.ref.name": "bench"},
            }
        ],
    }
    with open(os.path.join(layout, "oci-layout"), "w") as mark:
        mark.write('{"imageLayoutVersion":"1.0.0"}')
    with open(os.path.join(layout, "index.json"), "w") as file:
        json.dump(index, file)
    return layout


def free_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


def start_registry(folder, port):
    config = os.path.join(folder, "registry.yml")
    with open(config, "w") as file:
        file.write(
            f"version: 0.1\nlog: {{level: error, accesslog: {{disabled: true}}}}\n"
            f"storage: {{filesystem: {{rootdirectory: {folder}/store}}}}\nhttp: {{addr: 127.0.0.1:{port}}}\n"
        )
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    registry = subprocess.Popen(["docker-registry", "serve", config], **quiet)
    for _ in range(100):
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/v2/").read()
            return registry
        except OSError:
            time.sleep(0.1)
    sys.exit("docker-registry did not start")


class Notebook:
    """A JVM that runs already, as in a lesson."""

    def __init__(self, kernelspec):
        specs = KernelSpecManager(kernel_dirs=[os.path.dirname(kernelspec)])
        self.manager = KernelManager(kernel_name=os.path.basename(kernelspec), kernel_spec_manager=specs)
        self.manager.start_kernel()
        self.client = self.manager.client()
        self.client.start_channels()
        self.client.wait_for_ready(timeout=60)

    def run(self, code):
        reply = self.client.execute_interactive(code, timeout=300, output_hook=lambda message: None)
        if reply["content"]["status"] != "ok":
            sys.exit("\n".join(reply["content"]["traceback"]))

    def close(self):
        self.client.stop_channels()
        self.manager.shutdown_kernel(now=True)


class RunningJvm:
    """JShell's JVM, with the flags of ./capas pull."""

    def __init__(self, jdk, jar):
        command = [f"{jdk}/bin/jshell", "-R-XX:+UseSerialGC", "--class-path", jar, "-s", "-"]
        self.shell = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def run(self, code):
        self.shell.stdin.write(
            f'try {{ {code}; System.out.println("pulled"); }} catch (Throwable e) {{ System.out.println("refused " + e); }}\n'
        )
        self.shell.stdin.flush()
        while (line := self.shell.stdout.readline()) != "pulled\n":
            if not line or line.startswith("refused "):
                sys.exit(line or "JShell ended")

    def close(self):
        self.shell.stdin.close()
        self.shell.wait()


def bare_java(jdk, folder):
    """The command for what the same JVM needs at least."""
    source = os.path.join(os.path.dirname(__file__), "BareDownload.java")
    subprocess.run([f"{jdk}/bin/javac", "-d", folder, source], check=True)
    return [f"{jdk}/bin/java", "-XX:+UseSerialGC", "-cp", folder, "BareDownload"]


def processor_seconds():
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def floor(host, layers, to):
    os.makedirs(to)
    for number, digest in enumerate(layers):
        file = f"{to}/{number}"
        subprocess.run(["curl", "-sSf", "-o", file, f"http://{host}/v2/bench/debian/blobs/{digest}"], check=True)
    subprocess.run("sha256sum " + " ".join(f"{to}/{n}" for n in range(len(layers))), shell=True, check=True, stdout=subprocess.DEVNULL)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--runs", type=int, default=7)
    parser.add_argument("folder")
    parser.add_argument("kernelspec")
    parser.add_argument("command")
    parser.add_argument("jdk")
    arguments = parser.parse_args()
    os.makedirs(arguments.folder, exist_ok=True)
    layout = make_image(arguments.folder)
    with open(os.path.join(layout, "index.json")) as file:
        digest = json.load(file)["manifests"][0]["digest"]
    with open(os.path.join(layout, "blobs", "sha256", digest[7:])) as file:
        layers = json.load(file)["layers"]
    print("layers:", ", ".join(f"{layer['size'] / 1e6:.0f} MB" for layer in layers), flush=True)

    port = free_port()
    host = f"127.0.0.1:{port}"
    to = os.path.join(arguments.folder, "to")
    registry = start_registry(arguments.folder, port)
    notebook = running = None
    try:
        push = ["skopeo", "copy", "-q", "--dest-tls-verify=false", f"oci:{layout}:bench", f"docker://{host}/{NAME}"]
        subprocess.run(push, check=True)
        notebook = Notebook(arguments.kernelspec)
        pull = f'capas.lab.ImageLab.%s("{host}/{NAME}", Path.of("{to}"))'
        skopeo = ["skopeo", "copy", "-q", "--src-tls-verify=false", f"docker://{host}/{NAME}", f"oci:{to}:bench"]
        whole = [arguments.command, "pull", "--digests-only", f"{host}/{NAME}", "--to", to]
        inside = [word for word in whole if word != "--digests-only"]
        running = RunningJvm(arguments.jdk, os.path.join(os.path.dirname(arguments.command), "lib", "capas.jar"))
        bare = bare_java(arguments.jdk, arguments.folder)
        bare += [to] + [f"http://{host}/v2/bench/debian/blobs/{layer['digest']}" for layer in layers]
        quiet = {"check": True, "stdout": subprocess.DEVNULL}
        ways = {
            "ours, running JVM": lambda: running.run(pull % "pullUnopened"),
            "ours, running kernel": lambda: notebook.run(pull % "pullUnopened"),
            "skopeo copy": lambda: subprocess.run(skopeo, **quiet),
            "ours, whole process": lambda: subprocess.run(whole, **quiet),
            "ours, running JVM, inside": lambda: running.run(pull % "pull"),
            "ours, running kernel, inside": lambda: notebook.run(pull % "pull"),
            "ours, whole process, inside": lambda: subprocess.run(inside, **quiet),
            "floor: curl, sha256sum": lambda: floor(host, [layer["digest"] for layer in layers], to),
            "floor: bare Java program": lambda: subprocess.run(bare, **quiet),
        }
        seconds = {way: [] for way in ways}
        processor = {way: [] for way in ways}
        for run in range(arguments.runs + 1):
            for way, do in ways.items():
                shutil.rmtree(to, ignore_errors=True)
                used, begin = processor_seconds(), time.monotonic()
                do()
                took = time.monotonic() - begin
                if run > 0:
                    seconds[way].append(took)
                    processor[way].append(processor_seconds() - used)
            print(f"{run}/{arguments.runs}" if run else "warm", flush=True)
    finally:
        if notebook:
            notebook.close()
        if running:
            running.close()
        registry.terminate()
        registry.wait()
        shutil.rmtree(to, ignore_errors=True)
        shutil.rmtree(os.path.join(arguments.folder, "store"), ignore_errors=True)

    medians = {way: statistics.median(values) for way, values in seconds.items()}
    print(f"\n{'seconds':<28}{'min':>8} {'median':>8} {'max':>8}  ÷ skopeo   CPU")
    for way, values in seconds.items():
        relative = medians[way] / medians["skopeo copy"]
        print(f"{way:<28}{min(values):8.2f} {medians[way]:8.2f} {max(values):8.2f}  {relative:8.2f} {statistics.median(processor[way]):6.2f}")
    print("\nNot compared:")
    for line in NOT_COMPARED:
        print("  " + line)
    for way in ("ours, running JVM", "ours, whole process"):
        print(f"{way}: {medians[way] / medians['skopeo copy']:.2f} of skopeo")


if __name__ == "__main__":
    main()
