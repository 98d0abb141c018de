package org.vigil.inference.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.lang.reflect.Proxy;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.vigil.models.bundle.BundleException;
import org.vigil.models.bundle.BundleFiles;
import org.vigil.platform.store.ObjectStore;
import org.vigil.schemas.event.BundleRef;

class BundleShelfTest {
  private static final BundleRef REF = new BundleRef("chest-xray", "1.0.0", "0".repeat(64));
  private static final byte[] FILE = new byte[100];

  @Test
  void aFileThatFitsIsRead() {
    BundleFiles files = new BundleShelf(store(), FILE.length).apply(REF);
    assertArrayEquals(FILE, files.read(BundleFiles.WEIGHTS));
  }

  @Test
  void aFileThatWouldExhaustTheHeapIsRefusedBeforeItIsRead() {
    BundleFiles files = new BundleShelf(store(), FILE.length - 1).apply(REF);
    assertThrows(BundleException.class, () -> files.read(BundleFiles.WEIGHTS));
  }

  /** Every object of it has the same bytes. */
  private static ObjectStore store() {
    return (ObjectStore)
        Proxy.newProxyInstance(
            ObjectStore.class.getClassLoader(),
            new Class<?>[] {ObjectStore.class},
            (proxy, method, arguments) ->
                switch (method.getName()) {
                  case "size" -> Optional.of((long) FILE.length);
                  case "get" -> FILE;
                  default -> throw new UnsupportedOperationException(method.getName());
                });
  }
}
