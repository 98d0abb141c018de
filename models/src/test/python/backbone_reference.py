"""Outputs of torchvision's and timm's backbones that BackboneStagesTest compares with.

Covers what single logits at 224 pixels do not: the maps after every stage, sides that windows and
strides do not fill, grey input, and gradients. Parameters and inputs follow from their names (see
fill and parameter below, and GoldenFill.java). Arithmetic in float64 on float32 parameters.

    pip install torch==1.13.1 torchvision==0.14.1 timm==0.6.13
    python backbone_reference.py > models/src/test/resources/backbone-stages.json
"""

import json
import zlib

import numpy
import timm
import torch
import torchvision
from torch import nn
from torchvision.models import vision_transformer

SIDES = (72, 88)
VIT_SIDES = (64, 64)
NOT_FILLED = {"num_batches_tracked", "relative_position_index", "relative_coords_table"}
SMALL = {"class_token", "pos_embedding", "relative_position_bias_table"}


def fill(name, count):
    """count numbers in [-1, 1): splitmix64, seeded with the name's CRC-32."""
    seed = numpy.uint64(zlib.crc32(name.encode("ascii"))) << numpy.uint64(32)
    z = seed + numpy.arange(count, dtype=numpy.uint64) + numpy.uint64(0x9E3779B97F4A7C15)
    z = (z ^ (z >> numpy.uint64(30))) * numpy.uint64(0xBF58476D1CE4E5B9)
    z = (z ^ (z >> numpy.uint64(27))) * numpy.uint64(0x94D049BB133111EB)
    z = z ^ (z >> numpy.uint64(31))
    return (z >> numpy.uint64(11)).astype(numpy.float64) * 2.0**-53 * 2 - 1


def parameter(name, shape):
    u = fill(name, int(numpy.prod(shape, dtype=numpy.int64)))
    last = name.rsplit(".", 1)[-1]
    if last == "running_mean":
        u = 0.1 * u
    elif last == "running_var":
        u = 1 + 0.5 * abs(u)
    elif last in SMALL:
        u = 0.02 * u
    elif last == "layer_scale":
        u = 0.5 + 0.1 * u
    elif len(shape) >= 2:
        u = u * numpy.sqrt(6 / numpy.prod(shape[1:]))
    elif last == "weight":
        u = 1 + 0.1 * u
    else:
        u = 0.1 * u
    return torch.from_numpy(u.astype(numpy.float32).reshape(shape))


def filled(model, grid=None):
    state = model.state_dict()
    for name, value in state.items():
        if name.rsplit(".", 1)[-1] in NOT_FILLED:
            continue
        if grid is not None and name == "encoder.pos_embedding":
            state[name] = parameter(name, (1, 197, value.shape[2]))  # as learnt at 224 pixels
        else:
            state[name] = parameter(name, tuple(value.shape))
    if grid is not None:
        state = vision_transformer.interpolate_embeddings(grid, 16, state)
    model.load_state_dict(state)
    return model.double().eval()


def grey(model):
    """Replaces the first convolution by one for a single channel."""
    for name, module in model.named_modules():
        if isinstance(module, nn.Conv2d):
            parent, _, last = name.rpartition(".")
            first = nn.Conv2d(
                1,
                module.out_channels,
                module.kernel_size,
                module.stride,
                module.padding,
                bias=module.bias is not None,
            )
            setattr(model.get_submodule(parent), last, first)
            return model
    raise ValueError("no convolution")


def sequence(ends):
    return lambda m: [m.features[a:b] for a, b in zip([0] + ends, ends)]


def resnet(m):
    stem = nn.Sequential(m.conv1, m.bn1, m.relu, m.maxpool, m.layer1)
    return [stem, m.layer2, m.layer3, m.layer4]


def densenet(m):
    f = m.features
    stem = nn.Sequential(f.conv0, f.norm0, f.relu0, f.pool0, f.denseblock1)
    return [
        stem,
        nn.Sequential(f.transition1, f.denseblock2),
        nn.Sequential(f.transition2, f.denseblock3),
        nn.Sequential(f.transition3, f.denseblock4, f.norm5, nn.ReLU()),
    ]


class ChannelsFirst(nn.Module):
    def forward(self, x):
        return x.permute(0, 3, 1, 2)


class ChannelsLast(nn.Module):
    def forward(self, x):
        return x.permute(0, 2, 3, 1)


