package org.vigil.retrieval.opensearch;

import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** Where OpenSearch is, and how spaces lie there; used with {@code engine=opensearch} only. */
public interface OpenSearchSettings {

  /** Address of the cluster. */
  @WithDefault("http://127.0.0.1:9200")
  URI url();

  /** Who asks; nobody by name where empty. */
  Optional<String> username();

  /** Given in the environment, {@code VIGIL_RETRIEVAL_OPENSEARCH_PASSWORD}. */
  Optional<String> password();

  /** Parts that a space is spread over; fixed once the space has its index (docs/sizing.md). */
  @WithDefault("1")
  int shards();

  /** Further copies of each part. */
  @WithDefault("1")
  int replicas();

  /** How long one request may take. */
  @WithDefault("PT10S")
  Duration timeLimit();
}
