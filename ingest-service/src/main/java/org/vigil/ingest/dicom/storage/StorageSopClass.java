package org.vigil.ingest.dicom.storage;

import java.util.Arrays;
import java.util.Optional;
import org.vigil.ingest.dicom.pdu.Uid;
import org.vigil.schemas.event.ImageRole;

/** The storage SOP classes that are received (PS3.4 table B.5-1), by their names in PS3.6. */
public enum StorageSopClass {
  COMPUTED_RADIOGRAPHY("1"),
  DIGITAL_X_RAY_FOR_PRESENTATION("1.1"),
  DIGITAL_X_RAY_FOR_PROCESSING("1.1.1"),
  SECONDARY_CAPTURE("7"),
  MULTI_FRAME_GRAYSCALE_BYTE_SECONDARY_CAPTURE("7.2"),
  MULTI_FRAME_GRAYSCALE_WORD_SECONDARY_CAPTURE("7.3"),
  MULTI_FRAME_TRUE_COLOR_SECONDARY_CAPTURE("7.4"),
  VL_PHOTOGRAPHIC("77.1.4"),
  DERMOSCOPIC_PHOTOGRAPHY("77.1.7");

  private static final String ROOT = "1.2.840.10008.5.1.4.1.1.";

  private final Uid uid;

  StorageSopClass(String suffix) {
    this.uid = new Uid(ROOT + suffix);
  }

  public Uid uid() {
    return uid;
  }

  static Optional<StorageSopClass> of(Uid uid) {
    return Arrays.stream(values()).filter(sopClass -> sopClass.uid.equals(uid)).findFirst();
  }

  /** What its images show, where the class alone says it. */
  Optional<ImageRole> role() {
    return this == DERMOSCOPIC_PHOTOGRAPHY ? Optional.of(ImageRole.DERMOSCOPIC) : Optional.empty();
  }
}
