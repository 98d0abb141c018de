package org.vigil.worklist.service;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.vigil.platform.event.KafkaSettings;
import org.vigil.schemas.word.Words;
import org.vigil.worklist.config.WorklistSettings;
import org.vigil.worklist.live.ViewAnnouncer;
import org.vigil.worklist.policy.TriagePolicy;
import org.vigil.worklist.run.RunBoard;
import org.vigil.worklist.study.Urgency;
import org.vigil.worklist.topology.ReadRetention;
import org.vigil.worklist.topology.StreamsRunner;
import org.vigil.worklist.topology.TopicGate;
import org.vigil.worklist.topology.WorklistTopology;
import org.vigil.worklist.view.BundleNotes;
import org.vigil.worklist.view.LedgerView;
import org.vigil.worklist.view.ViewFollower;
import org.vigil.worklist.view.ViewReader;
import org.vigil.worklist.view.WorklistView;

/**
 * Starts the service's threads in order: topics, topology, view. A policy that cannot be used ends
 * the start; a broker that is not there yet is waited for.
 */
@ApplicationScoped
public class WorklistLifecycle {
  private static final Logger LOG = Logger.getLogger(WorklistLifecycle.class);

  private final KafkaSettings kafka;
  private final WorklistSettings settings;
  private final TriagePolicy policy;
  private final ReadRetention retention;
  private final Clock clock;
  private final WorklistView view;
  private final ViewReader reader;
  private final RunBoard runs;
  private final ViewAnnouncer announcer;
  private final WorklistMetrics metrics;
  private final ScheduledExecutorService ticker =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("ticker").factory());
  private Thread starter;
  private volatile StreamsRunner streams;
  private volatile ViewFollower follower;
  private volatile boolean cannotStart;

  WorklistLifecycle(
      KafkaSettings kafka,
      WorklistSettings settings,
      TriagePolicy policy,
      ReadRetention retention,
      Clock clock,
      WorklistView view,
      LedgerView ledger,
      BundleNotes notes,
      RunBoard runs,
      ViewAnnouncer announcer,
      WorklistMetrics metrics) {
    this.kafka = kafka;
    this.settings = settings;
    this.policy = policy;
    this.retention = retention;
    this.clock = clock;
    this.view = view;
    this.reader = new ViewReader(view, ledger, notes, runs);
    this.runs = runs;
    this.announcer = announcer;
    this.metrics = metrics;
  }

  void onStart(@Observes StartupEvent event) {
    LOG.infof("triage policy %s", policy.digest());
    for (Urgency urgency : Urgency.values()) {
      LOG.infof("%s waits at most %s", Words.of(urgency), policy.maxWait(urgency));
    }
    LOG.infof("read studies leave after %s", retention.read());
    metrics.register();
    starter = Thread.ofPlatform().daemon().name("worklist-start").start(this::startAll);
    ticker.scheduleAtFixedRate(this::tick, 1, 1, TimeUnit.SECONDS);
  }

  private void startAll() {
    try {
      new TopicGate(kafka).await();
      view.addListener(announcer);
      runs.addListener(announcer::run);
      follower = ViewFollower.start(kafka, reader);
      view.addListener(metrics.placedTimes(follower::isCaughtUp));
      view.addListener(metrics.verdicts(follower::isCaughtUp));
      streams =
          StreamsRunner.start(
              WorklistTopology.of(policy, retention, metrics, clock), kafka, settings);
      metrics.watchLag(streams::metrics);
    } catch (InterruptedException e) {
      LOG.info("stopped before the broker was there");
    } catch (RuntimeException e) {
      LOG.error("the worklist cannot start; its liveness says so", e);
      cannotStart = true;
    }
  }

  private void tick() {
    try {
      announcer.tick();
    } catch (RuntimeException e) { // An exception would end the schedule.
      LOG.error("announcing failed", e);
    }
  }

  void onStop(@Observes ShutdownEvent event) {
    starter.interrupt();
    ticker.shutdownNow();
    if (follower != null) {
      follower.close();
    }
    if (streams != null) {
      streams.close();
    }
  }

  boolean isCaughtUp() {
    return follower != null && follower.isCaughtUp();
  }

  /** Kafka Streams' word for its state. */
  String streamsState() {
    return streams == null ? "WAITING_FOR_TOPICS" : streams.state();
  }

  boolean isRunning() {
    return streams != null && streams.isRunning();
  }

  /** Whether only a restart of the service can help. */
  boolean hasFailed() {
    return cannotStart || (streams != null && streams.hasFailed());
  }
}
