package org.vigil.training.registry;

import java.time.Instant;

/**
 * Who decided what a slot uses, why and when.
 *
 * @param by a person or {@code seed}; empty where nobody has decided yet
 * @param reason in their words
 * @param at when
 */
public record Decision(String by, String reason, Instant at) {}
