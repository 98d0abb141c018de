package org.vigil.platform.metric;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Collection;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;

/**
 * Shows how many records this process's consumer is behind in each of its topics ({@code
 * vigil_consumer_lag_records}), in the client's own words ({@code records-lag}), summed over the
 * partitions that it has. Of a topic that it reads nothing of, or has not fetched from yet, nothing
 * is known: NaN, not zero. Offsets are counted, so that a caught-up consumer of a transactional
 * topic can show one record for each commit marker. Thread-safe.
 */
public final class LagMetrics {
  private static final String GROUP = "consumer-fetch-manager-metrics";

  private volatile Supplier<? extends Map<MetricName, ? extends Metric>> client = Map::of;

  public LagMetrics(MeterRegistry registry, Collection<String> topics) {
    for (String topic : topics) {
      Gauge.builder("vigil_consumer_lag_records", () -> lag(topic))
          .tag("topic", topic)
          .register(registry);
    }
  }

  /**
   * Watches a client from now on, in place of the one before.
   *
   * @param metrics the consumer's {@code metrics()}, or those of a {@code KafkaStreams}
   */
  public void watch(Supplier<? extends Map<MetricName, ? extends Metric>> metrics) {
    client = metrics;
  }

  private double lag(String topic) {
    return client.get().entrySet().stream()
        .filter(entry -> isLagOf(topic, entry.getKey()))
        .map(entry -> entry.getValue().metricValue())
        .filter(Double.class::isInstance)
        .map(Double.class::cast)
        .filter(lag -> !lag.isNaN())
        .reduce(Double::sum)
        .orElse(Double.NaN);
  }

  /** Of each partition; the client's names have underscores for dots in older versions. */
  private static boolean isLagOf(String topic, MetricName name) {
    String told = name.tags().get("topic");
    return name.name().equals("records-lag")
        && name.group().equals(GROUP)
        && name.tags().containsKey("partition")
        && (topic.equals(told) || topic.replace('.', '_').equals(told));
  }
}
