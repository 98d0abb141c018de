"""Prints the reference values of OptimiserTest: five steps of torch.optim on a 2 x 2 weight and a bias.

Loss: sum((w - 1)^2 * s) / 2 + sum(b^4), s = [[1, 2], [3, 4]]; rate 0.1 / step.
"""

import torch

CASES = {
    "adam": lambda g: torch.optim.Adam(g, betas=(0.9, 0.999), eps=1e-8),
    "adamw": lambda g: torch.optim.AdamW(g, betas=(0.9, 0.999), eps=1e-8),
    "sgd": lambda g: torch.optim.SGD(g, lr=1.0),
    "momentum": lambda g: torch.optim.SGD(g, lr=1.0, momentum=0.9),
    "nesterov": lambda g: torch.optim.SGD(g, lr=1.0, momentum=0.9, nesterov=True),
}


def run(make, decay, clip):
    w = torch.tensor([[0.5, -1.0], [2.0, 0.25]], requires_grad=True)
    b = torch.tensor([0.5, -0.75], requires_grad=True)
    s = torch.tensor([[1.0, 2.0], [3.0, 4.0]])
    optimiser = make([{"params": [w], "weight_decay": decay}, {"params": [b], "weight_decay": 0.0}])
    for step in range(1, 6):
        optimiser.zero_grad()
        (((w - 1) ** 2 * s).sum() / 2 + (b**4).sum()).backward()
        clip([w, b])
        for group in optimiser.param_groups:
            group["lr"] = 0.1 / step
        optimiser.step()
    return w.detach().flatten().tolist() + b.detach().tolist()


def show(name, values):
    print(name, ",".join(f"{v:.9g}" for v in values), sep="|")


print("# torch", torch.__version__)
for name, make in CASES.items():
    show(name, run(make, 0.02, lambda p: None))
show("norm", run(CASES["sgd"], 0.0, lambda p: torch.nn.utils.clip_grad_norm_(p, 1.5)))
show("value", run(CASES["sgd"], 0.0, lambda p: torch.nn.utils.clip_grad_value_(p, 0.7)))
