package org.vigil.training.run;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/**
 * Names a run; in the order of their names runs were asked for. A valid version of a bundle.
 *
 * @param value "r", the milliseconds in base 36, a hyphen and four random characters
 */
public record RunId(@JsonValue String value) {
  private static final Pattern FORM = Pattern.compile("r[0-9a-z]{1,13}-[0-9a-f]{4}");

  @JsonCreator
  public RunId {
    if (value == null || !FORM.matcher(value).matches()) {
      throw new IllegalArgumentException("not a RunId");
    }
  }

  static RunId at(Instant now, RandomGenerator random) {
    return new RunId(
        "r%s-%04x".formatted(Long.toString(now.toEpochMilli(), 36), random.nextInt(1 << 16)));
  }

  @Override
  public String toString() {
    return value;
  }
}
