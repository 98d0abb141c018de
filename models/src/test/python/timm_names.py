"""Writes the tensors that timm 0.6.13 has, for TimmNamesTest: python timm_names.py OUT.gz

One line a tensor: torchvision's name of the network, the tensor's name, its sides by commas.
Needs `pip install timm==0.6.13` beside a PyTorch.
"""

import gzip
import sys

import timm

NETWORKS = {
    "vit_b_16": "vit_base_patch16_224",
    "convnext_tiny": "convnext_tiny",
    "efficientnet_b3": "efficientnet_b3",
    "efficientnet_b4": "efficientnet_b4",
    "mobilenet_v2": "mobilenetv2_100",
    "swin_t": "swin_tiny_patch4_window7_224",
    "vgg13": "vgg13",
}

with gzip.GzipFile(sys.argv[1], "wb", mtime=0) as out:
    for name, theirs in NETWORKS.items():
        for tensor, value in timm.create_model(theirs).state_dict().items():
            sides = ",".join(str(side) for side in value.shape)
            out.write(f"{name} {tensor} {sides}\n".encode())
