package org.vigil.models.dataset.layout;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.vigil.models.dataset.Dataset;
import org.vigil.models.dataset.Item;
import org.vigil.models.dataset.LabelScheme;
import org.vigil.models.dataset.MetadataField;
import org.vigil.models.dataset.PictureRef;
import org.vigil.models.dataset.Terms;
import org.vigil.models.dataset.table.Row;
import org.vigil.models.dataset.table.Table;

/**
 * PAD-UFES-20 (Pacheco et al. 2020, doi 10.1016/j.dib.2020.106221): smartphone photographs with 21
 * entries of metadata. No official split. Tables that a spreadsheet has rewritten are understood:
 * TRUE for True, 3 for 3.0, 40.00.00 for 40.0.
 */
final class PadUfes20 implements DatasetReader {
  static final List<String> CLASSES = List.of("ACK", "BCC", "MEL", "NEV", "SCC", "SEK");
  static final List<String> QUANTITIES = List.of("age", "fitspatrick", "diameter_1", "diameter_2");
  static final List<String> TRUTHS =
      List.of(
          "smoke",
          "drink",
          "pesticide",
          "skin_cancer_history",
          "cancer_history",
          "has_piped_water",
          "has_sewage_system",
          "itch",
          "grew",
          "hurt",
          "changed",
          "bleed",
          "elevation");
  static final List<String> WORDS =
      List.of("background_father", "background_mother", "gender", "region");
  private static final Map<String, Boolean> TRUTH = Map.of("true", true, "false", false);
  private static final String UNKNOWN = "UNK";
  private static final Pattern AS_TIME = Pattern.compile("(\\d+)\\.00\\.00");

  @Override
  public Dataset read(Path folder) {
    Sources sources = new Sources(folder);
    Path file = sources.need("metadata.csv", "PAD-UFES-20_metadata.csv");
    String[] required =
        Stream.of(
                List.of("patient_id", "lesion_id", "diagnostic", "img_id"),
                QUANTITIES,
                TRUTHS,
                WORDS)
            .flatMap(List::stream)
            .toArray(String[]::new);
    List<MetadataField> fields =
        Stream.concat(
                QUANTITIES.stream().map(MetadataField::quantity),
                Stream.concat(TRUTHS.stream(), WORDS.stream()).map(MetadataField::category))
            .toList();
    return new Dataset(
        "PAD-UFES-20",
        new Terms("CC BY 4.0", "Pacheco et al. 2020, doi 10.1016/j.dib.2020.106221"),
        new LabelScheme.OneOf(CLASSES),
        fields,
        Table.read(file, required).rows().stream().map(row -> item(row, sources)).toList(),
        sources.digests());
  }

  private static Item item(Row row, Sources sources) {
    Map<String, String> metadata = new HashMap<>();
    for (String field : QUANTITIES) {
      known(row, field).ifPresent(value -> metadata.put(field, quantity(row, field)));
    }
    for (String field : TRUTHS) {
      known(row, field)
          .ifPresent(value -> metadata.put(field, row.word(field, TRUTH) ? "True" : "False"));
    }
    for (String field : WORDS) {
      known(row, field).ifPresent(value -> metadata.put(field, value));
    }
    String path =
        sources.picture(
            row.text("img_id"), "imgs_part_1", "imgs_part_2", "imgs_part_3", "images", "");
    Map<String, Integer> classes = new HashMap<>();
    CLASSES.forEach(name -> classes.put(name.toLowerCase(Locale.ROOT), classes.size()));
    return new Item(
        row.text("img_id"),
        row.text("patient_id"),
        List.of(new PictureRef("clinical", path)),
        List.of(row.word("diagnostic", classes)),
        metadata,
        Optional.empty());
  }

  private static Optional<String> known(Row row, String field) {
    return row.optional(field).filter(value -> !UNKNOWN.equals(value));
  }

  private static String quantity(Row row, String field) {
    Matcher time = AS_TIME.matcher(row.text(field));
    return Double.toString(time.matches() ? Double.parseDouble(time.group(1)) : row.number(field));
  }
}
