package org.vigil.inference.bench;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.vigil.inference.batch.BatchRule;
import org.vigil.inference.batch.Deadlines;
import org.vigil.inference.batch.LatencyBudget;
import org.vigil.inference.flow.AfterPublishing;
import org.vigil.inference.flow.BatchPublisher;
import org.vigil.inference.flow.BatchScorer;
import org.vigil.inference.flow.BundleMetrics;
import org.vigil.inference.flow.ComputeThread;
import org.vigil.inference.flow.DeviceDemand;
import org.vigil.inference.flow.FlowMetrics;
import org.vigil.inference.flow.FlowParts;
import org.vigil.inference.flow.Preparations;
import org.vigil.inference.flow.QueueMetrics;
import org.vigil.inference.flow.ScoringSession;
import org.vigil.inference.model.ModelDirectory;
import org.vigil.inference.routing.Router;
import org.vigil.inference.routing.RoutingRule;
import org.vigil.inference.study.PictureReader;
import org.vigil.inference.study.PictureWork;
import org.vigil.inference.study.ResultEvents;
import org.vigil.inference.study.StudyPreparer;
import org.vigil.platform.metric.LagMetrics;
import org.vigil.schemas.event.StudyKind;

/** The service's scoring flow on a thread of its own, between a wire's two ends. */
final class ServedFlow implements AutoCloseable {
  private static final long MAX_PIXELS = 50_000_000;
  private static final Duration STAT_BUDGET = Duration.ofSeconds(1);
  private static final Duration ROUTINE_BUDGET = Duration.ofSeconds(2);

  private final Clock clock = Clock.systemUTC();
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final ComputeThread compute = new ComputeThread("compute");
  private final Thread thread;
  private volatile boolean stopping;
  private volatile RuntimeException failure;

  /**
   * @param kind of the studies that the slot takes
   * @param afterPublishing hears of every result once it is committed
   */
  ServedFlow(
      FlowSettings settings,
      ModelDirectory models,
      StudyKind kind,
      String slot,
      Wire wire,
      AfterPublishing afterPublishing) {
    FlowParts parts =
        parts(settings, models, new Router(List.of(rule(kind, slot))), wire, afterPublishing);
    ScoringSession session =
        new ScoringSession(
            wire.consumer(settings.maxPrepared()),
            new BatchPublisher(wire.producer(), parts.events(), parts.metrics()),
            parts,
            settings.maxPrepared());
    thread = Thread.ofPlatform().daemon().name("scoring").start(() -> run(session));
  }

  private static RoutingRule rule(StudyKind kind, String slot) {
    return new RoutingRule(kind, Set.of(), Set.of(), Set.of(), slot);
  }

  private FlowParts parts(
      FlowSettings settings,
      ModelDirectory models,
      Router router,
      Wire wire,
      AfterPublishing afterPublishing) {
    Deadlines deadlines = new Deadlines(settings.deadline(), settings.deadline());
    PictureWork work =
        new PictureWork(Runtime.getRuntime().maxMemory() / 2, settings.prepareThreads());
    StudyPreparer preparer = new StudyPreparer(router, models, new PictureReader(MAX_PIXELS), work);
    return new FlowParts(
        new Preparations(
            preparer, wire, new LatencyBudget(STAT_BUDGET, ROUTINE_BUDGET), deadlines, clock),
        new BatchRule(settings.maxBatch()),
        deadlines,
        compute,
        new BatchScorer(settings.maxBatch(), clock, System::nanoTime),
        new ResultEvents(clock),
        new FlowMetrics(registry, new BundleMetrics(registry, models::slots, clock)),
        new QueueMetrics(registry, clock),
        new DeviceDemand(),
        afterPublishing,
        new LagMetrics(registry, ScoringSession.TOPICS),
        clock);
  }

  private void run(ScoringSession session) {
    try (session) {
      session.start();
      while (!stopping) {
        session.turn();
      }
    } catch (RuntimeException e) {
      failure = e;
    }
  }

  /**
   * @throws RuntimeException the one that ended the flow, if one did
   */
  void requireAlive() {
    if (failure != null) {
      throw failure;
    }
  }

  @Override
  public void close() {
    stopping = true;
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    compute.close();
    registry.close();
  }
}
