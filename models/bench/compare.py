"""Times Java and Python alternately and prints the ratios: a table, then JSON on the last line.

Both halves live as long as the comparison and take turns, so that what else the machine does hits
both alike. A ratio is Python's time over Java's, so 1 or more means that Java is at least as fast.
"""

import argparse
import itertools
import json
import os
import platform
import statistics
import subprocess
import sys


class Worker:
    def __init__(self, command):
        self.process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def ask(self, request):
        self.process.stdin.write(request + "\n")
        self.process.stdin.flush()
        line = self.process.stdout.readline()
        if not line:
            sys.exit("a worker ended early, see above")
        return json.loads(line)

    def close(self):
        self.process.stdin.close()
        self.process.wait()


def measure(java, python, network, batch, kind, rounds, steps):
    request = f"{network} {batch} {kind} {steps}"
    times = {"java": {"wall": [], "cpu": []}, "python": {"wall": [], "cpu": []}}
    for number in range(rounds):
        # Who goes first changes, so that neither always finds a warm or a tired machine.
        order = [("java", java), ("python", python)]
        for name, worker in order if number % 2 == 0 else reversed(order):
            answer = worker.ask(request)
            for clock, values in answer.items():
                times[name][clock] += values
    result = {"network": network, "batch": batch, "kind": kind}
    for clock in ("wall", "cpu"):
        j, p = (times[name][clock] for name in ("java", "python"))
        result[clock] = {
            "java": statistics.median(j),
            "python": statistics.median(p),
            "ratio": statistics.median(p) / statistics.median(j),
        }
    return result


def show(r):
    wall, cpu = r["wall"], r["cpu"]
    print(
        f"{r['network']:12} {r['batch']:5} {r['kind']:8}"
        f" {wall['java']:8.3f} {wall['python']:8.3f} {wall['ratio']:6.2f}"
        f" {cpu['java']:9.3f} {cpu['python']:8.3f} {cpu['ratio']:6.2f}",
        flush=True,
    )


def main():
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--java", required=True, help="command of the Java half")
    options.add_argument("--python", required=True, help="interpreter with PyTorch")
    options.add_argument("--networks", default="resnet50,densenet121")
    options.add_argument("--batches", default="8,16")
    options.add_argument("--kinds", default="forward,serving,train")
    options.add_argument("--rounds", type=int, default=3, help="turns of each half")
    options.add_argument("--steps", type=int, default=3, help="timed steps of a turn, after two")
    options.add_argument("--threads", type=int, default=2)
    options.add_argument(
        "--python-channels-last",
        action="store_true",
        help="Python in the memory format that the Java trainer uses, instead of its default",
    )
    options.add_argument("--json", help="file for the result as well")
    chosen = options.parse_args()
    here = os.path.dirname(os.path.abspath(__file__))
    torch_worker = [chosen.python, os.path.join(here, "torch_worker.py"), str(chosen.threads)]
    if chosen.python_channels_last:
        torch_worker.append("--channels-last")
    python = Worker(torch_worker)
    java = Worker([chosen.java, "bench-steps"])
    print("                              wall seconds a step       processor seconds a step")
    print("network      batch kind         Java   Python  ratio      Java   Python  ratio")
    results = []
    for network, batch, kind in itertools.product(
        chosen.networks.split(","), chosen.batches.split(","), chosen.kinds.split(",")
    ):
        result = measure(java, python, network, int(batch), kind, chosen.rounds, chosen.steps)
        results.append(result)
        show(result)
    java.close()
    python.close()
    machine = {"processor": platform.processor() or platform.machine(), "cores": os.cpu_count()}
    report = json.dumps(
        {
            "machine": machine,
            "threads": chosen.threads,
            "pythonChannelsLast": chosen.python_channels_last,
            "results": results,
        }
    )
    print(report)
    if chosen.json:
        with open(chosen.json, "w") as out:
            out.write(report + "\n")


main()
