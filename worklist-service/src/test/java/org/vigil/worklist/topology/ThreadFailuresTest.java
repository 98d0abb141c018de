package org.vigil.worklist.topology;

import static org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse.REPLACE_THREAD;
import static org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.streams.errors.StreamsException;
import org.junit.jupiter.api.Test;
import org.vigil.worklist.fixture.HandClock;
import org.vigil.worklist.fixture.Settings;
import org.vigil.worklist.fixture.StudyEvents;

class ThreadFailuresTest {
  private static final RuntimeException OURS = new IllegalStateException("ours");
  private static final RuntimeException BROKERS =
      new StreamsException(new TimeoutException("no answer"));

  private final HandClock clock = new HandClock(StudyEvents.NOON);
  private final ThreadFailures failures = failures("PT0.001S");

  private ThreadFailures failures(String wait) {
    return new ThreadFailures(
        Settings.worklist(
                Map.of(
                    "vigil.worklist.thread-failures.limit",
                    "3",
                    "vigil.worklist.thread-failures.first-wait",
                    wait,
                    "vigil.worklist.thread-failures.longest-wait",
                    wait,
                    "vigil.worklist.thread-failures.forgotten-after",
                    "PT1M"))
            .threadFailures(),
        clock,
        new Random(1));
  }

  @Test
  void anotherThreadTakesOverUntilTooManyFailInARow() {
    for (int i = 0; i < 3; i++) {
      assertEquals(REPLACE_THREAD, failures.handle(OURS));
      clock.pass(Duration.ofSeconds(30));
    }
    assertEquals(SHUTDOWN_CLIENT, failures.handle(OURS));
  }

  @Test
  void aFailureAfterACalmTimeIsAFirstOneAgain() {
    for (int i = 0; i < 20; i++) {
      assertEquals(REPLACE_THREAD, failures.handle(OURS));
      clock.pass(i % 3 == 2 ? Duration.ofSeconds(61) : Duration.ofSeconds(1));
    }
  }

  @Test
  void aBrokerThatDoesNotAnswerIsWaitedForWithoutEnd() {
    for (int i = 0; i < 20; i++) {
      assertEquals(REPLACE_THREAD, failures.handle(BROKERS));
    }
    assertEquals(REPLACE_THREAD, failures.handle(OURS));
  }

  @Test
  void nobodyWaitsForAnotherThreadWhenTheServiceCloses() {
    ThreadFailures slow = failures("PT1H");
    slow.close();
    assertTimeoutPreemptively(
        Duration.ofSeconds(20), () -> assertEquals(SHUTDOWN_CLIENT, slow.handle(OURS)));
  }
}
