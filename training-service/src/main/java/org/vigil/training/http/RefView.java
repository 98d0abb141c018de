package org.vigil.training.http;

/**
 * A bundle within its slot.
 *
 * @param digest SHA-256 of its manifest
 */
public record RefView(String version, String digest) {}
