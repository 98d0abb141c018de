package org.vigil.ingest.upload;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import org.vigil.platform.store.ObjectMissingException;
import org.vigil.platform.store.ObjectStore;
import org.vigil.platform.store.StoreUnavailableException;
import org.vigil.schemas.store.Bucket;
import org.vigil.schemas.store.ObjectKey;

/** An {@link ObjectStore} that keeps its promises as long as the test lives. */
public final class MemoryStore implements ObjectStore {
  private final Map<String, byte[]> objects = new ConcurrentSkipListMap<>();

  @Override
  public void put(ObjectKey key, byte[] bytes, String contentType) {
    objects.put(name(key), bytes.clone());
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
      throw new StoreUnavailableException(e);
    }
  }

  @Override
  public byte[] get(ObjectKey key) {
    return Optional.ofNullable(objects.get(name(key)))
        .orElseThrow(() -> new ObjectMissingException(key));
  }

  @Override
  public InputStream open(ObjectKey key) {
    return new ByteArrayInputStream(get(key));
  }

  @Override
  public Optional<Long> size(ObjectKey key) {
    return Optional.ofNullable(objects.get(name(key))).map(bytes -> (long) bytes.length);
  }

  @Override
  public List<ObjectKey> list(Bucket bucket, String prefix) {
    String start = bucket.bucketName() + "/";
    return objects.keySet().stream()
        .filter(name -> name.startsWith(start + prefix))
        .map(name -> new ObjectKey(bucket, name.substring(start.length())))
        .toList();
  }

  @Override
  public void delete(ObjectKey key) {
    objects.remove(name(key));
  }

  @Override
  public void createMissingBuckets() {}

  @Override
  public boolean isReachable() {
    return true;
  }

  private static String name(ObjectKey key) {
    return key.bucket().bucketName() + "/" + key.key();
  }
}