def swin(m):
    f = m.features
    stages = [nn.Sequential(f[0], f[1], ChannelsFirst())]
    for i in (2, 4, 6):
        stages.append(nn.Sequential(ChannelsLast(), f[i], f[i + 1], ChannelsFirst()))
    return stages


def xception(m):
    stem = [m.conv1, m.bn1, m.act1, m.conv2, m.bn2, m.act2, m.block1]
    middle = [getattr(m, "block%d" % i) for i in range(3, 12)]
    end = [m.block12, m.conv3, m.bn3, m.act3, m.conv4, m.bn4, m.act4]
    return [nn.Sequential(*stem), m.block2, nn.Sequential(*middle), nn.Sequential(*end)]


STAGES = {
    "resnet18": resnet,
    "resnet34": resnet,
    "resnet50": resnet,
    "resnet101": resnet,
    "densenet121": densenet,
    "densenet201": densenet,
    "mobilenet_v2": sequence([4, 7, 14, 19]),
    "mobilenet_v3_small": sequence([2, 4, 9, 13]),
    "mobilenet_v3_large": sequence([4, 7, 13, 17]),
    "efficientnet_b3": sequence([3, 4, 6, 9]),
    "efficientnet_b4": sequence([3, 4, 6, 9]),
    "squeezenet1_1": sequence([5, 8, 13]),
    "vgg13": sequence([10, 15, 20, 25]),
    "convnext_tiny": sequence([2, 4, 6, 8]),
    "swin_t": swin,
    "swin_v2_t": swin,
    "xception": xception,
    "vit_b_16": lambda m: [],
}


def create(name):
    if name == "xception":
        return timm.create_model(name)
    if name == "vit_b_16":
        return torchvision.models.vit_b_16(image_size=VIT_SIDES[0])
    return getattr(torchvision.models, name)()


def numbers(tensor, count):
    return [float("%.9g" % v) for v in tensor.detach().reshape(-1)[:count].tolist()]


def summary(maps):
    return {
        "shape": list(maps.shape),
        "mean": numbers(maps.mean(), 1)[0],
        "max_abs": numbers(maps.abs().max(), 1)[0],
        "first4": numbers(maps, 4),
        "last4": numbers(maps.flip(0, 1, 2, 3), 4),
    }


def case(name, channels):
    model = create(name)
    if channels == 1:
        model = grey(model)
    sides = VIT_SIDES if name == "vit_b_16" else SIDES
    model = filled(model, sides[0] if name == "vit_b_16" else None)
    shape = (1, channels) + sides
    picture = 2 * fill("stages", int(numpy.prod(shape)))
    x = torch.from_numpy(picture.astype(numpy.float32).reshape(shape)).double()
    row = {"shape": list(shape), "stages": []}
    maps = x
    for stage in STAGES[name](model):
        maps = stage(maps)
        row["stages"].append(summary(maps))
    logits = model(x)
    row["max_abs"] = numbers(logits.abs().max(), 1)[0]
    row["logits"] = numbers(logits, 8)
    weights = torch.from_numpy(fill("gradient", 1000))
    (logits * weights).sum().backward()
    learnt = [(n, p) for n, p in model.named_parameters() if n != "encoder.pos_embedding"]
    chosen = learnt[:: max(1, len(learnt) // 12)]
    row["gradient_norms"] = {n: numbers(p.grad.norm(), 1)[0] for n, p in chosen}
    return row


def state(name):
    """Everything a published file of weights holds, buffers included."""
    model = timm.create_model(name) if name == "xception" else getattr(torchvision.models, name)()
    lines = sorted("%s%s" % (n, list(v.shape)) for n, v in model.state_dict().items())
    text = "\n".join(lines).replace(" ", "")
    computed = {n: v.double() for n, v in model.state_dict().items() if ".relative_" in n}
    computed = {n: v for n, v in computed.items() if not n.endswith("bias_table")}
    return {
        "tensors": len(lines),
        "crc32": zlib.crc32(text.encode("ascii")),
        "computed_norms": {n: numbers(v.norm(), 1)[0] for n, v in computed.items()},
        "computed_first8": {n: numbers(v, 8) for n, v in computed.items()},
    }


def main():
    rows = {
        name: {"rgb": case(name, 3), "grey": case(name, 1), "state": state(name)} for name in STAGES
    }
    print("{")
    print(",\n".join('"%s": %s' % (name, json.dumps(row)) for name, row in rows.items()))
    print("}")


if __name__ == "__main__":
    main()
