package org.vigil.platform.store;

import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.vigil.schemas.store.Bucket;
import org.vigil.schemas.store.ObjectKey;

/**
 * Whole objects under keys. Thread-safe.
 *
 * <p>Every method throws {@link StoreUnavailableException} when the store cannot be reached or
 * fails; repeat later. Reading an object that is not there throws {@link ObjectMissingException};
 * repeating will not help.
 */
public interface ObjectStore {

  /** Stores bytes; an object of that key is replaced. Durable on return. */
  void put(ObjectKey key, byte[] bytes, String contentType);

  /**
   * Stores bytes unless there is an object of that key. Of several that race, one stores. Durable
   * on return.
   *
   * @return whether these bytes were stored
   */
  boolean putIfAbsent(ObjectKey key, byte[] bytes, String contentType);

  /** Stores a file's bytes without holding them in memory. Durable on return. */
  void put(ObjectKey key, Path file, String contentType);

  /** All bytes of an object. */
  byte[] get(ObjectKey key);

  /** The bytes of an object as a stream, which the caller closes. */
  InputStream open(ObjectKey key);

  /** The length of an object in bytes, or empty where there is none. */
  Optional<Long> size(ObjectKey key);

  /** The keys of a bucket that start with a prefix, in order. */
  List<ObjectKey> list(Bucket bucket, String prefix);

  /** Removes an object; nothing happens where there is none. */
  void delete(ObjectKey key);

  /** Creates the buckets of {@link Bucket} that are missing. */
  void createMissingBuckets();

  /** Whether the store answers now. */
  boolean isReachable();
}
