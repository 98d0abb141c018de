"""Makes the small pictures of src/test/resources/pictures and what an independent decoder sees in them.

Needs Pillow (libjpeg-turbo, libwebp, libtiff, littleCMS) and NumPy; the pictures are synthetic.
Run in the module's folder: python3 src/test/scripts/pictures.py

Every line of index.csv is: file, expected (a PGM of 16 bits or a PPM of 8 bits), tolerance in steps
of 8 bits (0: equal). PNGs are written here by hand (ISO/IEC 15948), because Pillow writes few of
their variants; profiles are written by hand too (ICC.1:2001-04) and applied by littleCMS.
"""

import io
import struct
import zlib
from pathlib import Path

import numpy as np
from PIL import Image, ImageCms

OUT = Path("src/test/resources/pictures")
W, H = 40, 24
index = []


def photo(edges=True):
    y, x = np.mgrid[0:H, 0:W]
    rgb = np.stack([255 * x / (W - 1), 255 * y / (H - 1), 255 - 127 * (x + y) / (W + H)], axis=-1)
    if edges:
        rgb[4:12, 4:12] = (200, 30, 40)
        rgb[12:20, 20:28] = (20, 60, 220)
    return np.rint(rgb).astype(np.uint8)


def save(name, data, expected, tolerance=0, expected_name=None):
    (OUT / name).write_bytes(data)
    known = expected_name or name.rsplit(".", 1)[0]
    height, width = expected.shape[:2]
    if expected.ndim == 2:
        known += ".pgm"
        head = b"P5 %d %d 65535\n" % (width, height)
        body = expected.astype(">u2").tobytes()
    else:
        known += ".ppm"
        head = b"P6 %d %d 255\n" % (width, height)
        body = expected.astype(np.uint8).tobytes()
    (OUT / known).write_bytes(head + body)
    index.append(f"{name},{known},{tolerance}")


def chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


ADAM7 = [(0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)]


def rows(samples, depth):
    """Filter type 0 and packed samples of each row."""
    out = b""
    for row in samples:
        flat = row.reshape(-1)
        if depth == 16:
            packed = flat.astype(">u2").tobytes()
        elif depth == 8:
            packed = flat.astype(np.uint8).tobytes()
        else:
            bits = "".join(format(int(v), f"0{depth}b") for v in flat)
            bits += "0" * (-len(bits) % 8)
            packed = int(bits, 2).to_bytes(len(bits) // 8, "big")
        out += b"\0" + packed
    return out


def png(colour, depth, samples, interlaced=False, extra=b""):
    height, width = samples.shape[:2]
    if interlaced:
        passes = [samples[y0::dy, x0::dx] for x0, y0, dx, dy in ADAM7]
        data = b"".join(rows(p, depth) for p in passes if p.size)
    else:
        data = rows(samples, depth)
    header = struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, int(interlaced))
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + extra
            + chunk(b"IDAT", zlib.compress(data)) + chunk(b"IEND", b""))


def on_white(value, alpha):
    """Straight alpha on white, both 0 to 1."""
    return value * alpha + 1 - alpha


