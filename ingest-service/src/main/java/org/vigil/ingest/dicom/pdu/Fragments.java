package org.vigil.ingest.dicom.pdu;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Cuts a command or data set into P-DATA-TFs that its receiver takes (PS3.8 annex D.1). */
public final class Fragments {
  private static final int LARGEST = 1 << 16;

  private Fragments() {}

  /**
   * @param maximumLength that the receiver stated: of the variable field; 0 is without limit
   */
  public static List<PDataTf> of(int contextId, boolean command, byte[] bytes, long maximumLength) {
    int most = size(maximumLength);
    List<PDataTf> pdus = new ArrayList<>();
    int at = 0;
    do {
      int length = Math.min(most, bytes.length - at);
      boolean last = at + length == bytes.length;
      pdus.add(
          new PDataTf(
              List.of(
                  new PresentationDataValue(
                      contextId, command, last, ByteBuffer.wrap(bytes, at, length).slice()))));
      at += length;
    } while (at < bytes.length);
    return pdus;
  }

  /** An even number of bytes: a peer may hold that fragments have even length. */
  private static int size(long maximumLength) {
    long room = maximumLength == 0 ? LARGEST : maximumLength - PresentationDataValue.OVERHEAD;
    return (int) Math.max(2, Math.min(room, LARGEST) & ~1L);
  }
}
