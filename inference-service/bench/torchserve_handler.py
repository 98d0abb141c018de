"""What TorchServe runs: PNGs to inputs of 224 pixels, one forward pass for a batch, probabilities."""

import io

import torch
from PIL import Image
from torchvision import transforms
from ts.torch_handler.base_handler import BaseHandler


class PngHandler(BaseHandler):
    prepare = transforms.Compose(
        [
            transforms.Resize((224, 224)),
            transforms.ToTensor(),
            transforms.Normalize([0.485, 0.456, 0.406], [0.229, 0.224, 0.225]),
        ]
    )

    def preprocess(self, requests):
        pictures = (Image.open(io.BytesIO(r.get("data") or r.get("body"))) for r in requests)
        return torch.stack([self.prepare(p.convert("RGB")) for p in pictures])

    def postprocess(self, outputs):
        return torch.sigmoid(outputs).tolist()
