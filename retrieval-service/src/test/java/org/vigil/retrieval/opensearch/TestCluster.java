package org.vigil.retrieval.opensearch;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** Settings of a cluster of one node that asks nobody's name. */
record TestCluster(URI url) implements OpenSearchSettings {
  @Override
  public Optional<String> username() {
    return Optional.empty();
  }

  @Override
  public Optional<String> password() {
    return Optional.empty();
  }

  @Override
  public int shards() {
    return 1;
  }

  @Override
  public int replicas() {
    return 0;
  }

  @Override
  public Duration timeLimit() {
    return Duration.ofSeconds(10);
  }
}
