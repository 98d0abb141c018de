"""Says what independent decoders find in the real DICOM files, for ReferencePixelsTest.

Needs pydicom, pylibjpeg with its libjpeg and openjpeg plug-ins, pyjpegls and NumPy.
Run in the module's folder: python3 src/test/scripts/dicom_reference.py FOLDER-OF-DICOM-FILES

Every line of pixels.csv is a file and the SHA-256 of its stored values, row by row and sample by
sample, as signed 32-bit little-endian numbers. Only lossless encodings: of the others, decoders may
differ by a step.
"""

import hashlib
import sys
from pathlib import Path

import pydicom

LOSSLESS = {
    "1.2.840.10008.1.2", "1.2.840.10008.1.2.1", "1.2.840.10008.1.2.2", "1.2.840.10008.1.2.1.99",
    "1.2.840.10008.1.2.5", "1.2.840.10008.1.2.4.57", "1.2.840.10008.1.2.4.70", "1.2.840.10008.1.2.4.80",
    "1.2.840.10008.1.2.4.81", "1.2.840.10008.1.2.4.90",
}

lines = []
for path in sorted(Path(sys.argv[1]).glob("*.dcm")):
    try:
        data = pydicom.dcmread(path)
        if data.file_meta.TransferSyntaxUID in LOSSLESS and int(data.get("NumberOfFrames", 1)) == 1:
            if data.BitsAllocated in (8, 16) and data.PhotometricInterpretation != "YBR_FULL_422":
                values = data.pixel_array.astype("<i4").tobytes()
                lines.append(f"{path.name},{hashlib.sha256(values).hexdigest()}")
    except Exception as e:  # Not a picture, or damaged.
        print(path.name, type(e).__name__, e, file=sys.stderr)
Path("src/test/resources/dicom/pixels.csv").write_text("\n".join(lines) + "\n")
