package org.vigil.models.dataset.layout;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.vigil.models.dataset.Dataset;
import org.vigil.models.dataset.DatasetException;
import org.vigil.models.dataset.Item;
import org.vigil.models.dataset.LabelScheme;
import org.vigil.models.dataset.LabelScheme.Question;
import org.vigil.models.dataset.MetadataField;
import org.vigil.models.dataset.Part;
import org.vigil.models.dataset.PictureRef;
import org.vigil.models.dataset.Terms;
import org.vigil.models.dataset.table.Row;
import org.vigil.models.dataset.table.Table;

/**
 * The seven-point checklist data set (Kawahara et al. 2019, doi 10.1109/JBHI.2018.2824327): a
 * clinical and a dermoscopic picture of each of 1,011 lesions, diagnosis and seven criteria grouped
 * as its creators group them, five entries of metadata, the creators' split.
 */
final class Derm7pt implements DatasetReader {
  private static final List<String> METADATA =
      List.of("level_of_diagnostic_difficulty", "elevation", "location", "sex", "management");
  private static final Map<String, Part> SPLIT =
      Map.of("train", Part.TRAINING, "valid", Part.VALIDATION, "test", Part.TEST);

  @Override
  public Dataset read(Path folder) {
    Sources sources = new Sources(folder);
    List<String> required = new ArrayList<>(METADATA);
    required.addAll(List.of("case_num", "diagnosis", "clinic", "derm"));
    required.addAll(SevenPointAnswers.CRITERIA);
    Table table = Table.read(sources.need("meta.csv"), required.toArray(String[]::new));
    Map<Integer, Part> parts = parts(sources, table.rows().size());
    List<Item> items = new ArrayList<>();
    for (int i = 0; i < table.rows().size(); i++) {
      items.add(item(table.rows().get(i), Optional.ofNullable(parts.get(i)), sources));
    }
    List<Question> questions = SevenPointAnswers.questions();
    return new Dataset(
        "Derm7pt",
        new Terms("CC BY-NC-SA 4.0", "Kawahara et al. 2019, doi 10.1109/JBHI.2018.2824327"),
        new LabelScheme.Questions(questions),
        METADATA.stream().map(MetadataField::category).toList(),
        items,
        sources.digests());
  }

  /** The index files count rows from 0. */
  private static Map<Integer, Part> parts(Sources sources, int rows) {
    Map<Integer, Part> parts = new TreeMap<>();
    SPLIT.forEach(
        (name, part) -> {
          Table table = Table.read(sources.need(name + "_indexes.csv"), "indexes");
          for (Row row : table.rows()) {
            double index = row.number("indexes");
            if (index != Math.rint(index) || index < 0 || index >= rows) {
              throw row.fault("indexes", row.text("indexes") + " of " + rows + " cases");
            }
            Part before = parts.put((int) index, part);
            if (before != null) {
              throw row.fault("indexes", row.text("indexes") + " is in two parts of the split");
            }
          }
        });
    if (parts.size() != rows) {
      throw new DatasetException((rows - parts.size()) + " cases of Derm7pt are in no part");
    }
    return parts;
  }

  private static Item item(Row row, Optional<Part> part, Sources sources) {
    Map<String, String> metadata = new HashMap<>();
    METADATA.forEach(
        field ->
            row.optional(field)
                .ifPresent(value -> metadata.put(field, value.toLowerCase(Locale.ROOT))));
    return new Item(
        row.text("case_num"),
        row.text("case_num"), // Every case is another patient's lesion.
        List.of(
            new PictureRef("dermoscopic", sources.picture(row.text("derm"), "images", "")),
            new PictureRef("clinical", sources.picture(row.text("clinic"), "images", ""))),
        SevenPointAnswers.of(row),
        metadata,
        part);
  }
}
