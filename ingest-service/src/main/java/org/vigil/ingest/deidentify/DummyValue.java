package org.vigil.ingest.deidentify;

import java.util.List;
import org.vigil.ingest.dicom.dataset.Element;

/** Values that say nothing, for attributes that must have one (PS3.15 annex E.1, action D). */
final class DummyValue {
  private DummyValue() {}

  /** An element of the same tag; a sequence becomes an empty one. */
  static Element of(Element element) {
    int tag = element.tag();
    String vr = element.vr();
    return switch (vr) {
      case "SQ" -> Element.items(tag, List.of());
      case "DA" -> Element.text(tag, vr, "19000101");
      case "TM" -> Element.text(tag, vr, "000000");
      case "DT" -> Element.text(tag, vr, "19000101000000");
      case "AS" -> Element.text(tag, vr, "000Y");
      case "IS", "DS" -> Element.text(tag, vr, "0");
      case "UI" -> Element.text(tag, vr, "2.25.0");
      case "US", "SS" -> Element.bytes(tag, vr, new byte[2]);
      case "UL", "SL", "FL", "AT" -> Element.bytes(tag, vr, new byte[4]);
      case "FD", "SV", "UV" -> Element.bytes(tag, vr, new byte[8]);
      case "OB", "OW", "OD", "OF", "OL", "OV", "UN" -> Element.bytes(tag, vr, new byte[2]);
      default -> Element.text(tag, vr, "REMOVED");
    };
  }
}
