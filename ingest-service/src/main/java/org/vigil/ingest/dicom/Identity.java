package org.vigil.ingest.dicom;

import java.util.LinkedHashMap;
import java.util.Map;
import org.vigil.ingest.dicom.dataset.DataSet;

/** The direct identifiers of a data set by keyword, for the identity bucket and nowhere else. */
final class Identity {
  private static final Map<String, Integer> KEYWORDS = new LinkedHashMap<>();

  static {
    KEYWORDS.put("PatientName", 0x00100010);
    KEYWORDS.put("PatientID", 0x00100020);
    KEYWORDS.put("IssuerOfPatientID", 0x00100021);
    KEYWORDS.put("PatientBirthDate", 0x00100030);
    KEYWORDS.put("AccessionNumber", 0x00080050);
    KEYWORDS.put("StudyInstanceUID", 0x0020000D);
    KEYWORDS.put("SeriesInstanceUID", 0x0020000E);
    KEYWORDS.put("SOPInstanceUID", 0x00080018);
    KEYWORDS.put("SOPClassUID", 0x00080016);
    KEYWORDS.put("StudyDate", 0x00080020);
    KEYWORDS.put("StudyTime", 0x00080030);
    KEYWORDS.put("ReferringPhysicianName", 0x00080090);
    KEYWORDS.put("InstitutionName", 0x00080080);
    KEYWORDS.put("ManufacturerModelName", 0x00081090); // With serial numbers it tells a place.
  }

  private Identity() {}

  static Map<String, String> of(DataSet data) {
    Map<String, String> identity = new LinkedHashMap<>();
    KEYWORDS.forEach(
        (keyword, tag) -> data.text(tag).ifPresent(value -> identity.put(keyword, value)));
    return identity;
  }
}
