package org.vigil.training.dataset;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.vigil.platform.store.ObjectMissingException;
import org.vigil.platform.store.ObjectStore;
import org.vigil.schemas.id.Sha256;
import org.vigil.schemas.store.ObjectKeys;

/** Keeps data sets' manifests in the object store and fetches their pictures. Thread-safe. */
public final class DataSetFiles {
  private final ObjectStore store;

  public DataSetFiles(ObjectStore store) {
    this.store = store;
  }

  /** Stores a manifest under its digest. */
  public Sha256 keep(DataSet data) {
    byte[] bytes = data.bytes();
    Sha256 digest = Sha256.of(bytes);
    store.putIfAbsent(ObjectKeys.dataset(digest), bytes, "application/json");
    return digest;
  }

  /**
   * Fetches the pictures that a folder does not have yet, as {@code <sha256>.png}. A picture that
   * the store has no more, or that was altered, is left out: whoever reads the folder counts it.
   */
  public void fetch(DataSet data, Path folder) {
    try {
      Files.createDirectories(folder);
      for (DataSet.Item item : data.items()) {
        Path file = folder.resolve(item.sha256() + ".png");
        if (!Files.exists(file)) {
          fetch(item, file);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void fetch(DataSet.Item item, Path file) throws IOException {
    try {
      byte[] bytes = store.get(ObjectKeys.images(item.objectKey()));
      if (Sha256.of(bytes).hex().equals(item.sha256())) {
        Path part = file.resolveSibling(file.getFileName() + ".part");
        Files.write(part, bytes);
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
      }
    } catch (ObjectMissingException e) {
      // Erased meanwhile, or lost: the trainer tells how many are missing.
    }
  }
}
