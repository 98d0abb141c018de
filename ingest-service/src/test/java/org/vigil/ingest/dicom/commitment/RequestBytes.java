package org.vigil.ingest.dicom.commitment;

import java.nio.ByteOrder;
import org.vigil.ingest.dicom.DataSetBytes;

/** Writes the action information of requests for commitment (PS3.4 table J.3-1). */
final class RequestBytes {
  private RequestBytes() {}

  /**
   * @param references class and instance of each
   */
  static byte[] of(boolean explicit, String transaction, String... references) {
    ByteOrder order = ByteOrder.LITTLE_ENDIAN;
    DataSetBytes data = new DataSetBytes(explicit, order).text(0x00081195, "UI", transaction);
    DataSetBytes[] items = new DataSetBytes[references.length / 2];
    for (int i = 0; i < items.length; i++) {
      items[i] =
          new DataSetBytes(explicit, order)
              .text(0x00081150, "UI", references[2 * i])
              .text(0x00081155, "UI", references[2 * i + 1]);
    }
    return data.sequenceOfUndefinedLength(0x00081199, items).toBytes();
  }
}
