package org.vigil.models.bundle;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.vigil.models.weights.Safetensors;
import org.vigil.models.weights.Tensor;
import org.vigil.schemas.bundle.ManifestSchema;
import org.vigil.schemas.event.BundleRef;
import org.vigil.schemas.id.Sha256;

/**
 * A verified bundle in memory.
 *
 * @param manifest what it says of itself
 * @param digest SHA-256 of the manifest's bytes; the manifest holds the digests of the other files
 * @param weights the network's tensors
 * @param fitted what was fitted to the network beside them, such as its doubts
 * @param card Markdown
 */
public record Bundle(
    BundleManifest manifest,
    Sha256 digest,
    Map<String, Tensor> weights,
    Map<String, Tensor> fitted,
    String card) {
  /** Before the names of tensors that are no weights of the network. */
  private static final String FITTED = "vigil.";

  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .addModule(new Jdk8Module())
          .addModule(new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .enable(SerializationFeature.INDENT_OUTPUT)
          .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .build();

  /**
   * Reads and verifies a bundle.
   *
   * @throws BundleException if the manifest breaks its schema or a file is not what the manifest
   *     says
   * @throws org.vigil.models.weights.WeightsException if the weights break their format
   */
  public static Bundle read(BundleFiles files) {
    byte[] manifestBytes = files.read(BundleFiles.MANIFEST);
    BundleManifest manifest = manifest(manifestBytes);
    byte[] weights = verified(files, manifest, BundleFiles.WEIGHTS);
    byte[] card = verified(files, manifest, BundleFiles.CARD);
    Map<String, Tensor> own = new LinkedHashMap<>();
    Map<String, Tensor> fitted = new LinkedHashMap<>();
    Safetensors.read(weights)
        .forEach(
            (name, tensor) -> {
              if (name.startsWith(FITTED)) {
                fitted.put(name.substring(FITTED.length()), tensor);
              } else {
                own.put(name, tensor);
              }
            });
    return new Bundle(
        manifest, Sha256.of(manifestBytes), own, fitted, new String(card, StandardCharsets.UTF_8));
  }

  /** Reads and checks a manifest alone. */
  public static BundleManifest manifest(byte[] bytes) {
    try {
      JsonNode tree = JSON.readTree(bytes);
      requireNone(ManifestSchema.validate(tree));
      BundleManifest manifest = JSON.treeToValue(tree, BundleManifest.class);
      requireNone(ManifestRules.broken(manifest));
      return manifest;
    } catch (JsonProcessingException e) {
      throw new BundleException("manifest.json: " + e.getOriginalMessage(), e);
    } catch (IOException e) {
      throw new BundleException("manifest.json is no JSON", e);
    }
  }

  private static void requireNone(List<String> errors) {
    if (!errors.isEmpty()) {
      throw new BundleException("manifest.json: " + String.join("; ", errors));
    }
  }

  private static byte[] verified(BundleFiles files, BundleManifest manifest, String name) {
    byte[] bytes = files.read(name);
    String found = Sha256.of(bytes).hex();
    String stated = manifest.files().get(name);
    if (!found.equals(stated)) {
      throw new BundleException(name + " has digest " + found + ", the manifest says " + stated);
    }
    return bytes;
  }

  /**
   * Writes a bundle into a new folder; the manifest's {@code files} are filled in here. The folder
   * appears whole or not at all.
   *
   * @return the bundle as it can now be read
   * @throws FileAlreadyExistsException if the folder exists: a version is never written twice
   * @throws BundleException if the manifest would be refused when read
   */
  public static Bundle write(
      Path folder, BundleManifest manifest, Map<String, Tensor> weights, String card)
      throws IOException {
    return write(folder, manifest, weights, Map.of(), card);
  }

  /** The same with what was fitted to the network. */
  public static Bundle write(
      Path folder,
      BundleManifest manifest,
      Map<String, Tensor> weights,
      Map<String, Tensor> fitted,
      String card)
      throws IOException {
    if (Files.exists(folder)) {
      throw new FileAlreadyExistsException(folder.toString());
    }
    Path parent = folder.toAbsolutePath().getParent();
    Files.createDirectories(parent);
    Path part = Files.createTempDirectory(parent, ".bundle-");
    try {
      Map<String, Tensor> tensors = new LinkedHashMap<>(weights);
      fitted.forEach((name, tensor) -> tensors.put(FITTED + name, tensor));
      Map<String, byte[]> files = files(manifest, tensors, card);
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        Files.write(part.resolve(file.getKey()), file.getValue());
      }
      read(BundleFiles.in(part)); // What would be refused later is refused now.
      Files.move(part, folder, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException | RuntimeException e) {
      discard(part);
      throw e;
    }
    return read(BundleFiles.in(folder));
  }

  private static Map<String, byte[]> files(
      BundleManifest manifest, Map<String, Tensor> weights, String card) throws IOException {
    Map<String, byte[]> files = new LinkedHashMap<>();
    files.put(BundleFiles.WEIGHTS, Safetensors.write(weights));
    files.put(BundleFiles.CARD, card.getBytes(StandardCharsets.UTF_8));
    Map<String, String> digests = new LinkedHashMap<>();
    files.forEach((name, bytes) -> digests.put(name, Sha256.of(bytes).hex()));
    files.put(BundleFiles.MANIFEST, JSON.writeValueAsBytes(manifest.withFiles(digests)));
    return files;
  }

  private static void discard(Path part) throws IOException {
    for (String name : List.of(BundleFiles.WEIGHTS, BundleFiles.CARD, BundleFiles.MANIFEST)) {
      Files.deleteIfExists(part.resolve(name));
    }
    Files.deleteIfExists(part);
  }

  /** What the network's tensors take in memory. */
  public long weightBytes() {
    return weights.values().stream().mapToLong(tensor -> tensor.data().remaining()).sum();
  }

  /** The name by which events speak of this bundle. */
  public BundleRef ref() {
    return new BundleRef(manifest.slot(), manifest.version(), digest.hex());
  }
}
