package org.vigil.ingest.dicom.upperlayer;

import java.time.Duration;

/**
 * How long the upper layer waits.
 *
 * @param artim for the first request on a connection, and for a peer to close it (PS3.8 section
 *     9.1.5)
 * @param idle for the peer's next PDU while there is an association
 */
public record TimeLimits(Duration artim, Duration idle) {}
