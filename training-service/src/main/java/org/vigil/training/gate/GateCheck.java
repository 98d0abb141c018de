package org.vigil.training.gate;

import java.util.Optional;

/**
 * One rule, applied.
 *
 * @param rule its name
 * @param finding which finding; empty for rules about the whole bundle
 * @param group the cases it was applied to, such as {@code test} or {@code test, site=st-olav}
 * @param positives cases with the finding
 * @param negatives cases without it
 * @param value what was measured
 * @param low lower end of its 95% interval, where it has one
 * @param high upper end
 * @param bound what it was held against
 * @param outcome what follows
 * @param words the same for people
 */
public record GateCheck(
    String rule,
    Optional<String> finding,
    String group,
    int positives,
    int negatives,
    Optional<Double> value,
    Optional<Double> low,
    Optional<Double> high,
    double bound,
    GateOutcome outcome,
    String words) {}
