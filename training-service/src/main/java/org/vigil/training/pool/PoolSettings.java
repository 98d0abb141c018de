package org.vigil.training.pool;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** The labelled pool's configuration (docs/training.md). */
@ConfigMapping(prefix = "vigil.training.pool")
public interface PoolSettings {

  /** Kafka Streams' name of the pool: consumer group and prefix of its changelog. */
  @WithDefault("vigil-training-pool")
  String applicationId();

  /** Where the pool's store is kept; it is made again from Kafka when it is lost. */
  @WithDefault("${java.io.tmpdir}/vigil-training-pool")
  Path stateDir();

  /** How often what was read is committed; nobody waits for it, and each costs the broker. */
  @WithDefault("PT2S")
  Duration commitInterval();

  /** After how long without a sign of life another instance takes over. */
  @WithDefault("PT10S")
  Duration sessionTimeout();

  /** Share of the cases that thresholds and epochs are chosen by. */
  @WithDefault("0.15")
  double validationShare();

  /** Share of the cases that bundles are compared on, never learnt from. */
  @WithDefault("0.2")
  double testShare();

  /** Random share of the cases that no run ever sees: what the models are watched on. */
  @WithDefault("0.1")
  double auditShare();

  /** Seed of the parts; changing it mixes what was learnt from with what is tested on. */
  @WithDefault("1")
  long partSeed();

  /** Further Kafka Streams properties by their names. */
  Map<String, String> streams();
}
