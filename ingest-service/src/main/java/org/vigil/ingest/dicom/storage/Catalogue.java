package org.vigil.ingest.dicom.storage;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.vigil.ingest.dicom.dataset.DataDictionary;
import org.vigil.ingest.dicom.dataset.DataSet;
import org.vigil.ingest.dicom.dataset.Element;
import org.vigil.ingest.dicom.dataset.Tag;
import org.vigil.platform.store.ObjectMissingException;
import org.vigil.platform.store.ObjectStore;
import org.vigil.schemas.id.ImageId;
import org.vigil.schemas.id.Sha256;
import org.vigil.schemas.id.SiteId;
import org.vigil.schemas.store.Bucket;
import org.vigil.schemas.store.ObjectKey;

/**
 * Knows which instances there are of each study, with the attributes that one searches by: an
 * object for each instance in the identity bucket. An entry is written after store and broker have
 * the image and before its sender is told so. Thread-safe, between processes too.
 */
public final class Catalogue {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String MEDIA_TYPE = "application/json";

  private final ObjectStore store;

  public Catalogue(ObjectStore store) {
    this.store = store;
  }

  /**
   * An instance.
   *
   * @param imageId of its bytes, under which its original lies
   * @param words its attributes by keyword, as text
   */
  public record Instance(String imageId, Map<String, String> words) {
    public String word(String keyword) {
      return words.getOrDefault(keyword, "");
    }
  }

  /** A study's name in object keys, which hold no identifier. */
  public record StudyKey(String digest) {
    public static StudyKey of(String studyInstanceUid) {
      return new StudyKey(Sha256.of(studyInstanceUid).hex());
    }
  }

  void enter(SiteId site, ImageId image, Headline headline) {
    Map<String, String> words = new LinkedHashMap<>();
    DataSet data = headline.words();
    for (Element element : data.elements()) {
      DataDictionary.keyword(element.tag())
          .ifPresent(keyword -> word(data, element).ifPresent(text -> words.put(keyword, text)));
    }
    String study = words.getOrDefault("StudyInstanceUID", "");
    String instance = words.getOrDefault("SOPInstanceUID", "");
    try {
      byte[] bytes = JSON.writeValueAsBytes(new Instance(image.value(), words));
      store.put(key(site, StudyKey.of(study), Sha256.of(instance)), bytes, MEDIA_TYPE);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Optional<String> word(DataSet data, Element element) {
    return element.tag() == Tag.Rows || element.tag() == Tag.Columns
        ? data.unsigned(element.tag()).map(Object::toString)
        : data.text(element.tag());
  }

  /** The studies of a site, each with the key of one of its instances. */
  public Map<StudyKey, ObjectKey> studies(SiteId site) {
    Map<StudyKey, ObjectKey> studies = new TreeMap<>((a, b) -> a.digest().compareTo(b.digest()));
    String prefix = prefix(site);
    for (ObjectKey key : store.list(Bucket.IDENTITY, prefix)) {
      String digest = key.key().substring(prefix.length()).split("/", 2)[0];
      studies.putIfAbsent(new StudyKey(digest), key);
    }
    return studies;
  }

  /** The instances of a study. */
  public List<Instance> instances(SiteId site, StudyKey study) {
    return store.list(Bucket.IDENTITY, prefix(site) + study.digest() + "/").stream()
        .flatMap(key -> read(key).stream())
        .toList();
  }

  /** One instance of a study. */
  public Optional<Instance> find(SiteId site, StudyKey study, String sopInstanceUid) {
    return read(key(site, study, Sha256.of(sopInstanceUid)));
  }

  /** The key of an instance's entry, if the entry is of this image. */
  public Optional<ObjectKey> entry(
      SiteId site, StudyKey study, String sopInstanceUid, ImageId image) {
    ObjectKey key = key(site, study, Sha256.of(sopInstanceUid));
    return read(key).filter(known -> known.imageId().equals(image.value())).map(known -> key);
  }

  public Optional<Instance> read(ObjectKey key) {
    try {
      return Optional.of(JSON.readValue(store.get(key), Instance.class));
    } catch (ObjectMissingException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException("an entry of the catalogue cannot be read", e);
    }
  }

  private static String prefix(SiteId site) {
    return "%s/catalogue/".formatted(site);
  }

  private static ObjectKey key(SiteId site, StudyKey study, Sha256 sopInstance) {
    String name = "%s%s/%s.json".formatted(prefix(site), study.digest(), sopInstance);
    return new ObjectKey(Bucket.IDENTITY, name);
  }
}
