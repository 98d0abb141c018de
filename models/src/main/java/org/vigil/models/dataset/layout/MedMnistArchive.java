package org.vigil.models.dataset.layout;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.vigil.models.dataset.Dataset;
import org.vigil.models.dataset.DatasetException;
import org.vigil.models.dataset.Item;
import org.vigil.models.dataset.LabelScheme;
import org.vigil.models.dataset.Npz;
import org.vigil.models.dataset.Part;
import org.vigil.models.dataset.PictureRef;
import org.vigil.models.dataset.Terms;
import org.vigil.models.dataset.table.Row;
import org.vigil.models.dataset.table.Table;
import org.vigil.schemas.id.Sha256;

/**
 * A MedMNIST archive (Yang et al. 2023, doi 10.1038/s41597-022-01721-8) with its split. Labels of
 * one column are classes, of several columns findings. Archives name no patients, so every picture
 * stands for itself, unless a table {@code <name>_ids.csv} beside the archive has split, row and
 * lesion_id.
 */
final class MedMnistArchive implements DatasetReader {
  private static final Map<String, Part> PARTS =
      Map.of("train", Part.TRAINING, "val", Part.VALIDATION, "test", Part.TEST);
  private static final List<String> SKIN =
      List.of("AKIEC", "BCC", "BKL", "DF", "MEL", "NV", "VASC");
  private static final Map<String, Known> KNOWN =
      Map.of(
          "pneumoniamnist", new Known("frontal", List.of("Normal", "Pneumonia"), "CC BY 4.0"),
          "dermamnist", new Known("dermoscopic", SKIN, "CC BY-NC 4.0"),
          "ham10000", new Known("dermoscopic", SKIN, "CC BY-NC 4.0"),
          "chestmnist", new Known("frontal", ChestXray14.FINDINGS, "CC BY 4.0"));

  /** What an archive does not say of itself. */
  private record Known(String role, List<String> names, String licence) {}

  @Override
  public Dataset read(Path archive) {
    Map<String, Npz.Bytes> arrays = arrays(archive);
    String name = archive.getFileName().toString().replaceAll("\\.npz$", "");
    Map<String, String> lesions = lesions(archive.resolveSibling(name + "_ids.csv"));
    LabelScheme scheme = scheme(arrays, known(name).map(Known::names));
    List<Item> items = new ArrayList<>();
    for (String part : List.of("train", "val", "test")) {
      items.addAll(items(archive, arrays, part, known(name).map(Known::role), lesions));
    }
    return new Dataset(
        name,
        new Terms(
            known(name).map(Known::licence).orElse("as stated by the archive's publisher"),
            "Yang et al. 2023, doi 10.1038/s41597-022-01721-8"),
        scheme,
        List.of(),
        items,
        Map.of(archive.getFileName().toString(), digest(archive)));
  }

  private static Map<String, Npz.Bytes> arrays(Path archive) {
    try {
      return Npz.read(archive);
    } catch (IllegalArgumentException e) {
      throw new DatasetException(archive.getFileName() + ": " + e.getMessage(), e);
    }
  }

  private static Optional<Known> known(String name) {
    return KNOWN.entrySet().stream()
        .filter(entry -> name.startsWith(entry.getKey()))
        .map(Map.Entry::getValue)
        .findFirst();
  }

  /** By part and row; published ids may be compressed. */
  private static Map<String, String> lesions(Path table) {
    Map<String, String> lesions = new HashMap<>();
    Stream.of(table, table.resolveSibling(table.getFileName() + ".gz"))
        .filter(Files::exists)
        .findFirst()
        .map(file -> Table.read(file, "split", "row", "lesion_id"))
        .ifPresent(
            ids -> {
              for (Row row : ids.rows()) {
                lesions.put(row.text("split") + "/" + row.text("row"), row.text("lesion_id"));
              }
            });
    return lesions;
  }

  private static LabelScheme scheme(Map<String, Npz.Bytes> arrays, Optional<List<String>> names) {
    Npz.Bytes labels = need(arrays, "train_labels");
    int columns = labels.shape().length == 2 ? labels.shape()[1] : 1;
    int largest =
        IntStream.range(0, labels.data().length).map(i -> labels.data()[i]).max().orElse(0);
    int outputs = columns > 1 ? columns : largest + 1;
    List<String> given =
        names
            .filter(n -> n.size() >= outputs)
            .orElseGet(() -> IntStream.range(0, outputs).mapToObj(i -> "class " + i).toList());
    return columns > 1 ? new LabelScheme.AnyOf(given) : new LabelScheme.OneOf(given);
  }

  private static Npz.Bytes need(Map<String, Npz.Bytes> arrays, String name) {
    return Optional.ofNullable(arrays.get(name))
        .orElseThrow(() -> new DatasetException("no array '" + name + "' in the archive"));
  }

  private static List<Item> items(
      Path archive,
      Map<String, Npz.Bytes> arrays,
      String part,
      Optional<String> role,
      Map<String, String> lesions) {
    Npz.Bytes images = need(arrays, part + "_images");
    Npz.Bytes labels = need(arrays, part + "_labels");
    int count = images.shape()[0];
    int columns = count == 0 ? 1 : labels.data().length / count;
    if (images.shape().length < 3 || labels.data().length != count * columns) {
      throw new DatasetException(
          "part '%s': pictures %s, labels %s"
              .formatted(part, Arrays.toString(images.shape()), Arrays.toString(labels.shape())));
    }
    List<Item> items = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String id = part + "/" + i;
      String path = archive.getFileName() + "#" + part + "_images/" + i;
      items.add(
          new Item(
              id,
              lesions.getOrDefault(id, id),
              List.of(new PictureRef(role.orElse("other"), path)),
              IntStream.range(i * columns, (i + 1) * columns)
                  .mapToObj(at -> (int) labels.data()[at])
                  .toList(),
              Map.of(),
              Optional.of(PARTS.get(part))));
    }
    return items;
  }

  private static String digest(Path archive) {
    try {
      return Sha256.of(Files.readAllBytes(archive)).hex();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
