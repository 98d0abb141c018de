package org.vigil.ingest.dicom.storage;

import java.util.Map;
import java.util.Optional;

/**
 * What the first elements of a data set say of it.
 *
 * @param sopClassUid (0008,0016)
 * @param sopInstanceUid (0008,0018)
 * @param modality (0008,0060)
 * @param bodyPart (0018,0015)
 * @param frames (0028,0008), 1 where it is absent or no number
 */
record Headline(
    Optional<String> sopClassUid,
    Optional<String> sopInstanceUid,
    Optional<String> modality,
    Optional<String> bodyPart,
    int frames) {
  static final int SOP_CLASS_UID = 0x00080016;
  static final int SOP_INSTANCE_UID = 0x00080018;
  static final int MODALITY = 0x00080060;
  static final int BODY_PART_EXAMINED = 0x00180015;
  static final int NUMBER_OF_FRAMES = 0x00280008;

  static Headline of(Map<Integer, String> values) {
    return new Headline(
        Optional.ofNullable(values.get(SOP_CLASS_UID)),
        Optional.ofNullable(values.get(SOP_INSTANCE_UID)),
        Optional.ofNullable(values.get(MODALITY)),
        Optional.ofNullable(values.get(BODY_PART_EXAMINED)),
        frames(values.getOrDefault(NUMBER_OF_FRAMES, "")));
  }

  /** What is no number is for the decoder to refuse. */
  private static int frames(String number) {
    return number.matches("[0-9]{1,7}") ? Integer.parseInt(number) : 1;
  }
}
