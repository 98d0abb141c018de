package org.vigil.models.dataset.layout;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.vigil.models.dataset.Dataset;
import org.vigil.models.dataset.Item;
import org.vigil.models.dataset.LabelScheme;
import org.vigil.models.dataset.MetadataField;
import org.vigil.models.dataset.Part;
import org.vigil.models.dataset.PictureRef;
import org.vigil.models.dataset.Terms;
import org.vigil.models.dataset.table.Row;
import org.vigil.models.dataset.table.Table;

/**
 * NIH ChestX-ray14 (Wang et al. 2017, doi 10.1109/CVPR.2017.369): fourteen findings, the official
 * split from {@code train_val_list.txt} and {@code test_list.txt}, whose first part is for training
 * and validation together. Ages may be written {@code 058Y}, as in the first edition.
 */
final class ChestXray14 implements DatasetReader {
  static final List<String> FINDINGS =
      List.of(
          "Atelectasis",
          "Cardiomegaly",
          "Effusion",
          "Infiltration",
          "Mass",
          "Nodule",
          "Pneumonia",
          "Pneumothorax",
          "Consolidation",
          "Edema",
          "Emphysema",
          "Fibrosis",
          "Pleural_Thickening",
          "Hernia");
  private static final String NONE = "No Finding";
  private static final String IMAGE = "Image Index";
  private static final String LABELS = "Finding Labels";
  private static final String PATIENT = "Patient ID";
  private static final String AGE = "Patient Age";
  private static final Pattern YEARS = Pattern.compile("0*(\\d+)Y?");
  private static final String[] FOLDERS =
      Stream.concat(
              Stream.of("images"),
              IntStream.rangeClosed(1, 12).mapToObj("images_%03d/images"::formatted))
          .toArray(String[]::new);

  @Override
  public Dataset read(Path folder) {
    Sources sources = new Sources(folder);
    Path file =
        sources.need(
            "Data_Entry_2017_v2020.csv",
            "Data_Entry_2017.csv",
            "NIH_Data_Entry_2017_v2020.csv",
            "labels.csv");
    Table table = Table.read(file, IMAGE, LABELS, PATIENT, AGE, "Patient Gender", "View Position");
    Map<String, Part> parts = parts(sources);
    String[] folders = Stream.concat(Stream.of(FOLDERS), Stream.of("")).toArray(String[]::new);
    List<Item> items =
        table.rows().stream().map(row -> item(row, parts, sources, folders)).toList();
    return new Dataset(
        "NIH ChestX-ray14",
        new Terms(
            "NIH Clinical Center: no restriction on use",
            "Wang et al. 2017, doi 10.1109/CVPR.2017.369"),
        new LabelScheme.AnyOf(FINDINGS),
        List.of(
            MetadataField.quantity(AGE),
            MetadataField.category("Patient Gender"),
            MetadataField.category("View Position")),
        items,
        sources.digests());
  }

  /** Empty without the lists; both or neither. */
  private static Map<String, Part> parts(Sources sources) {
    Map<String, Part> parts = new HashMap<>();
    Optional<Path> training = sources.find("train_val_list.txt");
    if (training.isPresent()) {
      lines(training.get()).forEach(name -> parts.put(name, Part.TRAINING));
      lines(sources.need("test_list.txt")).forEach(name -> parts.put(name, Part.TEST));
    }
    return parts;
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file).stream()
          .map(String::strip)
          .filter(l -> !l.isEmpty())
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Item item(Row row, Map<String, Part> parts, Sources sources, String[] folders) {
    String image = row.text(IMAGE);
    if (!parts.isEmpty() && !parts.containsKey(image)) {
      throw row.fault(IMAGE, "'" + image + "' is in neither list of the official split");
    }
    Map<String, String> metadata = new HashMap<>();
    row.optional(AGE).ifPresent(age -> metadata.put(AGE, years(row, age)));
    for (String field : List.of("Patient Gender", "View Position")) {
      row.optional(field).ifPresent(value -> metadata.put(field, value));
    }
    return new Item(
        image,
        row.text(PATIENT),
        List.of(
            new PictureRef(
                "frontal", sources.picture(row.optional("file").orElse(image), folders))),
        labels(row),
        metadata,
        Optional.ofNullable(parts.get(image)));
  }

  private static String years(Row row, String age) {
    Matcher matcher = YEARS.matcher(age);
    if (!matcher.matches()) {
      throw row.fault(AGE, "no age in years: '" + age + "'");
    }
    return matcher.group(1);
  }

  private static List<Integer> labels(Row row) {
    Set<String> found = new HashSet<>(Arrays.asList(row.text(LABELS).split("\\|", -1)));
    boolean none = found.remove(NONE);
    if (none && !found.isEmpty()) {
      throw row.fault(LABELS, "'" + NONE + "' beside findings: '" + row.text(LABELS) + "'");
    }
    for (String finding : found) {
      if (!FINDINGS.contains(finding)) {
        throw row.fault(LABELS, "'" + finding + "' is none of the fourteen findings");
      }
    }
    return FINDINGS.stream().map(finding -> found.contains(finding) ? 1 : 0).toList();
  }

  /** For tables that name patients in the image: {@code 00000013_005.png}. */
  static Optional<String> patientOf(String image) {
    Matcher matcher = Pattern.compile("(?:.*/)?(\\d{8})_\\d{3}\\.png").matcher(image);
    return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
  }
}
