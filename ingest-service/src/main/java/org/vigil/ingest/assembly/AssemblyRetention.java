package org.vigil.ingest.assembly;

import java.time.Duration;

/**
 * How long an assembled study is remembered.
 *
 * @param content with all its images, since its last revision
 * @param revision then by the number of that revision only
 */
public record AssemblyRetention(Duration content, Duration revision) {}
