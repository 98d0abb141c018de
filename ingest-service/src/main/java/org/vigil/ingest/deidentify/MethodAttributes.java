package org.vigil.ingest.deidentify;

import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.vigil.ingest.dicom.dataset.DataSet;
import org.vigil.ingest.dicom.dataset.Element;

/**
 * How an object says that it was de-identified, and by what (PS3.15 annex E.1.1, PS3.16 CID 7050).
 */
final class MethodAttributes {
  private static final int PATIENT_IDENTITY_REMOVED = 0x00120062;
  private static final int METHOD = 0x00120063;
  private static final int METHOD_CODES = 0x00120064;
  private static final int TEMPORAL_INFORMATION_MODIFIED = 0x00280303;
  private static final int CODE_VALUE = 0x00080100;
  private static final int CODING_SCHEME = 0x00080102;
  private static final int CODE_MEANING = 0x00080104;

  private MethodAttributes() {}

  static List<Element> of(Options options) {
    List<DataSet> codes = new ArrayList<>();
    codes.add(code("113100", "Basic Application Confidentiality Profile"));
    if (options.cleansDescriptors()) {
      codes.add(code("113105", "Clean Descriptors Option"));
    }
    if (options.modifiedDates()) {
      codes.add(code("113107", "Retain Longitudinal Temporal Information Modified Dates Option"));
    }
    if (!options.safePrivate().isEmpty()) {
      codes.add(code("113111", "Retain Safe Private Option"));
    }
    return List.of(
        Element.text(PATIENT_IDENTITY_REMOVED, "CS", "YES"),
        Element.text(METHOD, "LO", "Vigil, PS3.15 annex E"),
        Element.items(METHOD_CODES, codes),
        Element.text(
            TEMPORAL_INFORMATION_MODIFIED, "CS", options.modifiedDates() ? "MODIFIED" : "REMOVED"));
  }

  private static DataSet code(String value, String meaning) {
    DataSet code = new DataSet(ByteOrder.LITTLE_ENDIAN);
    code.put(Element.text(CODE_VALUE, "SH", value));
    code.put(Element.text(CODING_SCHEME, "SH", "DCM"));
    code.put(Element.text(CODE_MEANING, "LO", meaning));
    return code;
  }
}
