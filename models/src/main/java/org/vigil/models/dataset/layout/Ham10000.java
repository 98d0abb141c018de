package org.vigil.models.dataset.layout;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
 * HAM10000 (Tschandl et al. 2018, doi 10.1038/sdata.2018.161): one table, images of the same lesion
 * under one lesion_id. It has no official split; copies that add columns {@code file} and {@code
 * split} are followed. Diagnoses may be written out, as some copies have them.
 */
final class Ham10000 implements DatasetReader {
  static final List<String> CLASSES = List.of("AKIEC", "BCC", "BKL", "DF", "MEL", "NV", "VASC");
  private static final Map<String, Integer> DIAGNOSES =
      Map.ofEntries(
          Map.entry("akiec", 0),
          Map.entry("actinic keratoses and intraepithelial carcinoma", 0),
          Map.entry("actinic keratoses", 0),
          Map.entry("bcc", 1),
          Map.entry("basal cell carcinoma", 1),
          Map.entry("bkl", 2),
          Map.entry("benign keratosis-like lesions", 2),
          Map.entry("df", 3),
          Map.entry("dermatofibroma", 3),
          Map.entry("mel", 4),
          Map.entry("melanoma", 4),
          Map.entry("nv", 5),
          Map.entry("melanocytic nevi", 5),
          Map.entry("melanomaanocytic nevi", 5), // A copy in which "mel" was replaced everywhere.
          Map.entry("vasc", 6),
          Map.entry("vascular lesions", 6));
  private static final String UNKNOWN = "unknown";

  @Override
  public Dataset read(Path folder) {
    Sources sources = new Sources(folder);
    Path file = sources.need("HAM10000_metadata.csv", "HAM10000_metadata", "labels.csv");
    Table table = Table.read(file, "lesion_id", "image_id", "dx", "age", "sex", "localization");
    return new Dataset(
        "HAM10000",
        new Terms("CC BY-NC 4.0", "Tschandl et al. 2018, doi 10.1038/sdata.2018.161"),
        new LabelScheme.OneOf(CLASSES),
        List.of(
            MetadataField.quantity("age"),
            MetadataField.category("sex"),
            MetadataField.category("localization")),
        table.rows().stream().map(row -> item(row, sources)).toList(),
        sources.digests());
  }

  private static Item item(Row row, Sources sources) {
    String image = row.text("image_id");
    Map<String, String> metadata = new HashMap<>();
    if (row.optional("age").isPresent()) {
      metadata.put("age", Double.toString(row.number("age")));
    }
    for (String field : List.of("sex", "localization")) {
      row.optional(field)
          .filter(value -> !UNKNOWN.equals(value))
          .ifPresent(value -> metadata.put(field, value));
    }
    String file = row.optional("file").orElse(image + ".jpg");
    String path =
        sources.picture(
            file,
            "HAM10000_images_part_1",
            "HAM10000_images_part_2",
            "HAM10000_images",
            "images",
            "");
    Optional<Part> part =
        row.optional("split").isPresent()
            ? Optional.of(row.word("split", Part.WORDS))
            : Optional.empty();
    return new Item(
        image,
        row.text("lesion_id"),
        List.of(new PictureRef("dermoscopic", path)),
        List.of(row.word("dx", DIAGNOSES)),
        metadata,
        part);
  }
}
