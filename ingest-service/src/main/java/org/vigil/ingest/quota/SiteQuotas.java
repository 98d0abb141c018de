package org.vigil.ingest.quota;

import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.vigil.platform.problem.ProblemException;
import org.vigil.schemas.id.SiteId;

/**
 * How many images a site may send: a token bucket for each site. A bucket fills by its rate up to
 * its burst; a study is taken while there is anything in it and may overdraw it, so that no study
 * is too large to be sent at all. Each instance counts for itself. Thread-safe.
 */
public final class SiteQuotas {
  /** Sites are named by senders: of more than these, the longest unheard of begins anew. */
  private static final int REMEMBERED = 1_000;

  private final Optional<Rate> usual;
  private final Map<String, Rate> bySite;
  private final Clock clock;
  private final Map<String, Bucket> buckets =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
          return size() > REMEMBERED;
        }
      };

  /**
   * @param perSecond images in the long run
   * @param burst images at once
   */
  public record Rate(double perSecond, int burst) {
    public Rate {
      if (!(perSecond > 0) || burst < 1) {
        throw new IllegalArgumentException("a quota needs a rate above 0 and a burst of 1 or more");
      }
    }
  }

  /** What a site has left, at a moment. */
  private record Bucket(double left, long atMillis) {}

  /**
   * @param usual of sites that have none of their own; without one they may send what they like
   */
  public SiteQuotas(Optional<Rate> usual, Map<String, Rate> bySite, Clock clock) {
    this.usual = usual;
    this.bySite = Map.copyOf(bySite);
    this.clock = clock;
  }

  /**
   * Takes a site's images into account.
   *
   * @throws ProblemException 429 if the site has used up what it may send for now
   */
  public void take(SiteId site, int images) {
    Optional.ofNullable(bySite.get(site.value()))
        .or(() -> usual)
        .ifPresent(rate -> take(site.value(), rate, images));
  }

  private synchronized void take(String site, Rate rate, int images) {
    long now = clock.millis();
    Bucket before = buckets.getOrDefault(site, new Bucket(rate.burst(), now));
    double filled = rate.perSecond() * Math.max(0, now - before.atMillis()) / 1000;
    double left = Math.min(rate.burst(), before.left() + filled);
    if (left <= 0) {
      buckets.put(site, new Bucket(left, now));
      throw ProblemException.tooMany(
          "The site sends more images than its quota.", untilOne(left, rate));
    }
    buckets.put(site, new Bucket(left - images, now));
  }

  private static Duration untilOne(double left, Rate rate) {
    return Duration.ofSeconds((long) Math.ceil((1 - left) / rate.perSecond()));
  }
}
