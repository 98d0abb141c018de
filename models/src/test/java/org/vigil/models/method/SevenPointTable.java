package org.vigil.models.method;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.vigil.models.attribution.MetadataField;
import org.vigil.models.golden.GoldenFile;

/**
 * The real metadata and answers of the seven-point checklist data set, grouped as in Table 5.1 of
 * the dissertation, with its creators' split. The pictures may not be passed on and are not here.
 *
 * @param metadata one-hot: difficulty, elevation, location, sex, management, [case][20]
 * @param labels answers to the eight questions, [case][8]
 */
public record SevenPointTable(double[][] metadata, int[][] labels) {
  private static final Map<String, List<List<String>>> ANSWERS =
      Map.of(
          "pigment_network", absentOr(List.of("typical"), List.of("atypical")),
          "streaks", absentOr(List.of("regular"), List.of("irregular")),
          "pigmentation",
              absentOr(
                  List.of("diffuse regular", "localized regular"),
                  List.of("diffuse irregular", "localized irregular")),
          "regression_structures", absentOr(List.of("blue areas", "white areas", "combinations")),
          "dots_and_globules", absentOr(List.of("regular"), List.of("irregular")),
          "blue_whitish_veil", absentOr(List.of("present")),
          "vascular_structures",
              absentOr(
                  List.of("arborizing", "comma", "hairpin", "within regression", "wreath"),
                  List.of("dotted", "linear irregular")));
  private static final List<String> CHECKLIST =
      List.of(
          "pigment_network",
          "streaks",
          "pigmentation",
          "regression_structures",
          "dots_and_globules",
          "blue_whitish_veil",
          "vascular_structures");
  private static final List<List<String>> METADATA =
      List.of(
          List.of("low", "medium", "high"),
          List.of("flat", "palpable", "nodular"),
          List.of(
              "abdomen",
              "head neck",
              "lower limbs",
              "upper limbs",
              "back",
              "chest",
              "acral",
              "buttocks",
              "genital areas"),
          List.of("female", "male"),
          List.of("excision", "no further examination", "clinical follow up"));
  private static final List<String> METADATA_COLUMNS =
      List.of("level_of_diagnostic_difficulty", "elevation", "location", "sex", "management");

  /** The five entries of the metadata as columns. */
  public static final List<MetadataField> FIELDS =
      IntStream.range(0, METADATA.size())
          .mapToObj(
              i ->
                  new MetadataField(
                      METADATA_COLUMNS.get(i),
                      METADATA.subList(0, i).stream().mapToInt(List::size).sum(),
                      METADATA.get(i).size()))
          .toList();

  @SafeVarargs
  private static List<List<String>> absentOr(List<String>... others) {
    return Stream.concat(Stream.of(List.of("absent")), Stream.of(others)).toList();
  }

  /**
   * Skips the test where the table is absent.
   *
   * @param part {@code train}, {@code valid} or {@code test}
   */
  public static SevenPointTable read(String part) {
    Path folder = GoldenFile.shared("data/metadata/derm7pt");
    Assumptions.assumeTrue(Files.exists(folder), () -> "no table at " + folder);
    List<String> rows = lines(folder.resolve("meta.csv"));
    List<String> header = Arrays.asList(rows.getFirst().split(",", -1));
    List<List<String>> cases =
        lines(folder.resolve(part + "_indexes.csv")).stream()
            .skip(1)
            .map(index -> Arrays.asList(rows.get(1 + Integer.parseInt(index)).split(",", -1)))
            .toList();
    return new SevenPointTable(
        cases.stream().map(row -> metadata(header, row)).toArray(double[][]::new),
        cases.stream().map(row -> labels(header, row)).toArray(int[][]::new));
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file).stream().filter(line -> !line.isBlank()).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static double[] metadata(List<String> header, List<String> row) {
    return IntStream.range(0, METADATA.size())
        .mapToObj(i -> oneHot(METADATA.get(i), row.get(header.indexOf(METADATA_COLUMNS.get(i)))))
        .flatMapToDouble(Arrays::stream)
        .toArray();
  }

  private static double[] oneHot(List<String> values, String value) {
    double[] columns = new double[values.size()];
    columns[require(values.indexOf(value), value)] = 1;
    return columns;
  }

  private static int[] labels(List<String> header, List<String> row) {
    IntStream diagnosis = IntStream.of(diagnosis(row.get(header.indexOf("diagnosis"))));
    IntStream checklist =
        CHECKLIST.stream().mapToInt(name -> answer(name, row.get(header.indexOf(name))));
    return IntStream.concat(diagnosis, checklist).toArray();
  }

  private static int diagnosis(String name) {
    if (name.equals("basal cell carcinoma")) {
      return 0;
    }
    if (name.endsWith("nevus")) {
      return 1;
    }
    if (name.startsWith("melanoma")) {
      return 2;
    }
    return name.equals("seborrheic keratosis") ? 4 : 3;
  }

  private static int answer(String question, String value) {
    List<List<String>> answers = ANSWERS.get(question);
    int answer =
        IntStream.range(0, answers.size())
            .filter(i -> answers.get(i).contains(value))
            .findFirst()
            .orElse(-1);
    return require(answer, value);
  }

  private static int require(int index, String value) {
    if (index < 0) {
      throw new IllegalArgumentException("unknown value '" + value + "'");
    }
    return index;
  }
}
