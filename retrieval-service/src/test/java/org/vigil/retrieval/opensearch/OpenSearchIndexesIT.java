package org.vigil.retrieval.opensearch;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.URI;
import org.junit.jupiter.api.BeforeAll;
import org.vigil.retrieval.index.CaseIndexContract;
import org.vigil.retrieval.index.CaseIndexes;

/** The contract, by a cluster: {@code -Dvigil.opensearch.url=http://127.0.0.1:9200}. */
class OpenSearchIndexesIT extends CaseIndexContract {
  private static final String URL = System.getProperty("vigil.opensearch.url", "");

  @BeforeAll
  static void thereIsACluster() {
    assumeTrue(!URL.isBlank(), "no cluster: give -Dvigil.opensearch.url");
  }

  @Override
  protected CaseIndexes indexes() {
    return OpenSearchIndexes.connect(new TestCluster(URI.create(URL)));
  }
}
