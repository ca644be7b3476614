#!/usr/bin/python3
"""Lists every image of a store, in turn with ours and with podman, in stores of 200 and of 2,000 images.

The stores are written here: images of three layers, of which two are everyone's and one is their own.
"""
import argparse
import base64
import gzip
import hashlib
import io
import json
import os
import resource
import shutil
import statistics
import subprocess
import tarfile
import time

from podmans import podmans, tell_entering

SIZES = [200, 2000]
MOST_SECONDS = 120


def sha256(data):
    return hashlib.sha256(data).hexdigest()


def put(path, data, mode=0o600):
    with open(path, "wb") as file:
        file.write(data)
    os.chmod(path, mode)


def tar_of(name, content):
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w", format=tarfile.USTAR_FORMAT) as tar:
        info = tarfile.TarInfo(name)
        info.size, info.mode = len(content), 0o644
        tar.addfile(info, io.BytesIO(content))
    return out.getvalue()


def key_file(key):
    return "=" + base64.b64encode(key.encode()).decode()


class Store:
    """What Podman leaves behind, as far as listing goes; nothing is to be run from it."""

    def __init__(self, root):
        self.root = root
        self.layers, self.images, self.lower, self.link = [], [], {}, {}
        for folder in ("overlay/l", "overlay-images", "overlay-layers", "overlay-containers"):
            os.makedirs(os.path.join(root, folder))

    def layer(self, name, content, parent):
        tar = tar_of(name, content)
        blob = gzip.compress(tar, mtime=0)
        diff = sha256(tar)
        layer = diff if parent is None else sha256(f"{parent}+{diff}".encode())
        link = base64.b32encode(os.urandom(17)).decode()[:26]
        folder = os.path.join(self.root, "overlay", layer)
        for part in ("diff", "work", "merged") + (("empty",) if parent is None else ()):
            os.makedirs(os.path.join(folder, part))
        put(os.path.join(folder, "diff", name), content, 0o644)
        put(os.path.join(folder, "link"), link.encode(), 0o644)
        os.symlink(f"../{layer}/diff", os.path.join(self.root, "overlay", "l", link))
        self.link[layer] = link
        self.lower[layer] = [] if parent is None else [f"l/{self.link[parent]}"] + self.lower[parent]
        record = {
            "id": layer,
            "created": "2024-03-21T07:38:50Z",
            "compressed-diff-digest": "sha256:" + sha256(blob),
            "compressed-size": len(blob),
            "diff-digest": "sha256:" + diff,
            "diff-size": len(tar),
            "compression": 2,
        }
        if parent is not None:
            record["parent"] = parent
            put(os.path.join(folder, "lower"), ":".join(self.lower[layer]).encode(), 0o644)
        self.layers.append(record)
        return layer, {"mediaType": "application/vnd.oci.image.layer.v1.tar+gzip", "digest": record["compressed-diff-digest"], "size": len(blob)}

    def image(self, name, stack):
        diffs = {record["id"]: record["diff-digest"] for record in self.layers[:2] + self.layers[-1:]}
        config = json.dumps(
            {
                "architecture": "amd64",
                "os": "linux",
                "created": "2024-03-21T07:38:50Z",
                "config": {"Cmd": [name]},
                "rootfs": {"type": "layers", "diff_ids": [diffs[layer] for layer, _ in stack]},
            }
        ).encode()
        identity = sha256(config)
        described = {"mediaType": "application/vnd.oci.image.config.v1+json", "digest": "sha256:" + identity, "size": len(config)}
        manifest = json.dumps(
            {
                "schemaVersion": 2,
                "mediaType": "application/vnd.oci.image.manifest.v1+json",
                "config": described,
                "layers": [descriptor for _, descriptor in stack],
            }
        ).encode()
        digest = "sha256:" + sha256(manifest)
        folder = os.path.join(self.root, "overlay-images", identity)
        os.makedirs(folder)
        documents = {"sha256:" + identity: config, "manifest-" + digest: manifest, "manifest": manifest}
        for key, data in documents.items():
            put(os.path.join(folder, key if key == "manifest" else key_file(key)), data)
        self.images.append(
            {
                "id": identity,
                "digest": digest,
                "names": [name],
                "layer": stack[-1][0],
                "metadata": "{}",
                "big-data-names": list(documents),
                "big-data-sizes": {key: len(data) for key, data in documents.items()},
                "big-data-digests": {key: "sha256:" + sha256(data) for key, data in documents.items()},
                "created": "2024-03-21T07:38:50Z",
            }
        )

    def close(self):
        put(os.path.join(self.root, "overlay-layers", "layers.json"), json.dumps(self.layers).encode())
        put(os.path.join(self.root, "overlay-images", "images.json"), json.dumps(self.images).encode())


