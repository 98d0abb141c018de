package org.vigil.ingest.upload;

import org.vigil.ingest.decode.Decoded;
import org.vigil.schemas.id.Sha256;

/**
 * A part that has been decoded and normalised in memory.
 *
 * @param part as sent
 * @param digest of the bytes as sent
 * @param decoded what the file says of itself; its picture may have another form than the PNG
 * @param normalisation version and form of the PNG
 * @param width of the PNG, pixels
 * @param height of the PNG, pixels
 * @param channels of the PNG
 * @param bitsPerSample of the PNG
 * @param png the normalised picture
 */
record NormalisedPart(
    Upload.Part part,
    Sha256 digest,
    Decoded decoded,
    String normalisation,
    int width,
    int height,
    int channels,
    int bitsPerSample,
    byte[] png) {}
