package org.vigil.retrieval.http;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.inject.Singleton;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.vigil.platform.problem.ProblemException;
import org.vigil.retrieval.lookup.UnknownSpaceException;
import org.vigil.retrieval.lookup.UnknownValueException;

/** Times look-ups, and says as problems why one cannot be answered. Thread-safe. */
@Singleton
final class Answering {
  private static final Logger LOG = Logger.getLogger(Answering.class);
  private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

  private final Timer timer;

  Answering(MeterRegistry metrics) {
    this.timer =
        Timer.builder("vigil_retrieval_lookup_seconds")
            .publishPercentiles(0.5, 0.95, 0.99)
            .register(metrics);
  }

  <T> T to(Supplier<T> lookup) {
    try {
      return timer.record(lookup);
    } catch (UnknownValueException e) {
      throw Refusals.value(e.filter());
    } catch (UncheckedIOException e) {
      LOG.warnf(e, "the case index does not answer");
      throw ProblemException.unavailable("The case index does not answer.", RETRY_AFTER);
    } catch (UnknownSpaceException e) {
      throw Refusals.space("Nothing was ever embedded there; see GET /api/spaces.");
    }
  }
}
