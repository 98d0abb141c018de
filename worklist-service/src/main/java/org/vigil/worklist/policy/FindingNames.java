package org.vigil.worklist.policy;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The findings that Vigil's slots report, as the data sets they are learnt from name them: NIH
 * ChestX-ray14 and CheXpert for chest X-rays, ISIC 2018/2019 and PAD-UFES-20 for skin.
 */
final class FindingNames {
  private static final List<String> CHEST =
      List.of(
          "Atelectasis",
          "Cardiomegaly",
          "Consolidation",
          "Edema",
          "Effusion",
          "Emphysema",
          "Enlarged Cardiomediastinum",
          "Fibrosis",
          "Fracture",
          "Hernia",
          "Infiltration",
          "Lung Lesion",
          "Lung Opacity",
          "Mass",
          "No Finding",
          "Nodule",
          "Pleural Effusion",
          "Pleural Other",
          "Pleural_Thickening",
          "Pneumonia",
          "Pneumothorax",
          "Support Devices",
          "Tuberculosis");
  private static final List<String> SKIN =
      List.of(
          "ACK", "AK", "AKIEC", "BCC", "BKL", "DF", "MEL", "NEV", "NV", "SCC", "SEK", "UNK",
          "VASC");
  private static final Set<String> KNOWN =
      Stream.concat(CHEST.stream(), SKIN.stream()).collect(Collectors.toUnmodifiableSet());

  private FindingNames() {}

  static Set<String> known() {
    return KNOWN;
  }
}
