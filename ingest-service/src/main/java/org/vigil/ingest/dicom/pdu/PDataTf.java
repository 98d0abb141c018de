package org.vigil.ingest.dicom.pdu;

import java.util.List;

/**
 * P-DATA-TF: carries fragments of messages (PS3.8 section 9.3.5).
 *
 * @param values at least one
 */
public record PDataTf(List<PresentationDataValue> values) implements Pdu {
  static final int TYPE = 0x04;

  public PDataTf {
    values = List.copyOf(values);
    if (values.isEmpty()) {
      throw new IllegalArgumentException("a P-DATA-TF carries a presentation data value");
    }
  }

  @Override
  public int type() {
    return TYPE;
  }
}
