package org.vigil.ingest.dicom.storage;

import java.util.Optional;
import java.util.Set;
import org.vigil.ingest.dicom.dataset.DataDictionary;
import org.vigil.ingest.dicom.dataset.DataSet;
import org.vigil.ingest.dicom.dataset.Tag;

/**
 * What the first elements of a data set say of it.
 *
 * @param words those that are of interest, with short values
 */
public record Headline(DataSet words) {
  /** What instances are decided on and found by (PS3.4 section C.6.2.1). */
  static final Set<Integer> WANTED =
      Set.of(
          Tag.SpecificCharacterSet,
          Tag.SOPClassUID,
          Tag.SOPInstanceUID,
          tag("StudyDate"),
          tag("StudyTime"),
          tag("AccessionNumber"),
          Tag.Modality,
          tag("ReferringPhysicianName"),
          tag("StudyDescription"),
          tag("SeriesDescription"),
          tag("PatientName"),
          tag("PatientID"),
          tag("PatientBirthDate"),
          Tag.PatientSex,
          Tag.BodyPartExamined,
          Tag.StudyInstanceUID,
          Tag.SeriesInstanceUID,
          tag("StudyID"),
          tag("SeriesNumber"),
          tag("InstanceNumber"),
          Tag.NumberOfFrames,
          Tag.Rows,
          Tag.Columns);

  /** The last of them in a data set. */
  static final int LAST = Tag.Columns;

  private static int tag(String keyword) {
    return DataDictionary.tag(keyword).orElseThrow();
  }

  Optional<String> sopClassUid() {
    return words.text(Tag.SOPClassUID);
  }

  Optional<String> sopInstanceUid() {
    return words.text(Tag.SOPInstanceUID);
  }

  Optional<String> studyInstanceUid() {
    return words.text(Tag.StudyInstanceUID);
  }

  Optional<String> modality() {
    return words.text(Tag.Modality);
  }

  Optional<String> bodyPart() {
    return words.text(Tag.BodyPartExamined);
  }

  /** 1 where it is not said; what is no number is for the decoder to refuse. */
  int frames() {
    return words
        .text(Tag.NumberOfFrames)
        .filter(number -> number.matches("[0-9]{1,7}"))
        .map(Integer::parseInt)
        .orElse(1);
  }
}
