"""Prints the reference values of AugmentationTest with Pillow 10 or newer."""

import numpy
from PIL import Image, ImageEnhance, ImageOps

pixels = numpy.random.RandomState(3).randint(0, 256, (4, 5, 3)).astype(numpy.uint8)
picture = Image.fromarray(pixels)
for name, result in {
    "picture": picture,
    "brightness 1.4": ImageEnhance.Brightness(picture).enhance(1.4),
    "contrast 0.5": ImageEnhance.Contrast(picture).enhance(0.5),
    "saturation 1.5": ImageEnhance.Color(picture).enhance(1.5),
    "sharpness 1.8": ImageEnhance.Sharpness(picture).enhance(1.8),
    "posterise 4": ImageOps.posterize(picture, 4),
    "solarise 128": ImageOps.solarize(picture, 128),
    "autocontrast": ImageOps.autocontrast(picture),
    "equalise": ImageOps.equalize(picture),
}.items():
    print(name, numpy.asarray(result).tobytes().hex())
