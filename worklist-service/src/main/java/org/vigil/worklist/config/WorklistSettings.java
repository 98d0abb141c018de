package org.vigil.worklist.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** How the worklist works (docs/worklist.md). */
@ConfigMapping(prefix = "vigil.worklist")
public interface WorklistSettings {

  /** The triage policy's file (docs/policy.md); the one that comes with the service if absent. */
  Optional<Path> policy();

  /** Where the page sends uploads. */
  @WithDefault("http://127.0.0.1:8081")
  URI ingestUrl();

  /** Where the page asks for similar cases. */
  @WithDefault("http://127.0.0.1:8083")
  URI retrievalUrl();

  /** Folder of the Kafka Streams state; it may be lost and is then read again from Kafka. */
  @WithDefault(".vigil/worklist-state")
  Path stateDir();

  /** Kafka Streams application id: instances that share it share the work. */
  @WithDefault("vigil-worklist")
  String applicationId();

  /**
   * How long processed events may wait for their transaction to commit; part of the time from a
   * score to its place.
   */
  @WithDefault("PT0.25S")
  Duration commitInterval();

  /** How long a dead instance keeps its partitions. */
  @WithDefault("PT6S")
  Duration sessionTimeout();

  /** Training runs that the page shows at most. */
  @WithDefault("200")
  int mostRuns();

  /** Further Kafka Streams properties by their Kafka names. */
  Map<String, String> streams();

  ThreadFailures threadFailures();

  Retention retention();

  Verdicts verdict();

  Events events();

  WhatIf whatIf();

  /** What follows when a thread of the topology fails. */
  interface ThreadFailures {
    /** Failures in a row that another thread takes over after; one more ends the topology. */
    @WithDefault("8")
    int limit();

    /** Wait before the first thread takes over; each further wait is twice as long. */
    @WithDefault("PT1S")
    Duration firstWait();

    @WithDefault("PT30S")
    Duration longestWait();

    /** A failure this long after the last one is a first one again. */
    @WithDefault("PT10M")
    Duration forgottenAfter();
  }

  /** How long read studies stay; a study that waits for a reader stays for ever. */
  interface Retention {
    /** How long a read study stays after the verdict on its latest revision. */
    @WithDefault("P30D")
    Duration readStudies();

    /**
     * How long is remembered that a study was here, so that an event that is sent again does not
     * bring it back; longer than studies.scored is kept.
     */
    @WithDefault("P400D")
    Duration departures();

    /** How often the studies are looked through. */
    @WithDefault("PT1H")
    Duration every();
  }

  /** Limits of what a reader may write. */
  interface Verdicts {
    @WithDefault("100")
    int maxReaderLength();

    @WithDefault("1000")
    int maxDiagnosisLength();

    @WithDefault("10000")
    int maxNoteLength();

    @WithDefault("200")
    int maxFindings();

    /** How long the broker may take to acknowledge. */
    @WithDefault("PT10S")
    Duration timeLimit();

    /** How long an answer waits for the verdict to show in this instance's view. */
    @WithDefault("PT2S")
    Duration visibleWithin();
  }

  /** Replays of past traffic before a promotion. */
  interface WhatIf {
    /** Studies that one replay may hold; about 6 KB of memory each. */
    @WithDefault("20000")
    int mostStudies();

    /** Days that may be asked for. */
    @WithDefault("90")
    int mostDays();

    /** How long reading the past may take. */
    @WithDefault("PT60S")
    Duration timeLimit();
  }

  /** Server-sent events. */
  interface Events {
    /** Events that wait for one slow client; more, and it is told to read again and dropped. */
    @WithDefault("256")
    int clientBuffer();

    /** Clients at one time; more are refused with 503. */
    @WithDefault("500")
    int maxClients();

    @WithDefault("PT15S")
    Duration heartbeat();

    /** How long one write to a client may take. */
    @WithDefault("PT20S")
    Duration writeLimit();
  }
}
