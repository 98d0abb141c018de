"""Makes the small streams of src/test/resources/jpeg (dct-*) and src/test/resources/jpeg2000.

Needs pydicom, NumPy, Pillow, pylibjpeg-openjpeg and DCMTK (dcmcjpeg, dcmdjpeg). Run in the module's
folder: python3 src/test/scripts/lossy_streams.py

The pictures are those of jpeg_streams.py. Beside every stream lies what an independent decoder makes of
it, without any conversion of colours: DCMTK's (Independent JPEG Group), Pillow's or OpenJPEG.
"""

import io
import subprocess
import tempfile
from pathlib import Path

import numpy as np
import openjpeg
import openjpeg.utils
import pydicom
from PIL import Image
from pydicom.encaps import generate_frames

import jpeg_streams as streams

DCT = Path("src/test/resources/jpeg")
J2K = Path("src/test/resources/jpeg2000")


def netpbm(path, values):
    height, width = values.shape[:2]
    if values.ndim == 2 or values.shape[2] == 1:
        path.with_suffix(".pgm").write_bytes(b"P5 %d %d 65535\n" % (width, height) + values.astype(">u2").tobytes())
    else:
        path.with_suffix(".ppm").write_bytes(b"P6 %d %d 255\n" % (width, height) + values.astype("u1").tobytes())


def dct(name, bits, samples, options):
    with tempfile.TemporaryDirectory() as folder:
        plain, packed, seen = (Path(folder, f) for f in ("plain.dcm", "packed.dcm", "seen.dcm"))
        streams.dicom(streams.picture(bits, samples), bits).save_as(plain, enforce_file_format=True)
        subprocess.run(["dcmcjpeg", *options, plain, packed], check=True)
        subprocess.run(["dcmdjpeg", "+cn", packed, seen], check=True)
        (DCT / f"{name}.bin").write_bytes(next(generate_frames(pydicom.dcmread(packed).PixelData, number_of_frames=1)))
        decoded = pydicom.dcmread(seen)
        decoded.pixel_array_options(raw=True)
        netpbm(DCT / name, decoded.pixel_array)


def j2k(name, bits, samples, **options):
    values = np.tile(streams.picture(bits, samples), (2, 2, 1))  # That encoder wants 32 pixels a side.
    values = values[:, :, 0] if samples == 1 else values
    stream = openjpeg.utils.encode_array(values, bits_stored=bits, photometric_interpretation=1 if samples == 3 else 2, **options)
    (J2K / f"{name}.bin").write_bytes(stream)
    netpbm(J2K / name, openjpeg.decode(io.BytesIO(stream)))


J2K.mkdir(parents=True, exist_ok=True)
dct("dct-grey8", 8, 1, ["+eb"])
dct("dct-grey8-rough", 8, 1, ["+eb", "+q", "20"])
dct("dct-grey8-extended", 8, 1, ["+ee", "+be"])
dct("dct-grey12", 12, 1, ["+ee", "+bt"])
dct("dct-rgb8", 8, 3, ["+eb", "+cr"])
dct("dct-ybr8-444", 8, 3, ["+eb", "+s4"])
dct("dct-ybr8-422", 8, 3, ["+eb", "+s2"])
dct("dct-ybr8-411", 8, 3, ["+eb", "+np"])
packed = io.BytesIO()
grey = Image.fromarray(streams.picture(8, 1)[:, :, 0])
grey.save(packed, "jpeg", quality=85, restart_marker_blocks=2)
(DCT / "dct-grey8-restart.bin").write_bytes(packed.getvalue())
netpbm(DCT / "dct-grey8-restart", np.asarray(Image.open(packed)))
for bits, samples in ((8, 1), (12, 1), (16, 1), (8, 3)):
    name = f"{'grey' if samples == 1 else 'rgb'}{bits}"
    j2k(f"reversible-{name}", bits, samples, use_mct=samples == 3)
    j2k(f"irreversible-{name}", bits, samples, use_mct=samples == 3, compression_ratios=[4])
j2k("reversible-rgb8-untransformed", 8, 3, use_mct=False)