def pngs():
    rgb = photo()
    ramp = (np.arange(W * H).reshape(H, W) * 65535 // (W * H - 1)).astype(np.uint16)
    alpha = np.tile(np.linspace(0, 1, W), (H, 1))
    for interlaced in (False, True):
        tail = "-interlaced.png" if interlaced else ".png"
        for depth in (1, 2, 4, 8, 16):
            full = 2 ** depth - 1
            grey = (ramp.astype(np.int64) * full + 32767) // 65535
            expected = np.rint(grey * 65535 / full)
            save(f"png-grey{depth}{tail}", png(0, depth, grey, interlaced), expected)
        for depth in (8, 16):
            full = 2 ** depth - 1
            a = np.rint(alpha * full)
            grey = np.rint(ramp / 65535 * full)
            expected = np.rint(on_white(grey / full, a / full) * 65535)
            save(f"png-grey-alpha{depth}{tail}", png(4, depth, np.dstack([grey, a]), interlaced), expected)
            scaled = np.rint(rgb / 255 * full)
            save(f"png-rgb{depth}{tail}", png(2, depth, scaled, interlaced), np.rint(scaled / full * 255), 0)
            expected = np.rint(on_white(scaled / full, (a / full)[..., None]) * 255)
            save(f"png-rgba{depth}{tail}", png(6, depth, np.dstack([scaled, a]), interlaced), expected, 1)
        palette = np.array([(0, 0, 0), (255, 0, 0), (0, 200, 10), (12, 34, 250)] * 4, np.uint8)
        opacity = np.array([255, 128, 0, 255], np.uint8)
        for depth in (2, 4, 8):
            cells = (ramp // 4096).astype(int) % (2 ** min(depth, 4))
            plte = chunk(b"PLTE", palette[: 2 ** min(depth, 4)].tobytes())
            save(f"png-palette{depth}{tail}", png(3, depth, cells, interlaced, plte), palette[cells])
            share = np.concatenate([opacity, np.full(12, 255)])[cells][..., None] / 255
            expected = np.rint(on_white(palette[cells] / 255, share) * 255)
            extra = plte + chunk(b"tRNS", opacity.tobytes())
            save(f"png-palette-alpha{depth}{tail}", png(3, depth, cells, interlaced, extra), expected, 1)
    # One colour is declared transparent.
    key = rgb.copy()
    key[4:12, 4:12] = 255
    save("png-rgb8-key.png", png(2, 8, rgb, False, chunk(b"tRNS", struct.pack(">HHH", 200, 30, 40))), key)
    grey = np.rint(ramp / 257)
    expected = np.where(grey == 0, 255, grey) * 257
    save("png-grey8-key.png", png(0, 8, grey, False, chunk(b"tRNS", struct.pack(">H", 0))), expected)
    words = chunk(b"tEXt", b"Comment\0Doe^Jane") + chunk(b"tIME", b"\x07\xea\1\1\0\0\0")
    save("png-words.png", png(2, 8, rgb, False, words), rgb)


def encoded(image, form, **options):
    out = io.BytesIO()
    image.save(out, form, **options)
    return out.getvalue()


def decoded(data, mode="RGB"):
    return np.array(Image.open(io.BytesIO(data)).convert(mode))


def grey16(image8):
    return image8.astype(np.uint32) * 257


def naive_cmyk(cmyk):
    """Without a profile: what each ink leaves of the white, black on top."""
    c = cmyk.astype(float) / 255
    return np.rint(255 * (1 - c[..., :3]) * (1 - c[..., 3:]))


def jpegs():
    image = Image.fromarray(photo())
    for name, options in {
        "444": dict(quality=95, subsampling=0),
        "420": dict(quality=95, subsampling=2),
        "progressive": dict(quality=95, subsampling=0, progressive=True),
    }.items():
        data = encoded(image, "JPEG", **options)
        save(f"jpeg-{name}.jpg", data, decoded(data), 3)
    data = encoded(image.convert("L"), "JPEG", quality=95)
    save("jpeg-grey.jpg", data, grey16(decoded(data, "L")), 1)
    data = encoded(image.convert("CMYK"), "JPEG", quality=95)
    save("jpeg-cmyk.jpg", data, naive_cmyk(np.array(Image.open(io.BytesIO(data)))), 3)
    ycck = bytearray(data)
    ycck[data.index(b"Adobe") + 11] = 2  # The same components, now said to be Y Cb Cr K.
    ycck = bytes(ycck)
    save("jpeg-ycck.jpg", ycck, naive_cmyk(np.array(Image.open(io.BytesIO(ycck)))), 3)


def webps():
    image = Image.fromarray(photo())
    data = encoded(image, "WEBP", lossless=True)
    save("webp-lossless.webp", data, photo())
    # Decoders differ in how they spread the chroma over hard edges: a picture without edges.
    soft = Image.fromarray(photo(edges=False))
    data = encoded(soft, "WEBP", quality=95)
    save("webp-lossy.webp", data, decoded(data), 12)
    alpha = np.rint(np.tile(np.linspace(0, 255, W), (H, 1))).astype(np.uint8)
    for name, options, tolerance in (("lossless", dict(lossless=True, exact=True), 1), ("lossy", dict(quality=95), 12)):
        rgba = (image if name == "lossless" else soft).convert("RGBA")
        rgba.putalpha(Image.fromarray(alpha))
        data = encoded(rgba, "WEBP", **options)
        seen = decoded(data, "RGBA").astype(float) / 255
        save(f"webp-{name}-alpha.webp", data, np.rint(255 * on_white(seen[..., :3], seen[..., 3:])), tolerance)
    exif = Image.Exif()
    exif[0x0112] = 6
    data = encoded(image, "WEBP", lossless=True, exif=exif.tobytes())
    save("webp-turned.webp", data, np.rot90(photo(), -1))


def bmps():
    image = Image.fromarray(photo())
    save("bmp-rgb.bmp", encoded(image, "BMP"), photo())
    for mode in ("1", "P"):
        few = image.convert(mode)
        save(f"bmp-{mode.lower()}.bmp", encoded(few, "BMP"), np.array(few.convert("RGB")))
    grey = image.convert("L")
    save("bmp-grey.bmp", encoded(grey, "BMP"), np.array(grey.convert("RGB")))


def tiffs():
    image = Image.fromarray(photo())
    for compression in ("raw", "tiff_lzw", "tiff_adobe_deflate", "packbits"):
        data = encoded(image, "TIFF", compression=compression)
        save(f"tiff-rgb-{compression.split('_')[-1]}.tif", data, photo(), 0)
    data = encoded(image, "TIFF", compression="jpeg", quality=95)
    save("tiff-rgb-jpeg.tif", data, decoded(data), 3)
    ramp = (np.arange(W * H).reshape(H, W) * 65535 // (W * H - 1)).astype(np.uint16)
    save("tiff-grey16.tif", encoded(Image.fromarray(ramp), "TIFF", compression="tiff_lzw"), ramp)
    big = Image.frombytes("I;16B", (W, H), ramp.astype(">u2").tobytes())
    save("tiff-grey16-big.tif", encoded(big, "TIFF"), ramp)
    grey = image.convert("L")
    save("tiff-grey8.tif", encoded(grey, "TIFF"), grey16(np.array(grey)))
    for mode, name in (("L", "grey8"), ("1", "bilevel")):
        one = image.convert(mode)
        seen = grey16(np.array(one.convert("L")))
        save(f"tiff-{name}-white-is-zero.tif", encoded(one, "TIFF", tiffinfo={262: 0}), seen)
    one = image.convert("1")
    save("tiff-bilevel-group4.tif", encoded(one, "TIFF", compression="group4"), grey16(np.array(one.convert("L"))))
    few = image.convert("P")
    save("tiff-palette.tif", encoded(few, "TIFF"), np.array(few.convert("RGB")))
    rgba = image.convert("RGBA")
    alpha = np.rint(np.tile(np.linspace(0, 255, W), (H, 1))).astype(np.uint8)
    rgba.putalpha(Image.fromarray(alpha))
    expected = np.rint(255 * on_white(photo() / 255, alpha[..., None] / 255))
    save("tiff-rgba.tif", encoded(rgba, "TIFF"), expected, 1)
    inks = image.convert("CMYK")
    save("tiff-cmyk.tif", encoded(inks, "TIFF"), naive_cmyk(np.array(inks)), 1)
    for mode, name in (("F", "float"), ("I", "grey32")):  # To be refused.
        (OUT / f"tiff-{name}.tif").write_bytes(encoded(grey.convert(mode), "TIFF"))
    signed = Image.frombytes("I;16", (W, H), (ramp // 2).astype("<u2").tobytes())
    (OUT / "tiff-grey16-signed.tif").write_bytes(encoded(signed, "TIFF", tiffinfo={339: 2}))
    exif = Image.Exif()
    exif[0x0112] = 6
    save("tiff-turned.tif", encoded(image, "TIFF", exif=exif), np.rot90(photo(), -1))


def s15(value):
    return struct.pack(">i", round(value * 65536))


def profile(space, kind, connection, tags):
    """An ICC version 2 profile."""
    table = struct.pack(">I", len(tags))
    body = b""
    at = 128 + 4 + 12 * len(tags)
    for name, data in tags.items():
        data += b"\0" * (-len(data) % 4)
        table += name + struct.pack(">II", at + len(body), len(data))
        body += data
    head = struct.pack(">I4sI4s4s4s", at + len(body), b"vigl", 0x02400000, kind, space, connection)
    head += struct.pack(">6H4s", 2026, 1, 1, 0, 0, 0, b"acsp") + b"\0" * 28
    head += s15(0.9642) + s15(1.0) + s15(0.8249)
    return head + b"\0" * (128 - len(head)) + table + body


def text(words):
    return b"text\0\0\0\0" + words + b"\0"


def named(tags):
    description = b"desc\0\0\0\0" + struct.pack(">I", 6) + b"vigil\0" + b"\0" * 78
    return {b"desc": description, b"cprt": text(b"none"),
            b"wtpt": b"XYZ \0\0\0\0" + s15(0.9642) + s15(1) + s15(0.8249), **tags}


def wide_rgb():
    """Adobe RGB (1998): gamma 2.19921875, primaries adapted to D50."""
    primaries = {b"rXYZ": (0.60974, 0.31111, 0.01947), b"gXYZ": (0.20528, 0.62567, 0.06087),
                 b"bXYZ": (0.14919, 0.06322, 0.74457)}
    tags = {name: b"XYZ \0\0\0\0" + b"".join(map(s15, xyz)) for name, xyz in primaries.items()}
    curve = b"curv\0\0\0\0" + struct.pack(">IH", 1, round(2.19921875 * 256))
    tags.update({b"rTRC": curve, b"gTRC": curve, b"bTRC": curve})
    return profile(b"RGB ", b"mntr", b"XYZ ", named(tags))


def inks():
    """A press of rough inks: Lab of the sixteen solid overprints, linear between them."""
    solids = {}
    for n in range(16):
        c, m, y, k = n >> 3 & 1, n >> 2 & 1, n >> 1 & 1, n & 1
        light = (96 - 38 * c - 46 * m - 12 * y) * (1 - k)
        solids[n] = (light, (-12 * c + 40 * m - 4 * y) * (1 - k), (-22 * c - 4 * m + 40 * y) * (1 - k))
    grid = b"".join(bytes([round(l * 2.55), round(a) + 128, round(b) + 128]) for l, a, b in solids.values())
    ramp = bytes(range(256))
    identity = b"".join(map(s15, (1, 0, 0, 0, 1, 0, 0, 0, 1)))
    table = b"mft1\0\0\0\0" + bytes([4, 3, 2, 0]) + identity + ramp * 4 + grid + ramp * 3
    # Back again nobody goes, but a decoder may insist on the way: every colour becomes plain black.
    back = b"mft1\0\0\0\0" + bytes([3, 4, 2, 0]) + identity + ramp * 3 + bytes([0, 0, 0, 255]) * 8 + ramp * 4
    return profile(b"CMYK", b"prtr", b"Lab ", named({b"A2B0": table, b"B2A0": back}))


def to_srgb(image, icc):
    source = ImageCms.ImageCmsProfile(io.BytesIO(icc))
    return np.array(ImageCms.profileToProfile(image, source, ImageCms.createProfile("sRGB"), outputMode="RGB",
                                              renderingIntent=ImageCms.Intent.PERCEPTUAL))


def profiled():
    wide = wide_rgb()
    image = Image.fromarray(photo())
    expected = to_srgb(image, wide)
    iccp = chunk(b"iCCP", b"wide\0\0" + zlib.compress(wide))
    save("png-profile.png", png(2, 8, photo(), False, iccp), expected, 2)
    sixteen = photo().astype(int) * 257
    save("png-profile16.png", png(2, 16, sixteen, False, iccp), expected, 2)
    few = image.quantize(16)
    palette = np.array(few.getpalette()[: 3 * 16], np.uint8)
    extra = iccp + chunk(b"PLTE", palette.tobytes())
    save("png-profile-palette.png", png(3, 8, np.array(few), False, extra), to_srgb(few.convert("RGB"), wide), 2)
    alpha = np.rint(np.tile(np.linspace(0, 255, W), (H, 1))).astype(np.uint8)
    faded = np.rint(255 * on_white(expected / 255, alpha[..., None] / 255))
    save("png-profile-alpha.png", png(6, 8, np.dstack([photo(), alpha]), False, iccp), faded, 2)
    save("tiff-profile.tif", encoded(image, "TIFF", icc_profile=wide), expected, 2)
    save("webp-profile.webp", encoded(image, "WEBP", lossless=True, icc_profile=wide), expected, 2)
    data = encoded(image, "JPEG", quality=95, subsampling=0, icc_profile=wide)
    save("jpeg-profile.jpg", data, to_srgb(Image.open(io.BytesIO(data)), wide), 4)
    press = inks()
    data = encoded(image.convert("CMYK"), "JPEG", quality=95, icc_profile=press)
    save("jpeg-cmyk-profile.jpg", data, to_srgb(Image.open(io.BytesIO(data)), press), 4)
    data = encoded(image.convert("CMYK"), "TIFF", icc_profile=press)
    save("tiff-cmyk-profile.tif", data, to_srgb(image.convert("CMYK"), press), 4)
    exif = Image.Exif()
    exif[0x0112] = 6
    turned = chunk(b"eXIf", exif.tobytes()[6:])
    save("png-turned.png", png(2, 8, photo(), False, turned), np.rot90(photo(), -1))


OUT.mkdir(parents=True, exist_ok=True)
for old in OUT.iterdir():
    old.unlink()
pngs()
jpegs()
webps()
bmps()
tiffs()
profiled()
(OUT / "index.csv").write_text("\n".join(index) + "\n")
