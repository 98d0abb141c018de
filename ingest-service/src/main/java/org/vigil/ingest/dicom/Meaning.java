package org.vigil.ingest.dicom;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.vigil.ingest.dicom.dataset.DataSet;
import org.vigil.ingest.dicom.dataset.Tag;
import org.vigil.schemas.event.ImageRole;
import org.vigil.schemas.event.StudyKind;

/** What a data set says about its study in our words. */
final class Meaning {
  private static final Pattern AGE =
      Pattern.compile("(\\d{3})([DWMY])"); // VR AS, PS3.5 section 6.2

  private Meaning() {}

  /** By Modality (0008,0060), unless the body part is known to be another than the kind's. */
  static Optional<StudyKind> kind(DataSet data) {
    String modality = data.text(Tag.Modality).orElse("");
    String part = data.text(Tag.BodyPartExamined).orElse("CHEST").toUpperCase(Locale.ROOT);
    return switch (modality) {
      case "CR", "DX", "RG" ->
          part.equals("CHEST") ? Optional.of(StudyKind.CHEST_XRAY) : Optional.empty();
      case "XC", "DMS", "GM" -> Optional.of(StudyKind.SKIN);
      default -> Optional.empty();
    };
  }

  /** By View Position (0018,5101). */
  static Optional<ImageRole> role(DataSet data) {
    return switch (data.text(Tag.ViewPosition).orElse("")) {
      case "PA", "AP" -> Optional.of(ImageRole.FRONTAL);
      case "LL", "RL", "LATERAL", "LLD", "RLD" -> Optional.of(ImageRole.LATERAL);
      default -> Optional.empty();
    };
  }

  static Map<String, String> metadata(DataSet data) {
    Map<String, String> metadata = new HashMap<>();
    data.text(Tag.PatientAge).flatMap(Meaning::years).ifPresent(age -> metadata.put("age", age));
    switch (data.text(Tag.PatientSex).orElse("")) {
      case "M" -> metadata.put("sex", "male");
      case "F" -> metadata.put("sex", "female");
      case "O" -> metadata.put("sex", "other");
      default -> {} // Not said.
    }
    return metadata;
  }

  private static Optional<String> years(String age) {
    Matcher matcher = AGE.matcher(age);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    int number = Integer.parseInt(matcher.group(1));
    return Optional.of(
        Integer.toString(
            switch (matcher.group(2)) {
              case "Y" -> number;
              case "M" -> number / 12;
              case "W" -> number / 52;
              default -> number / 365;
            }));
  }
}
