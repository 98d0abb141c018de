package org.vigil.training.http;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A bundle in the list of all.
 *
 * @param digest SHA-256 of its manifest
 * @param state active, shadow, canary or registered
 * @param stored whether the store has the manifest that was registered; if not, metrics and files
 *     are absent
 * @param metrics measured values by name
 * @param files SHA-256 of its other files by name
 * @param notice what must stand beside its scores
 */
public record BundleView(
    String slot,
    String version,
    String digest,
    String state,
    boolean stored,
    String architecture,
    List<String> findings,
    Optional<Map<String, Double>> metrics,
    Optional<Map<String, String>> files,
    Optional<String> notice,
    Optional<String> dataLicence,
    Instant registeredAt) {}
