package org.vigil.ingest;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * Gives the service under test folders of its own, because every run has a broker, and so a state,
 * of its own; and limits that are soon reached.
 */
public final class ServiceFolders implements QuarkusTestResourceLifecycleManager {
  private static volatile Path folder;

  /** Where uploads lie while a request lasts. */
  static Path uploads() {
    return folder.resolve("uploads");
  }

  @Override
  public Map<String, String> start() {
    try {
      folder = Files.createTempDirectory("vigil-ingest");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Map.of(
        "vigil.ingest.state-dir", folder.resolve("state").toString(),
        "quarkus.http.body.uploads-directory", uploads().toString(),
        "vigil.audit.folder", folder.resolve("audit").toString(),
        "vigil.ingest.app-origins", "https://app.example",
        "vigil.ingest.tus.folder", folder.resolve("resumable").toString(),
        "vigil.ingest.limits.bytes-per-image", Integer.toString(16 << 20));
  }

  @Override
  public void stop() {}
}
