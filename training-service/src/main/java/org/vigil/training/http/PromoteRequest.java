package org.vigil.training.http;

import java.util.Optional;

/**
 * A wish to give a bundle a place in its slot.
 *
 * @param version the bundle's version
 * @param as {@code active}, {@code shadow} or {@code canary}
 * @param share of studies that a canary scores, above 0 and below 1
 * @param by who wishes it
 * @param reason why
 * @param expectedActive refused where another version is active
 */
public record PromoteRequest(
    String version,
    String as,
    Optional<Double> share,
    String by,
    String reason,
    Optional<String> expectedActive) {}
