"""Stores, finds and retrieves one file with dicomweb-client (PyPI): python3 ... URL FILE.

Ends with status 0 if everything that comes back is what went in.
"""

import io
import sys

import pydicom
from dicomweb_client.api import DICOMwebClient

url, path = sys.argv[1:]
client = DICOMwebClient(url=url)
sent = pydicom.dcmread(path)
study, series, instance = sent.StudyInstanceUID, sent.SeriesInstanceUID, sent.SOPInstanceUID

answer = client.store_instances([sent])
assert len(answer.ReferencedSOPSequence) == 1 and "FailedSOPSequence" not in answer, answer
assert answer.ReferencedSOPSequence[0].ReferencedSOPInstanceUID == instance, answer

studies = client.search_for_studies(search_filters={"StudyInstanceUID": study})
assert [s["0020000D"]["Value"] for s in studies] == [[study]], studies
assert client.search_for_series(study)[0]["0020000E"]["Value"] == [series]
found = client.search_for_instances(study, series)
assert [i["00080018"]["Value"] for i in found] == [[instance]], found
assert client.search_for_studies(search_filters={"PatientID": "nobody at all"}) == []

for got in (client.retrieve_instance(study, series, instance), client.retrieve_study(study)[0]):
    assert got.PixelData == sent.PixelData
    assert got.PatientID == sent.PatientID
assert client.retrieve_series(study, series)[0].SOPInstanceUID == instance

metadata = pydicom.Dataset.from_json(client.retrieve_instance_metadata(study, series, instance))
for element in metadata:
    assert element == sent[element.tag], element
assert len(metadata) >= len(sent) - 2
assert len(client.retrieve_study_metadata(study)) == 1

assert client.retrieve_instance_rendered(study, series, instance)[:2] == b"\xff\xd8"
png = client.retrieve_instance_rendered(study, series, instance, media_types=("image/png",))
assert png[:4] == b"\x89PNG"
print("all that was sent came back")
