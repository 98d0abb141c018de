package org.vigil.ingest.tus;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.opentest4j.TestAbortedException;

/** Installs the published client beside its script. */
final class TusScript {
  private static final Path SOURCE =
      Path.of(System.getProperty("vigil.root"), "ingest-service/src/test/tus");

  private TusScript() {}

  /** The script, ready to run; the test is skipped where it cannot be made so. */
  static Path installed(Path folder) throws IOException, InterruptedException {
    Files.createDirectories(folder);
    for (String file : new String[] {"package.json", "send.mjs"}) {
      Files.copy(SOURCE.resolve(file), folder.resolve(file));
    }
    try {
      Process npm =
          new ProcessBuilder("npm", "install", "--no-audit", "--no-fund", "--ignore-scripts")
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .redirectOutput(folder.resolve("npm.log").toFile())
              .start();
      if (!npm.waitFor(3, TimeUnit.MINUTES) || npm.exitValue() != 0) {
        npm.destroyForcibly();
        throw new TestAbortedException(
            "tus-js-client could not be installed: " + Files.readString(folder.resolve("npm.log")));
      }
    } catch (IOException e) {
      throw new TestAbortedException("no npm: install Node to run this", e);
    }
    return folder.resolve("send.mjs");
  }
}
