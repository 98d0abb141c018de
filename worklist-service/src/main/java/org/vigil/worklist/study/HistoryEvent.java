package org.vigil.worklist.study;

import java.time.Instant;

/**
 * One line of a study's history.
 *
 * @param at when it happened
 * @param event one word: received, ready, scored, abstained, placed, verdict
 * @param detail for people
 */
public record HistoryEvent(Instant at, String event, String detail) {}
