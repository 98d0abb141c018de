package org.vigil.training.http;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a slot uses, and who decided it.
 *
 * @param canaryShare 0 to 1
 * @param before versions that were active earlier, latest first
 */
public record SlotView(
    String slot,
    Optional<RefView> active,
    Optional<RefView> shadow,
    Optional<RefView> canary,
    double canaryShare,
    List<String> before,
    String by,
    String reason,
    Instant promotedAt) {}
