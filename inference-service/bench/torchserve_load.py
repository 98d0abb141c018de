"""Starts TorchServe with one worker for each network and batch, keeps it busy, and counts.

Run by inference-service/bench/torchserve, which sets threads and paths.
"""

import argparse
import http.client
import io
import itertools
import json
import os
import socket
import subprocess
import sys
import tempfile
import threading
import time

import torch
import torchvision
from PIL import Image

SIDE = 512
PICTURES = 16
START_LIMIT = 120
HERE = os.path.dirname(os.path.abspath(__file__))


def free_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


def pictures():
    """Uneven grey grounds with grain, about as large as radiographs."""
    generator = torch.Generator().manual_seed(1)
    drawn = []
    for _ in range(PICTURES):
        slope = torch.linspace(40, 200, SIDE).expand(SIDE, SIDE)
        grain = 4 * torch.randn(SIDE, SIDE, generator=generator)
        out = io.BytesIO()
        Image.fromarray((slope + grain).clamp(0, 255).byte().numpy()).save(out, "PNG")
        drawn.append(out.getvalue())
    return drawn


def archive(network, folder):
    torch.manual_seed(1)
    model = getattr(torchvision.models, network)(weights=None, num_classes=1).eval()
    with torch.no_grad():
        traced = torch.jit.trace(model, torch.rand(1, 3, 224, 224))
    path = os.path.join(folder, network + ".pt")
    torch.jit.optimize_for_inference(torch.jit.freeze(traced)).save(path)
    subprocess.run(
        ["torch-model-archiver", "--model-name", network, "--version", "1.0"]
        + ["--serialized-file", path, "--handler", os.path.join(HERE, "torchserve_handler.py")]
        + ["--export-path", folder, "--force"],
        check=True,
    )


def configuration(network, batch, folder, ports):
    model = {
        "1.0": {
            "defaultVersion": True,
            "marName": network + ".mar",
            "minWorkers": 1,
            "maxWorkers": 1,
            "batchSize": batch,
            "maxBatchDelay": 50,
            "responseTimeout": 300,
        }
    }
    names = ("inference", "management", "metrics")
    lines = [f"{n}_address=http://127.0.0.1:{p}" for n, p in zip(names, ports)]
    lines += [
        f"grpc_inference_port={free_port()}",
        f"grpc_management_port={free_port()}",
        "disable_token_authorization=true",
        f"model_store={folder}",
        "job_queue_size=1000",
        "models=" + json.dumps({network: model}),
    ]
    path = os.path.join(folder, "config.properties")
    with open(path, "w") as out:
        out.write("\n".join(lines) + "\n")
    return path


def send(connection, network, png):
    connection.request("POST", f"/predictions/{network}", png, {"Content-Type": "image/png"})
    answer = connection.getresponse()
    answer.read()
    return answer.status


def await_ready(network, port, png, log):
    limit = time.time() + START_LIMIT
    while time.time() < limit:
        try:
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
            if send(connection, network, png) == 200:
                return
        except OSError:
            pass
        time.sleep(0.5)
    with open(log) as lines:
        sys.stderr.writelines(lines.readlines()[-25:])
    sys.exit("TorchServe does not answer")


def load(network, port, clients, seconds, pngs):
    """Answers per second, after a quarter of the time to warm up."""
    ends, failures, start = [], [], time.time()

    def client(number):
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=300)
        for turn in itertools.count(number):
            if time.time() > start + seconds:
                return
            if send(connection, network, pngs[turn % PICTURES]) == 200:
                ends.append(time.time())
            else:
                failures.append(turn)

    threads = [threading.Thread(target=client, args=(i,)) for i in range(clients)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    counted = sorted(e for e in ends if start + seconds / 4 < e <= start + seconds)
    if failures or len(counted) < 2:
        sys.exit(f"{len(failures)} refused, {len(counted)} answered")
    return (len(counted) - 1) / (counted[-1] - counted[0])


def measure(network, batch, seconds, pngs):
    with tempfile.TemporaryDirectory() as folder:
        archive(network, folder)
        ports = [free_port() for _ in range(3)]
        command = ["torchserve", "--foreground", "--ncs", "--model-store", folder]
        command += ["--ts-config", configuration(network, batch, folder, ports)]
        path = os.path.join(folder, "out.log")
        with open(path, "w") as log:
            server = subprocess.Popen(command, stdout=log, stderr=log, cwd=folder)
        try:
            await_ready(network, ports[0], pngs[0], path)
            rate = load(network, ports[0], max(8, 3 * batch), seconds, pngs)
        finally:
            server.terminate()
            server.wait()
    print(json.dumps({"network": network, "batch": batch, "torchserve": round(rate, 2)}), flush=True)


def main():
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--networks", required=True)
    options.add_argument("--batches", required=True)
    options.add_argument("--seconds", type=float, required=True)
    chosen = options.parse_args()
    pngs = pictures()
    for network in chosen.networks.split(","):
        for batch in chosen.batches.split(","):
            measure(network, int(batch), chosen.seconds, pngs)


main()
