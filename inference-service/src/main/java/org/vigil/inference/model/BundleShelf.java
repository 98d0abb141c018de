package org.vigil.inference.model;

import java.util.function.Function;
import org.vigil.models.bundle.BundleException;
import org.vigil.models.bundle.BundleFiles;
import org.vigil.platform.store.ObjectStore;
import org.vigil.schemas.event.BundleRef;
import org.vigil.schemas.store.ObjectKey;
import org.vigil.schemas.store.ObjectKeys;

/**
 * The bundles in the object store. A file that this process has no memory for is refused before it
 * is read: running out of memory would end the process, and the next one with it.
 */
public final class BundleShelf implements Function<BundleRef, BundleFiles> {
  private final ObjectStore store;
  private final long maxFileBytes;

  /**
   * @param maxFileBytes of one file of a bundle
   */
  public BundleShelf(ObjectStore store, long maxFileBytes) {
    this.store = store;
    this.maxFileBytes = maxFileBytes;
  }

  /** A shelf for a process of this heap: loading takes a file's bytes and its largest tensor. */
  public static BundleShelf forHeap(ObjectStore store) {
    return new BundleShelf(store, Runtime.getRuntime().maxMemory() / 2);
  }

  @Override
  public BundleFiles apply(BundleRef ref) {
    return name -> read(ObjectKeys.bundleFile(ref.getSlot(), ref.getVersion(), name));
  }

  private byte[] read(ObjectKey key) {
    long size = store.size(key).orElse(0L); // A file that is missing is told by get.
    if (size > maxFileBytes) {
      throw new BundleException(
          "%s has %d bytes; with this heap (-Xmx) the limit is %d"
              .formatted(key.key(), size, maxFileBytes));
    }
    return store.get(key);
  }
}
