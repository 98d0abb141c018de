package org.vigil.local.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarFile;

/**
 * The JVM flags that a jar's manifest asks for. {@code java -jar} obeys them by itself; a jar on a
 * class path has to be given them.
 */
final class ManifestFlags {
  private ManifestFlags() {}

  static List<String> of(Path jar) {
    try (JarFile file = new JarFile(jar.toFile())) {
      return of(file.getManifest().getMainAttributes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static List<String> of(Attributes manifest) {
    List<String> flags = new ArrayList<>();
    for (String opened : words(manifest.getValue("Add-Opens"))) {
      flags.add("--add-opens=" + opened + "=ALL-UNNAMED");
    }
    for (String exported : words(manifest.getValue("Add-Exports"))) {
      flags.add("--add-exports=" + exported + "=ALL-UNNAMED");
    }
    flags.add("--enable-native-access=ALL-UNNAMED");
    return flags;
  }

  private static List<String> words(String value) {
    return value == null || value.isBlank() ? List.of() : List.of(value.strip().split("\\s+"));
  }
}
