package org.vigil.training.http;

import java.util.Optional;

/**
 * A wish to end a slot's shadow or canary.
 *
 * @param as {@code shadow} or {@code canary}
 */
public record WithdrawRequest(
    String as, String by, String reason, Optional<String> expectedActive) {}
