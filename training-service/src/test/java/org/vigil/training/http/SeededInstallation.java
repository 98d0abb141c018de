package org.vigil.training.http;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.vigil.training.registry.TestBundles;

/** An installation with two sound bundles of one slot and a damaged one of another. */
public final class SeededInstallation implements QuarkusTestResourceLifecycleManager {

  @Override
  public Map<String, String> start() {
    try {
      Path root = Files.createTempDirectory("vigil-seeds");
      TestBundles.write(root, "chest-xray", "1.0", 1);
      TestBundles.write(root, "chest-xray", "1.1", 1);
      TestBundles.write(root, "skin-image", "1.0", 1);
      Files.writeString(root.resolve("skin-image/1.0/model-card.md"), "altered");
      return Map.of("vigil.training.seed-bundles", root.toString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void stop() {}
}
