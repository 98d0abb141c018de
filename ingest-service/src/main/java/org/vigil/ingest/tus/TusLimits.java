package org.vigil.ingest.tus;

/**
 * What the protocol tells senders of this server.
 *
 * @param bytesPerUpload longest upload that is begun
 */
public record TusLimits(long bytesPerUpload) {}
