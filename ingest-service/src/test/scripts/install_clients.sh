#!/bin/sh
# Installs the clients that are not ours and that the integration tests call where they find them:
# DCMTK and Orthanc from Debian (as root, where apt-get is), pynetdicom and dicomweb-client from PyPI
# into target/clients. Run in the module's folder.
set -eu
if command -v apt-get >/dev/null && [ "$(id -u)" = 0 ]; then
  apt-get install -y --no-install-recommends dcmtk orthanc orthanc-dicomweb || echo "without some of Debian's clients" >&2
fi
python3 -m venv target/clients
target/clients/bin/pip install --quiet pynetdicom dicomweb-client pydicom
