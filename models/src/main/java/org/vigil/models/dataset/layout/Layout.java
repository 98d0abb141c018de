package org.vigil.models.dataset.layout;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import org.vigil.models.dataset.Dataset;
import org.vigil.models.dataset.DatasetException;

/** The published layouts by name. */
public enum Layout {
  ISIC_2018("isic-2018", new Isic2018()),
  ISIC_2019("isic-2019", new Isic2019()),
  HAM10000("ham10000", new Ham10000()),
  PAD_UFES_20("pad-ufes-20", new PadUfes20()),
  DERM7PT("derm7pt", new Derm7pt()),
  CHEST_XRAY_14("chest-xray14", new ChestXray14()),
  RANZCR_CLIP("ranzcr-clip", new RanzcrClip()),
  LABEL_LISTS("label-lists", new LabelLists()),
  MEDMNIST("medmnist", new MedMnistArchive()),
  PH2("ph2", new Ph2Layout(Ph2Layout.Question.DIAGNOSIS)),
  PH2_MELANOMA("ph2-melanoma", new Ph2Layout(Ph2Layout.Question.MELANOMA)),
  PH2_CRITERIA("ph2-criteria", new Ph2Layout(Ph2Layout.Question.CRITERIA)),
  FOLDER("folder", new FolderAndTable(FolderAndTable.Columns.PLAIN));

  private final String word;
  private final DatasetReader reader;

  Layout(String word, DatasetReader reader) {
    this.word = word;
    this.reader = reader;
  }

  /** As commands say it. */
  public String word() {
    return word;
  }

  /**
   * Reads a data set's tables.
   *
   * @param source its folder, or the archive of {@link #MEDMNIST}
   * @throws DatasetException saying what is wrong and where
   */
  public Dataset read(Path source) {
    if (!Files.exists(source)) {
      throw new DatasetException("no " + source);
    }
    return reader.read(source);
  }

  public static Optional<Layout> of(String word) {
    return Arrays.stream(values()).filter(layout -> layout.word.equals(word)).findFirst();
  }

  /** All names, for help and messages. */
  public static String words() {
    return Arrays.stream(values()).map(Layout::word).collect(Collectors.joining(", "));
  }
}
