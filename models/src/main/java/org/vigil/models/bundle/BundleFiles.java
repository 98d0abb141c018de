package org.vigil.models.bundle;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where a bundle's files are read from: a folder, an object store. May throw its own unchecked
 * exceptions.
 */
@FunctionalInterface
public interface BundleFiles {
  String MANIFEST = "manifest.json";
  String WEIGHTS = "weights.safetensors";
  String CARD = "model-card.md";

  /** {@link BundleSigner}'s word on the manifest; beside the bundle, not named in it. */
  String SIGNATURE = "manifest.sig";

  /** All bytes of a file of the bundle. */
  byte[] read(String name);

  /** The files in a folder. */
  static BundleFiles in(Path folder) {
    return name -> {
      try {
        return Files.readAllBytes(folder.resolve(name));
      } catch (IOException e) {
        throw new UncheckedIOException("bundle file " + name, e);
      }
    };
  }
}
