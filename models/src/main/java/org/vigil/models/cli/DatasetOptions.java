package org.vigil.models.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.vigil.models.dataset.Dataset;
import org.vigil.models.dataset.DatasetException;
import org.vigil.models.dataset.Item;
import org.vigil.models.dataset.MetadataField;
import org.vigil.models.dataset.Splits;
import org.vigil.models.dataset.StoredPictures;
import org.vigil.models.dataset.layout.FolderAndTable;
import org.vigil.models.dataset.layout.Layout;
import org.vigil.models.seed.Seed;
import picocli.CommandLine.Option;

/** Which data set a command works on, and how it is split. */
final class DatasetOptions {
  private static final Set<String> COLUMNS = Set.of("file", "label", "patient", "split", "role");

  @Option(
      names = "--dataset",
      required = true,
      paramLabel = "LAYOUT:PATH",
      description = {
        "how the data set is laid out and where it is, such as medmnist:pneumoniamnist.npz",
        "layouts: isic-2018, isic-2019, ham10000, pad-ufes-20, derm7pt, chest-xray14, ranzcr-clip,",
        "label-lists, medmnist, ph2, ph2-melanoma, ph2-criteria, folder (docs/datasets.md)"
      })
  private String source;

  @Option(
      names = "--column",
      paramLabel = "WHAT=NAME",
      description = "layout folder: which column says file, label, patient, split; role=ROLE")
  private Map<String, String> columns = new HashMap<>();

  @Option(
      names = "--metadata",
      split = ",",
      paramLabel = "NAME",
      description = "layout folder: columns of metadata; NAME:number for quantities")
  private List<String> metadata = List.of();

  @Option(names = "--several-labels", description = "layout folder: labels are separated by |")
  private boolean severalLabels;

  @Option(
      names = "--folds",
      description = "cross-validation in so many folds instead of the official split")
  private Optional<Integer> folds = Optional.empty();

  @Option(names = "--fold", description = "the fold to test on, from 0", defaultValue = "0")
  private int fold;

  @Option(names = "--split-seed", description = "of the split's draws", defaultValue = "1")
  private long seed;

  @Option(
      names = "--only-present",
      description = "leave out items whose pictures are not in the folder, which is then a subset")
  private boolean onlyPresent;

  /** The data set with every item in a part. */
  Dataset read() {
    Dataset read = unsplit();
    Dataset all = onlyPresent ? present(read) : read;
    Dataset split =
        folds.isPresent()
            ? Splits.fold(all, folds.get(), fold, new Seed(seed))
            : Splits.complete(all, new Seed(seed));
    Splits.requireClasses(split);
    return split;
  }

  private Dataset unsplit() {
    Layout layout =
        Layout.of(part(0))
            .orElseThrow(
                () ->
                    new DatasetException("no layout '" + part(0) + "'; known: " + Layout.words()));
    if (layout != Layout.FOLDER && !(columns.isEmpty() && metadata.isEmpty() && !severalLabels)) {
      throw new DatasetException(
          "--column, --metadata and --several-labels are for the layout folder");
    }
    return layout == Layout.FOLDER
        ? new FolderAndTable(columns()).read(path())
        : layout.read(path());
  }

  private FolderAndTable.Columns columns() {
    for (String column : columns.keySet()) {
      if (!COLUMNS.contains(column)) {
        throw new DatasetException("no column setting '" + column + "'; known: " + COLUMNS);
      }
    }
    return new FolderAndTable.Columns(
        columns.getOrDefault("file", "file"),
        columns.getOrDefault("label", "label"),
        Optional.ofNullable(columns.get("patient")),
        Optional.ofNullable(columns.get("split")),
        metadata.stream().map(DatasetOptions::field).toList(),
        columns.getOrDefault("role", "other"),
        severalLabels);
  }

  private static MetadataField field(String name) {
    return name.endsWith(":number")
        ? MetadataField.quantity(name.substring(0, name.length() - ":number".length()))
        : MetadataField.category(name);
  }

  private Dataset present(Dataset all) {
    List<Item> items = new ArrayList<>();
    for (var item : all.items()) {
      boolean there =
          item.pictures().stream()
              .allMatch(p -> p.path().contains("#") || Files.exists(folder().resolve(p.path())));
      if (there) {
        items.add(item);
      }
    }
    if (items.isEmpty()) {
      throw new DatasetException("no item of " + source + " has its pictures in the folder");
    }
    return all.with(items);
  }

  /** Where the pictures are. */
  StoredPictures pictures() {
    return new StoredPictures(folder());
  }

  private Path folder() {
    return Files.isDirectory(path()) ? path() : path().toAbsolutePath().getParent();
  }

  Path path() {
    return Path.of(part(1));
  }

  private String part(int index) {
    String[] parts = source.split(":", 2);
    if (parts.length < 2) {
      throw new DatasetException("--dataset is LAYOUT:PATH, not '" + source + "'");
    }
    return parts[index];
  }

  /** How the parts came about, in words. */
  String split() {
    return folds
        .map(count -> "fold %d of %d, seed %d".formatted(fold, count, seed))
        .orElse("official where there is one, else drawn with seed " + seed);
  }

  /** The options of the split, as they were given. */
  String folding() {
    return folds.map(count -> " --folds %d --fold %d".formatted(count, fold)).orElse("")
        + (seed == 1 ? "" : " --split-seed " + seed)
        + (onlyPresent ? " --only-present" : "");
  }

  /** As it was given. */
  String given() {
    return source;
  }
}
