package org.vigil.models.dataset.layout;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.vigil.models.dataset.Dataset;
import org.vigil.models.dataset.Item;
import org.vigil.models.dataset.LabelScheme;
import org.vigil.models.dataset.MetadataField;
import org.vigil.models.dataset.PictureRef;
import org.vigil.models.dataset.Terms;
import org.vigil.models.dataset.table.Row;
import org.vigil.models.dataset.table.Table;

/**
 * ISIC-2019, training part (25,331 images; the test part's truth was not published). Its UNK column
 * has no image; one that had would be no class to learn and is refused. Lesions are named for most
 * images, the others stand for themselves.
 */
final class Isic2019 implements DatasetReader {
  static final List<String> CLASSES = List.of("MEL", "NV", "BCC", "AK", "BKL", "DF", "VASC", "SCC");
  private static final String UNKNOWN = "UNK";
  private static final String AGE = "age_approx";
  private static final String SITE = "anatom_site_general";

  @Override
  public Dataset read(Path folder) {
    Sources sources = new Sources(folder);
    List<String> required = new ArrayList<>(CLASSES);
    required.add("image");
    required.add(UNKNOWN);
    Table truth =
        Table.read(
            sources.need("ISIC_2019_Training_GroundTruth.csv"), required.toArray(String[]::new));
    Map<String, Row> known =
        metadata(
            sources.need(
                "ISIC_2019_Training_Metadata.csv", "ISIC_2019_Training_Metadata.gender.csv"));
    List<Item> items = truth.rows().stream().map(row -> item(row, known, sources)).toList();
    return new Dataset(
        "ISIC-2019",
        new Terms(
            "CC BY-NC 4.0",
            "Tschandl et al. 2018, doi 10.1038/sdata.2018.161; Codella et al. 2017, arXiv"
                + " 1710.05006; Hernandez-Perez et al. 2024, doi 10.1038/s41597-024-03387-w"),
        new LabelScheme.OneOf(CLASSES),
        List.of(
            MetadataField.quantity(AGE),
            MetadataField.category(SITE),
            MetadataField.category("sex")),
        items,
        sources.digests());
  }

  private static Map<String, Row> metadata(Path file) {
    Map<String, Row> rows = new HashMap<>();
    for (Row row : Table.read(file, "image", AGE, SITE, "lesion_id").rows()) {
      rows.put(row.text("image"), row);
    }
    return rows;
  }

  private static Item item(Row row, Map<String, Row> known, Sources sources) {
    String image = row.text("image");
    if (row.mark(UNKNOWN)) {
      throw row.fault(UNKNOWN, "is 1, which is no class of the training part");
    }
    Row about = known.get(image);
    if (about == null) {
      throw row.fault("image", "'" + image + "' has no line in the metadata");
    }
    Map<String, String> metadata = new HashMap<>();
    if (about.optional(AGE).isPresent()) {
      metadata.put(AGE, Double.toString(about.number(AGE)));
    }
    about.optional(SITE).ifPresent(site -> metadata.put(SITE, site));
    about.optional("sex").or(() -> about.optional("gender")).ifPresent(s -> metadata.put("sex", s));
    String path = sources.picture(image + ".jpg", "ISIC_2019_Training_Input", "");
    return new Item(
        image,
        about.optional("lesion_id").orElse(image),
        List.of(new PictureRef("dermoscopic", path)),
        List.of(OneHot.index(row, CLASSES)),
        metadata,
        Optional.empty());
  }
}
