package org.vigil.models.dataset;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.vigil.schemas.id.Sha256;

/**
 * A data set as it was used, for ever: every item with its labels, its part and the digests of its
 * pictures. Its address is the SHA-256 of its bytes, {@code datasets/<sha256>.json} in the object
 * store; the same data set gives the same bytes.
 *
 * @param format 1
 * @param split how the parts came about, in words
 * @param unreadable pictures that were left out with their items, with the reason
 * @param dataset every item with a part, every picture with its digest
 */
public record DatasetManifest(int format, String split, List<String> unreadable, Dataset dataset) {
  private static final int FORMAT = 1;
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .addModule(new Jdk8Module())
          .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .build();

  /**
   * @throws DatasetException if it is of another format, not split, or a picture has no digest
   * @throws LeakException if a patient or the same picture is in two parts
   */
  public DatasetManifest {
    unreadable = List.copyOf(unreadable);
    if (format != FORMAT || !dataset.hasSplit()) {
      throw new DatasetException("format " + format + "; every item needs a part of the split");
    }
    dataset.requireNoLeak();
    requireDistinctPictures(dataset);
  }

  private static void requireDistinctPictures(Dataset dataset) {
    Map<String, Item> seen = new HashMap<>();
    for (Item item : dataset.items()) {
      for (PictureRef picture : item.pictures()) {
        String digest =
            picture
                .sha256()
                .orElseThrow(() -> new DatasetException("no digest of " + picture.path()));
        Item other = seen.putIfAbsent(digest, item);
        if (other != null && !other.part().equals(item.part())) {
          throw new LeakException(
              "the same picture is in two parts of the split: items '%s' and '%s'"
                  .formatted(other.id(), item.id()));
        }
      }
    }
  }

  /**
   * Reads every picture's bytes once; items with a picture that is absent are left out and listed.
   *
   * @param mostUnreadable share of the items, 0 to 1
   * @throws DatasetException if more items than that would be left out
   */
  public static DatasetManifest seal(
      Dataset dataset, String split, Pictures pictures, double mostUnreadable) {
    List<Item> items = new ArrayList<>();
    List<String> unreadable = new ArrayList<>();
    for (Item item : dataset.items()) {
      try {
        items.add(sealed(item, pictures));
      } catch (UnreadablePictureException e) {
        unreadable.add(item.id() + ": " + e.getMessage());
      }
    }
    if (unreadable.size() > mostUnreadable * dataset.items().size()) {
      throw new DatasetException(
          "%d of %d items of %s have pictures that cannot be read (%.1f%% allowed), the first: %s"
              .formatted(
                  unreadable.size(),
                  dataset.items().size(),
                  dataset.name(),
                  100 * mostUnreadable,
                  unreadable.getFirst()));
    }
    return new DatasetManifest(FORMAT, split, unreadable, dataset.with(items));
  }

  private static Item sealed(Item item, Pictures pictures) {
    List<PictureRef> refs =
        item.pictures().stream()
            .map(
                ref ->
                    new PictureRef(ref.role(), ref.path(), Optional.of(pictures.digest(ref).hex())))
            .toList();
    return new Item(item.id(), item.patient(), refs, item.labels(), item.metadata(), item.part());
  }

  /** The manifest's bytes, always the same for the same manifest. */
  public byte[] bytes() {
    try {
      return JSON.writeValueAsBytes(this);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("records can be written", e);
    }
  }

  /** The address. */
  public Sha256 digest() {
    return Sha256.of(bytes());
  }

  /** Writes {@code <sha256>.json} into a folder; one that is there is left as it is. */
  public Path write(Path folder) throws IOException {
    Files.createDirectories(folder);
    Path file = folder.resolve(digest().hex() + ".json");
    if (!Files.exists(file)) {
      Path part = Files.createTempFile(folder, ".dataset-", ".part");
      Files.write(part, bytes());
      Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
    }
    return file;
  }

  /**
   * Reads a manifest and checks that it is the one asked for.
   *
   * @throws DatasetException if the bytes have another digest or are no manifest
   */
  public static DatasetManifest of(byte[] bytes, Sha256 digest) {
    Sha256 found = Sha256.of(bytes);
    if (!found.equals(digest)) {
      throw new DatasetException("the manifest has digest " + found + ", not " + digest);
    }
    try {
      return JSON.readValue(bytes, DatasetManifest.class);
    } catch (ValueInstantiationException e) {
      throw e.getCause() instanceof DatasetException own
          ? own
          : new DatasetException("no data set manifest: " + e.getOriginalMessage(), e);
    } catch (IOException e) {
      throw new DatasetException("no data set manifest: " + e.getMessage(), e);
    }
  }
}
