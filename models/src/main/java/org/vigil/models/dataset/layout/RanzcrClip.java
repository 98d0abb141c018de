package org.vigil.models.dataset.layout;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.vigil.models.dataset.Dataset;
import org.vigil.models.dataset.Item;
import org.vigil.models.dataset.LabelScheme;
import org.vigil.models.dataset.PictureRef;
import org.vigil.models.dataset.Terms;
import org.vigil.models.dataset.table.Row;
import org.vigil.models.dataset.table.Table;

/**
 * RANZCR CLiP (Tang et al. 2021, doi 10.1038/s41597-021-01066-8), which CTransCNN calls
 * ChestX-ray11: catheters and tubes on 30,083 radiographs, eleven labels. No official split.
 */
final class RanzcrClip implements DatasetReader {
  static final List<String> FINDINGS =
      List.of(
          "ETT - Abnormal",
          "ETT - Borderline",
          "ETT - Normal",
          "NGT - Abnormal",
          "NGT - Borderline",
          "NGT - Incompletely Imaged",
          "NGT - Normal",
          "CVC - Abnormal",
          "CVC - Borderline",
          "CVC - Normal",
          "Swan Ganz Catheter Present");

  @Override
  public Dataset read(Path folder) {
    Sources sources = new Sources(folder);
    List<String> required = new ArrayList<>(FINDINGS);
    required.addAll(List.of("StudyInstanceUID", "PatientID"));
    Table table = Table.read(sources.need("train.csv"), required.toArray(String[]::new));
    return new Dataset(
        "RANZCR CLiP",
        new Terms(
            "RANZCR CLiP competition rules", "Tang et al. 2021, doi 10.1038/s41597-021-01066-8"),
        new LabelScheme.AnyOf(FINDINGS),
        List.of(),
        table.rows().stream().map(row -> item(row, sources)).toList(),
        sources.digests());
  }

  private static Item item(Row row, Sources sources) {
    String study = row.text("StudyInstanceUID");
    return new Item(
        study,
        row.text("PatientID"),
        List.of(new PictureRef("frontal", sources.picture(study + ".jpg", "train", ""))),
        OneHot.marks(row, FINDINGS),
        Map.of(),
        Optional.empty());
  }
}
