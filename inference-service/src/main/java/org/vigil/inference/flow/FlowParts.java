package org.vigil.inference.flow;

import org.vigil.inference.study.ResultEvents;

/** What every {@link ScoringSession} of this process shares. */
public record FlowParts(
    Preparations preparations,
    ComputeThread compute,
    BatchScorer scorer,
    ResultEvents events,
    FlowMetrics metrics) {}