def make_store(root, images):
    shutil.rmtree(root, ignore_errors=True)
    store = Store(root)
    base = store.layer("base", b"1", None)
    middle = store.layer("middle", b"2", base[0])
    for number in range(images):
        top = store.layer("top", str(number).encode(), middle[0])
        store.image(f"localhost/image-{number}:latest", [base, middle, top])
    store.close()


def processor_seconds():
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--runs", type=int, default=7)
    parser.add_argument("folder")
    parser.add_argument("command")
    arguments = parser.parse_args()
    os.makedirs(arguments.folder, exist_ok=True)
    peers = podmans(arguments.folder)
    ways = {}
    for size in SIZES:
        root = os.path.join(arguments.folder, str(size))
        make_store(root, size)
        ways[f"ours, {size}"] = ([arguments.command, "walk", "--root", root], size)
        for peer, podman in peers.items():
            # Each leaves something in a store, which another version does not like.
            root = os.path.join(arguments.folder, f"{peer.split()[-1]}-{size}")
            make_store(root, size)
            words = ["--root", root, "--runroot", root + "-run", "--storage-driver", "overlay"]
            words += ["--storage-opt", "overlay.skip_mount_home=true", "images", "--format", "json"]
            ways[f"{peer}, {size}"] = (podman + words, size)
    # Podman 4 takes minutes for it: it is waited for once, and not to its end.
    once = {f"{peer}, {SIZES[-1]}" for peer in peers if peer.startswith("podman 4.")}
    seconds = {way: [] for way in ways}
    processor = {way: [] for way in ways}
    for run in range(arguments.runs + 1):
        for way, (command, size) in ways.items():
            if way in once and seconds[way]:
                continue
            used, begin = processor_seconds(), time.monotonic()
            limit = MOST_SECONDS if way in once else None
            try:
                said = subprocess.run(command, check=True, capture_output=True, text=True, timeout=limit).stdout
                if said.count("localhost/image-") < size:
                    raise SystemExit(f"{way} does not list all images")
            except subprocess.TimeoutExpired:
                print(f"{way}: given up after {MOST_SECONDS} s", flush=True)
            took = time.monotonic() - begin
            used = processor_seconds() - used
            if run > 0 or way in once:
                seconds[way].append(took)
                processor[way].append(used)
        print(f"{run}/{arguments.runs}" if run else "warm", flush=True)
    tell_entering(arguments.folder)
    shutil.rmtree(arguments.folder, ignore_errors=True)
    medians = {way: statistics.median(values) for way, values in seconds.items()}
    print(f"\n{'seconds, whole process':<24}{'min':>8} {'median':>8} {'max':>8}      CPU")
    for way, values in seconds.items():
        cpu = statistics.median(processor[way])
        print(f"{way:<24}{min(values):8.2f} {medians[way]:8.2f} {max(values):8.2f} {cpu:8.2f}")
    few, many = SIZES
    for who in ["ours", *peers]:
        grown = (medians[f"{who}, {many}"] - medians[f"{who}, {few}"]) / (many - few) * 1000
        print(f"{who}: {grown:.2f} ms for each image more")
    for peer in peers:
        for size in SIZES:
            ratio = medians[f"ours, {size}"] / medians[f"{peer}, {size}"]
            print(f"ratio to {peer}: {ratio:.2f} ({size} images)")


if __name__ == "__main__":
    main()
