"""Makes the small JPEG streams of src/test/resources/jpeg with DCMTK's encoders.

Needs pydicom, NumPy and DCMTK (dcmcjpeg, dcmcjpls). Run in the module's folder:
python3 src/test/scripts/jpeg_streams.py

Every stream is of the same synthetic picture in 8, 12 or 16 bits, grey or colour, which lies beside
them as PGM of 16 bits or PPM of 8 bits; for the near-lossless ones, as CharLS decodes them.
"""

import subprocess
import tempfile
from pathlib import Path

import numpy as np
import pydicom
from pydicom.dataset import FileMetaDataset
from pydicom.encaps import generate_frames
from pydicom.uid import ExplicitVRLittleEndian, SecondaryCaptureImageStorage, generate_uid

OUT = Path("src/test/resources/jpeg")
W, H = 37, 23


def picture(bits, samples):
    random = np.random.default_rng(20261121)
    y, x = np.mgrid[0:H, 0:W]
    full = 2 ** bits - 1
    planes = []
    for sample in range(samples):
        plane = full * (x * (sample + 1) + y) / (W * (sample + 1) + H) + random.normal(0, full / 50, (H, W))
        plane[3:9, 5:20] = full if sample % 2 == 0 else 0
        plane[10:20, 22:30] = full * 0.25
        planes.append(plane)
    return np.clip(np.rint(np.dstack(planes)), 0, full).astype(np.uint16 if bits > 8 else np.uint8)


def dicom(values, bits):
    data = pydicom.Dataset()
    data.file_meta = FileMetaDataset()
    data.file_meta.TransferSyntaxUID = ExplicitVRLittleEndian
    data.file_meta.MediaStorageSOPClassUID = data.SOPClassUID = SecondaryCaptureImageStorage
    data.file_meta.MediaStorageSOPInstanceUID = data.SOPInstanceUID = generate_uid()
    data.Rows, data.Columns, data.SamplesPerPixel = H, W, values.shape[2]
    data.PhotometricInterpretation = "MONOCHROME2" if values.shape[2] == 1 else "RGB"
    if values.shape[2] == 3:
        data.PlanarConfiguration = 0
    data.BitsAllocated = 16 if bits > 8 else 8
    data.BitsStored, data.HighBit, data.PixelRepresentation = bits, bits - 1, 0
    body = values.tobytes()
    data.PixelData = body + b"\0" * (len(body) % 2)
    return data


def stream(name, values, bits, command):
    with tempfile.TemporaryDirectory() as folder:
        plain, packed = Path(folder, "plain.dcm"), Path(folder, "packed.dcm")
        dicom(values, bits).save_as(plain, enforce_file_format=True)
        subprocess.run([*command, plain, packed], check=True)
        data = pydicom.dcmread(packed)
        frame = next(generate_frames(data.PixelData, number_of_frames=1))
        seen = data.pixel_array.reshape(values.shape)
    (OUT / f"{name}.bin").write_bytes(frame)
    return seen


def netpbm(name, values):
    if values.shape[2] == 1:
        (OUT / f"{name}.pgm").write_bytes(b"P5 %d %d 65535\n" % (W, H) + values.astype(">u2").tobytes())
    else:
        (OUT / f"{name}.ppm").write_bytes(b"P6 %d %d 255\n" % (W, H) + values.tobytes())


if __name__ == "__main__":
    OUT.mkdir(parents=True, exist_ok=True)
    for bits, samples in ((8, 1), (12, 1), (16, 1), (8, 3)):
        values = picture(bits, samples)
        name = f"{'grey' if samples == 1 else 'rgb'}{bits}"
        netpbm(name, values)
        for predictor in range(1, 8):
            assert np.array_equal(values, stream(f"lossless-{name}-{predictor}", values, bits, ["dcmcjpeg", "+el", "+sv", str(predictor)]))
        for interleave in ("+il", "+is", "+in") if samples == 3 else ("+il",):
            form = interleave.replace("+", "-")
            assert np.array_equal(values, stream(f"ls-{name}{form}", values, bits, ["dcmcjpls", "+el", interleave]))
            command = ["dcmcjpls", "+en", "+md", "3", interleave]
            netpbm(f"near-{name}{form}", stream(f"ls-near-{name}{form}", values, bits, command))
