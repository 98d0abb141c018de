package org.vigil.embedded.testing;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.vigil.platform.store.ObjectMissingException;
import org.vigil.platform.store.ObjectStore;
import org.vigil.platform.store.StoreUnavailableException;
import org.vigil.schemas.store.Bucket;
import org.vigil.schemas.store.ObjectKey;

/**
 * An {@link ObjectStore} in memory, for unit tests; it can be told to fail after a number of puts.
 */
public final class MemoryStore implements ObjectStore {
  /** By bucket and key. */
  public final Map<String, byte[]> objects = new TreeMap<>();

  public int putsBeforeFailure = Integer.MAX_VALUE;

  @Override
  public synchronized void put(ObjectKey key, byte[] bytes, String contentType) {
    if (putsBeforeFailure-- <= 0) {
      throw new StoreUnavailableException(new IOException("told to fail"));
    }
    objects.put(key.toString(), bytes.clone());
  }

  @Override
  public synchronized boolean putIfAbsent(ObjectKey key, byte[] bytes, String contentType) {
    if (size(key).isPresent()) {
      return false;
    }
    put(key, bytes, contentType);
    return true;
  }

  @Override
  public void put(ObjectKey key, Path file, String contentType) {
    try {
      put(key, Files.readAllBytes(file), contentType);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public synchronized byte[] get(ObjectKey key) {
    return Optional.ofNullable(objects.get(key.toString()))
        .orElseThrow(() -> new ObjectMissingException(key));
  }

  @Override
  public InputStream open(ObjectKey key) {
    return new ByteArrayInputStream(get(key));
  }

  @Override
  public synchronized Optional<Long> size(ObjectKey key) {
    return Optional.ofNullable(objects.get(key.toString())).map(bytes -> (long) bytes.length);
  }

  @Override
  public synchronized List<ObjectKey> list(Bucket bucket, String prefix) {
    String start = bucket.bucketName() + "/";
    return List.copyOf(objects.keySet()).stream()
        .filter(name -> name.startsWith(start + prefix))
        .map(name -> new ObjectKey(bucket, name.substring(start.length())))
        .toList();
  }

  @Override
  public synchronized void delete(ObjectKey key) {
    objects.remove(key.toString());
  }

  @Override
  public void createMissingBuckets() {}

  @Override
  public boolean isReachable() {
    return true;
  }
}
