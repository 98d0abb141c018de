package org.vigil.retrieval.feed;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The retrieval service's own configuration. */
@ConfigMapping(prefix = "vigil.retrieval")
public interface RetrievalSettings {

  /** Folder of the indexes. May be deleted while the service is down: Kafka fills it again. */
  @WithDefault(".vigil/retrieval")
  Path indexDir();

  /** How long changes may wait to become durable. What is not durable is replayed after a crash. */
  @WithDefault("PT2S")
  Duration commitInterval();

  /** Sites whose confirmed cases the readers of every site may see. None by default. */
  Optional<Set<String>> sharedSites();

  /**
   * By slot, the cosine from which on the nearest case counts as close. Not calibrated: set it from
   * pairs that readers called alike.
   */
  Map<String, Double> closeEnough();

  /** Origins of the page, whose scripts may ask. */
  @WithDefault("http://localhost:8080,http://127.0.0.1:8080")
  List<String> pageOrigins();

  /** {@link #closeEnough} for slots without a value of their own. */
  @WithDefault("0.9")
  double closeEnoughElsewhere();
}
