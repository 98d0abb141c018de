package org.vigil.models.dataset.layout;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.vigil.models.dataset.Dataset;
import org.vigil.models.dataset.DatasetException;
import org.vigil.models.dataset.Item;
import org.vigil.models.dataset.LabelScheme;
import org.vigil.models.dataset.Part;
import org.vigil.models.dataset.PictureRef;
import org.vigil.models.dataset.Terms;
import org.vigil.models.dataset.table.Row;
import org.vigil.models.dataset.table.Table;

/**
 * ISIC-2018, task 3 (Codella et al. 2019, arXiv 1902.03368): one ground-truth table per part, the
 * training part's lesions in a table of their own. Where that is absent an image stands for its
 * lesion.
 */
final class Isic2018 implements DatasetReader {
  static final List<String> CLASSES = List.of("MEL", "NV", "BCC", "AKIEC", "BKL", "DF", "VASC");
  private static final String PREFIX = "ISIC2018_Task3_";
  private static final Map<String, Part> PARTS =
      Map.of("Training", Part.TRAINING, "Validation", Part.VALIDATION, "Test", Part.TEST);

  @Override
  public Dataset read(Path folder) {
    Sources sources = new Sources(folder);
    Map<String, String> lesions = lesions(sources);
    List<Item> items = new ArrayList<>();
    for (String part : List.of("Training", "Validation", "Test")) {
      sources
          .find(PREFIX + part + "_GroundTruth.csv")
          .ifPresent(file -> items.addAll(items(file, part, lesions, sources)));
    }
    if (items.isEmpty()) {
      throw new DatasetException("no " + PREFIX + "..._GroundTruth.csv in " + folder);
    }
    return new Dataset(
        "ISIC-2018 task 3",
        new Terms("CC BY-NC 4.0", "Codella et al. 2019, arXiv 1902.03368"),
        new LabelScheme.OneOf(CLASSES),
        List.of(),
        items,
        sources.digests());
  }

  private static Map<String, String> lesions(Sources sources) {
    Map<String, String> lesions = new HashMap<>();
    sources
        .find(PREFIX + "Training_LesionGroupings.csv")
        .map(file -> Table.read(file, "image", "lesion_id"))
        .ifPresent(
            table -> table.rows().forEach(r -> lesions.put(r.text("image"), r.text("lesion_id"))));
    return lesions;
  }

  private static List<Item> items(
      Path file, String part, Map<String, String> lesions, Sources sources) {
    List<String> required = new ArrayList<>(CLASSES);
    required.add("image");
    Table table = Table.read(file, required.toArray(String[]::new));
    List<Item> items = new ArrayList<>();
    for (Row row : table.rows()) {
      String image = row.text("image");
      String path = sources.picture(image + ".jpg", PREFIX + part + "_Input", "");
      items.add(
          new Item(
              image,
              lesions.getOrDefault(image, image),
              List.of(new PictureRef("dermoscopic", path)),
              List.of(OneHot.index(row, CLASSES)),
              Map.of(),
              Optional.of(PARTS.get(part))));
    }
    return items;
  }
}
