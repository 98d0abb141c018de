package org.vigil.embedded.store;

import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import org.vigil.embedded.process.ParentWatch;

/**
 * Runs S3Proxy over a folder until the parent process is gone.
 *
 * <p>Arguments: data folder, port. S3Proxy is named by reflection because its shaded jar must not
 * stand on a compile path.
 */
public final class StoreMain {
  /** The credentials of the local stack; it listens on loopback only. */
  public static final String ACCESS_KEY = "vigil";

  public static final String SECRET_KEY = "vigil-local";

  private StoreMain() {}

  public static void main(String[] args) throws Exception {
    Path settings = Files.createTempFile("vigil-store", ".properties");
    try (Writer out = Files.newBufferedWriter(settings)) {
      properties(Path.of(args[0]), Integer.parseInt(args[1])).store(out, null);
    }
    settings.toFile().deleteOnExit();
    ParentWatch.start();
    Class.forName("org.gaul.s3proxy.Main")
        .getMethod("main", String[].class)
        .invoke(null, (Object) new String[] {"--properties", settings.toString()});
  }

  private static Properties properties(Path data, int port) {
    Properties properties = new Properties();
    properties.put("s3proxy.endpoint", "http://127.0.0.1:" + port);
    properties.put("s3proxy.authorization", "aws-v2-or-v4");
    properties.put("s3proxy.identity", ACCESS_KEY);
    properties.put("s3proxy.credential", SECRET_KEY);
    properties.put("jclouds.provider", "filesystem-nio2");
    properties.put("jclouds.filesystem.basedir", data.toString());
    return properties;
  }
}
