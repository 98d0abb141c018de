package org.vigil.platform.audit;

/**
 * How far a chain was seen.
 *
 * @param sequence of its last record
 * @param digest SHA-256 (hex) of that record's bytes
 */
public record ChainHead(long sequence, String digest) {}
