package org.vigil.inference.flow;

import java.time.Clock;
import org.vigil.inference.batch.BatchRule;
import org.vigil.inference.batch.Deadlines;
import org.vigil.inference.study.ResultEvents;
import org.vigil.platform.metric.LagMetrics;

/** What every {@link ScoringSession} of this process shares. */
public record FlowParts(
    Preparations preparations,
    BatchRule rule,
    Deadlines deadlines,
    ComputeThread compute,
    BatchScorer scorer,
    ResultEvents events,
    FlowMetrics metrics,
    QueueMetrics queueMetrics,
    DeviceDemand demand,
    AfterPublishing afterPublishing,
    LagMetrics lag,
    Clock clock) {}
