package org.vigil.models.run;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.vigil.models.dataset.DatasetException;
import org.vigil.models.dataset.DatasetManifest;
import org.vigil.models.weights.Safetensors;
import org.vigil.models.weights.Tensor;
import org.vigil.schemas.id.Sha256;

/**
 * What a run leaves behind: {@code model.json}, which this record is, with the digests of the other
 * files of its folder: weights, data set manifest, reports, card.
 *
 * @param format 1
 * @param method by its word
 * @param settings how the run differed from the published recipe
 * @param task what the network tells, with the metadata encoder
 * @param seed of all randomness
 * @param dataset digest of the manifest
 * @param thresholds by question and output, from validation items
 * @param metrics on the test part, by name
 * @param command that made it
 * @param code version of the code, where known
 * @param files SHA-256 by name
 */
public record TrainedModel(
    int format,
    String method,
    Map<String, String> settings,
    Task task,
    long seed,
    String dataset,
    Map<String, double[]> thresholds,
    Map<String, Double> metrics,
    String command,
    Optional<String> code,
    Map<String, String> files) {
  public static final String MODEL = "model.json";
  static final String WEIGHTS = "weights.safetensors";
  static final String DATASET = "dataset.json";

  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .addModule(new Jdk8Module())
          .enable(SerializationFeature.INDENT_OUTPUT)
          .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  /** A model read from its folder. */
  public record Read(TrainedModel model, Map<String, Tensor> weights, DatasetManifest dataset) {}

  /**
   * Reads a folder and checks every file against its digest.
   *
   * @throws DatasetException naming the file that is not what the model says
   */
  public static Read read(Path folder) throws IOException {
    TrainedModel model = JSON.readValue(folder.resolve(MODEL).toFile(), TrainedModel.class);
    for (Map.Entry<String, String> file : model.files().entrySet()) {
      String found = Sha256.of(Files.readAllBytes(folder.resolve(file.getKey()))).hex();
      if (!found.equals(file.getValue())) {
        throw new DatasetException(
            file.getKey() + " has digest " + found + ", model.json says " + file.getValue());
      }
    }
    return new Read(
        model,
        Safetensors.read(Files.readAllBytes(folder.resolve(WEIGHTS))),
        DatasetManifest.of(
            Files.readAllBytes(folder.resolve(DATASET)), new Sha256(model.dataset())));
  }

  /**
   * Writes a folder, whole or not at all.
   *
   * @param contents by file name, without {@code model.json}
   * @throws FileAlreadyExistsException if it exists
   */
  void write(Path folder, Map<String, byte[]> contents) throws IOException {
    if (Files.exists(folder)) {
      throw new FileAlreadyExistsException(folder + " exists; a model is never written twice");
    }
    Path parent = folder.toAbsolutePath().getParent();
    Files.createDirectories(parent);
    Path part = Files.createTempDirectory(parent, ".model-");
    try {
      Map<String, String> digests = new TreeMap<>();
      for (Map.Entry<String, byte[]> file : contents.entrySet()) {
        Files.write(part.resolve(file.getKey()), file.getValue());
        digests.put(file.getKey(), Sha256.of(file.getValue()).hex());
      }
      Files.write(part.resolve(MODEL), JSON.writeValueAsBytes(with(digests)));
      Files.move(part, folder, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException | RuntimeException e) {
      discard(part);
      throw e;
    }
  }

  private static void discard(Path part) throws IOException {
    try (Stream<Path> files = Files.walk(part)) {
      List<Path> all = files.sorted(Comparator.reverseOrder()).toList();
      for (Path file : all) {
        Files.deleteIfExists(file);
      }
    }
  }

  private TrainedModel with(Map<String, String> digests) {
    return new TrainedModel(
        format,
        method,
        settings,
        task,
        seed,
        dataset,
        new LinkedHashMap<>(thresholds),
        metrics,
        command,
        code,
        digests);
  }
}
