"""The Python half of models/bench/training-speed: the same steps in PyTorch.

Reads lines "<network> <batch> <forward|serving|train> <steps>", answers each with a JSON line of the wall
and CPU seconds of each step. The step is that of TrainingThroughput.java: forward, cross-entropy of
one-hot targets, backward, SGD with momentum and decay. "serving" is forward: a rewriting of Java's.
"""

import json
import sys
import time

import torch
import torchvision

CLASSES, WARM_UP = 1000, 2
CHANNELS_LAST = "--channels-last" in sys.argv


def mark():
    return time.perf_counter(), time.process_time()


def forward(model, x, steps):
    marks = []
    model.eval()
    with torch.no_grad():
        for _ in range(steps):
            model(x).numpy()
            marks.append(mark())
    return marks


def train(model, x, target, steps):
    marks = []
    model.train()
    loss_of = torch.nn.CrossEntropyLoss()
    optimiser = torch.optim.SGD(model.parameters(), lr=1e-3, momentum=0.9, weight_decay=1e-4)
    for _ in range(steps):
        optimiser.zero_grad()
        loss = loss_of(model(x), target)
        loss.backward()
        optimiser.step()
        loss.item()
        marks.append(mark())
    return marks


def measure(name, batch, kind, steps):
    torch.manual_seed(1)
    model = getattr(torchvision.models, name)(weights=None)
    x = torch.rand(batch, 3, 224, 224) * 2 - 1
    if CHANNELS_LAST:
        model = model.to(memory_format=torch.channels_last)
        x = x.to(memory_format=torch.channels_last)
    target = torch.nn.functional.one_hot(torch.arange(batch), CLASSES).float()
    if kind == "train":
        return train(model, x, target, steps + WARM_UP)
    return forward(model, x, steps + WARM_UP)


def main():
    torch.set_num_threads(int(sys.argv[1]))
    torch.set_num_interop_threads(1)
    for line in sys.stdin:
        name, batch, kind, steps = line.split()
        marks = measure(name, int(batch), kind, int(steps))
        pairs = list(zip(marks[WARM_UP - 1 :], marks[WARM_UP:]))
        answer = {
            "wall": [b[0] - a[0] for a, b in pairs],
            "cpu": [b[1] - a[1] for a, b in pairs],
        }
        print(json.dumps(answer), flush=True)


main()
