package org.vigil.ingest.quota;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.vigil.ingest.quota.SiteQuotas.Rate;
import org.vigil.platform.problem.ProblemException;
import org.vigil.schemas.id.SiteId;

class SiteQuotasTest {
  private static final SiteId FLOOD = new SiteId("flood");
  private static final SiteId CALM = new SiteId("calm");

  private Instant now = Instant.parse("2026-11-21T12:00:00Z");
  private final Clock clock =
      new Clock() {
        @Override
        public ZoneId getZone() {
          return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
          return this;
        }

        @Override
        public Instant instant() {
          return now;
        }
      };

  @Test
  void aSiteThatSendsTenTimesItsTrafficGetsItsOwnAndTheOthersGetAllOfTheirs() {
    SiteQuotas quotas = new SiteQuotas(Optional.of(new Rate(2, 10)), Map.of(), clock);
    int taken = 0;
    for (int tenth = 0; tenth < 1_000; tenth++) { // 100 seconds, 20 images a second against 1.
      taken += takes(quotas, FLOOD) + takes(quotas, FLOOD);
      if (tenth % 10 == 0) {
        assertEquals(1, takes(quotas, CALM), "second " + tenth / 10);
      }
      now = now.plusMillis(100);
    }
    assertEquals(10 + 2 * 100, taken, 2);
  }

  @Test
  void aStudyLargerThanTheBurstIsTakenAndPaidForAfterwards() {
    SiteQuotas quotas = new SiteQuotas(Optional.of(new Rate(1, 10)), Map.of(), clock);
    quotas.take(FLOOD, 40);
    ProblemException refused = assertThrows(ProblemException.class, () -> quotas.take(FLOOD, 1));
    assertEquals(429, refused.problem().status());
    assertEquals(Optional.of(Duration.ofSeconds(31)), refused.retryAfter());
    now = now.plusSeconds(30);
    assertEquals(0, takes(quotas, FLOOD));
    now = now.plusSeconds(1);
    assertEquals(1, takes(quotas, FLOOD));
  }

  @Test
  void aSiteOfItsOwnQuotaIsHeldToThatAndWithoutAnyNobodyIs() {
    SiteQuotas quotas = new SiteQuotas(Optional.empty(), Map.of("flood", new Rate(1, 1)), clock);
    assertEquals(1, takes(quotas, FLOOD));
    assertEquals(0, takes(quotas, FLOOD));
    for (int i = 0; i < 1_000; i++) {
      assertDoesNotThrow(() -> quotas.take(CALM, 10));
    }
  }

  private static int takes(SiteQuotas quotas, SiteId site) {
    try {
      quotas.take(site, 1);
      return 1;
    } catch (ProblemException e) {
      return 0;
    }
  }
}
