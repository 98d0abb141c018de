package org.vigil.retrieval.http;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Map;

/** An index folder for one test, and a site that shares its cases. */
public final class TemporaryIndex implements QuarkusTestResourceLifecycleManager {

  @Override
  public Map<String, String> start() {
    try {
      return Map.of(
          "vigil.retrieval.index-dir", Files.createTempDirectory("vigil-index").toString(),
          "vigil.retrieval.shared-sites", "open",
          "vigil.retrieval.close-enough.chest-xray", "0.95");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void stop() {}
}
