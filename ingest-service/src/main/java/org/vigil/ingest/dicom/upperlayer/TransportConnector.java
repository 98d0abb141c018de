package org.vigil.ingest.dicom.upperlayer;

import java.io.IOException;

/** Opens transport connections: the TRANSPORT CONNECT request primitive. */
@FunctionalInterface
public interface TransportConnector {
  Transport connect() throws IOException;
}
