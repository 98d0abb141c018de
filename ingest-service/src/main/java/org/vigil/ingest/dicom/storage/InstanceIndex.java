package org.vigil.ingest.dicom.storage;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.vigil.ingest.dicom.pdu.Uid;
import org.vigil.platform.store.ObjectMissingException;
import org.vigil.platform.store.ObjectStore;
import org.vigil.schemas.id.ImageId;
import org.vigil.schemas.id.Sha256;
import org.vigil.schemas.id.SiteId;
import org.vigil.schemas.store.Bucket;
import org.vigil.schemas.store.ObjectKey;
import org.vigil.schemas.store.ObjectKeys;

/**
 * Knows which accepted image a SOP Instance UID stands for, by an object in the identity bucket for
 * each. An entry is written after store and broker have the image, never before, and is never
 * replaced. Thread-safe, between processes too.
 */
public final class InstanceIndex {
  private static final ObjectMapper JSON =
      JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();
  private static final String MEDIA_TYPE = "application/json";

  private final ObjectStore store;

  public InstanceIndex(ObjectStore store) {
    this.store = store;
  }

  /**
   * An accepted instance.
   *
   * @param imageId of its bytes
   * @param studyId that it belongs to
   */
  public record Entry(String sopClassUid, String sopInstanceUid, String imageId, String studyId) {}

  /** The image that was first accepted under this UID. */
  public Optional<Entry> find(SiteId site, Uid sopInstance) {
    return read(ObjectKeys.instance(site, digest(sopInstance)));
  }

  /** The image of these bytes, be it the first under this UID or in conflict with the first. */
  Optional<Entry> find(SiteId site, Uid sopInstance, ImageId image, Optional<Entry> first) {
    return first
        .filter(entry -> entry.imageId().equals(image.value()))
        .or(() -> first.flatMap(e -> read(conflict(site, sopInstance, image))))
        .filter(entry -> store.size(ObjectKeys.raw(site, image)).isPresent());
  }

  /**
   * Enters an accepted instance.
   *
   * @return whether it is in conflict with another of the same UID
   */
  boolean enter(SiteId site, Entry entry) {
    Uid sopInstance = new Uid(entry.sopInstanceUid());
    if (store.putIfAbsent(
        ObjectKeys.instance(site, digest(sopInstance)), write(entry), MEDIA_TYPE)) {
      return false;
    }
    boolean same = find(site, sopInstance).map(Entry::imageId).equals(Optional.of(entry.imageId()));
    if (!same) {
      ImageId image = new ImageId(entry.imageId());
      store.put(conflict(site, sopInstance, image), write(entry), MEDIA_TYPE);
    }
    return !same;
  }

  /** The keys of all entries under a UID: the first, and those in conflict with it. */
  public List<ObjectKey> entries(SiteId site, String sopInstanceUid) {
    Sha256 digest = Sha256.of(sopInstanceUid);
    ObjectKey first = ObjectKeys.instance(site, digest);
    String folder = first.key().replaceAll("\\.json$", "/");
    return Stream.concat(Stream.of(first), store.list(Bucket.IDENTITY, folder).stream()).toList();
  }

  /** Keeps an object of several frames as it was received. */
  void keepWhole(SiteId site, ImageId image, Path file) {
    store.put(ObjectKeys.raw(site, image), file, "application/octet-stream");
  }

  private static ObjectKey conflict(SiteId site, Uid sopInstance, ImageId image) {
    return ObjectKeys.instanceConflict(site, digest(sopInstance), image);
  }

  /** The entry under a key, if there is one. */
  public Optional<Entry> read(ObjectKey key) {
    try {
      return Optional.of(JSON.readValue(store.get(key), Entry.class));
    } catch (ObjectMissingException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException("an entry of the instance index cannot be read", e);
    }
  }

  private static byte[] write(Entry entry) {
    try {
      return JSON.writeValueAsBytes(entry);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Sha256 digest(Uid sopInstance) {
    return Sha256.of(sopInstance.value());
  }
}
