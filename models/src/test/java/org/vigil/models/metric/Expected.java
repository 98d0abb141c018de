package org.vigil.models.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.Iterator;
import java.util.OptionalDouble;
import java.util.Set;

/** One object of reference values; every field of it must be asked for. */
final class Expected {
  private static final double TOLERANCE = 1e-12;

  private final JsonNode node;
  private final Set<String> asked = new HashSet<>();

  Expected(JsonNode node) {
    this.node = node;
  }

  /** The number under {@code name}; {@code null} there stands for undefined. */
  Expected number(String name, double actual) {
    JsonNode expected = take(name);
    double value = expected.isNull() ? Double.NaN : expected.asDouble();
    assertEquals(value, actual, TOLERANCE, name);
    return this;
  }

  Expected optional(String name, OptionalDouble actual) {
    return number(name, actual.orElse(Double.NaN));
  }

  JsonNode take(String name) {
    assertTrue(node.has(name), () -> name + " is not in the reference values");
    asked.add(name);
    return node.get(name);
  }

  /** Marks fields that are inputs or words. */
  Expected ignore(String... names) {
    asked.addAll(Set.of(names));
    return this;
  }

  /** Fails if a field was never asked for. */
  void complete() {
    for (Iterator<String> names = node.fieldNames(); names.hasNext(); ) {
      String name = names.next();
      assertTrue(asked.contains(name), () -> "nothing here reproduces " + name);
    }
  }
}
