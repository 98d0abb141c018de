package org.vigil.platform.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.junit.jupiter.api.Test;

class LagMetricsTest {
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final LagMetrics lag = new LagMetrics(registry, List.of("vigil.a", "vigil.b"));

  @Test
  void theLagOfATopicIsTheSumOverItsPartitions() {
    watch(Map.of(lagOf("vigil_a", 0), 3.0, lagOf("vigil.a", 1), 4.0, lagOf("vigil.b", 0), 0.0));
    assertEquals(7.0, shown("vigil.a"));
    assertEquals(0.0, shown("vigil.b"));
  }

  @Test
  void whereNothingIsKnownTheLagIsNotZero() {
    assertEquals(Double.NaN, shown("vigil.a"));
    watch(Map.of(lagOf("vigil.a", 0), Double.NaN));
    assertEquals(Double.NaN, shown("vigil.a"));
  }

  @Test
  void theNewestClientIsTheOneThatCounts() {
    watch(Map.of(lagOf("vigil.a", 0), 3.0));
    try (var fresh = new MockConsumer<byte[], byte[]>("earliest")) {
      lag.watch(fresh::metrics);
      assertEquals(Double.NaN, shown("vigil.a"));
    }
  }

  private void watch(Map<MetricName, Double> values) {
    Map<MetricName, Metric> metrics = new java.util.HashMap<>();
    values.forEach((name, value) -> metrics.put(name, new Fixed(name, value)));
    lag.watch(() -> metrics);
  }

  private static MetricName lagOf(String topic, int partition) {
    return new MetricName(
        "records-lag",
        "consumer-fetch-manager-metrics",
        "",
        Map.of("topic", topic, "partition", Integer.toString(partition)));
  }

  private double shown(String topic) {
    return registry.get("vigil_consumer_lag_records").tag("topic", topic).gauge().value();
  }

  private record Fixed(MetricName metricName, Object metricValue) implements Metric {}
}
