"""Writes the data dictionary of PS3.6 (chapters 6 to 8) for org.vigil.ingest.dicom.dataset.

Needs pydicom, whose dictionary is made from the standard. Run in the module's folder:
python3 src/test/scripts/dicom_dictionary.py

Each line is a tag, its value representation (the first where there is a choice) and its keyword.
"""

from pathlib import Path

from pydicom._dicom_dict import DicomDictionary, RepeatersDictionary

OUT = Path("src/main/resources/org/vigil/ingest/dicom/dataset/dictionary.txt")
lines = [
    f"{tag:08X} {entry[0][:2]} {entry[4]}"
    for tag, entry in sorted(DicomDictionary.items())
    if entry[4] and entry[0] != "NONE"
]
repeating = [f"{mask.upper()} {entry[0][:2]} {entry[4]}" for mask, entry in sorted(RepeatersDictionary.items()) if entry[4]]
OUT.write_text("\n".join(lines + repeating) + "\n")
