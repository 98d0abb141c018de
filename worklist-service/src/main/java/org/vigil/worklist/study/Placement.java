package org.vigil.worklist.study;

import java.time.Instant;

/**
 * Where a study belongs in the reading order, and why.
 *
 * @param urgency how soon it has to be read
 * @param reason in plain words
 * @param dueAt received + the longest wait of its urgency
 * @param policy digest of the policy that said so
 */
public record Placement(Urgency urgency, String reason, Instant dueAt, String policy) {}
