package org.vigil.ingest.dicom.dataset;

import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Optional;

/** The transfer syntaxes that are read (PS3.5 section 10 and annex A). */
public enum TransferSyntax {
  IMPLICIT_LITTLE("1.2.840.10008.1.2", false, ByteOrder.LITTLE_ENDIAN),
  EXPLICIT_LITTLE("1.2.840.10008.1.2.1", true, ByteOrder.LITTLE_ENDIAN),
  DEFLATED_LITTLE("1.2.840.10008.1.2.1.99", true, ByteOrder.LITTLE_ENDIAN),
  EXPLICIT_BIG("1.2.840.10008.1.2.2", true, ByteOrder.BIG_ENDIAN),
  RLE("1.2.840.10008.1.2.5", true, ByteOrder.LITTLE_ENDIAN),
  JPEG_BASELINE("1.2.840.10008.1.2.4.50", true, ByteOrder.LITTLE_ENDIAN),
  JPEG_EXTENDED("1.2.840.10008.1.2.4.51", true, ByteOrder.LITTLE_ENDIAN),
  JPEG_LOSSLESS("1.2.840.10008.1.2.4.57", true, ByteOrder.LITTLE_ENDIAN),
  JPEG_LOSSLESS_FIRST_ORDER("1.2.840.10008.1.2.4.70", true, ByteOrder.LITTLE_ENDIAN),
  JPEG_LS_LOSSLESS("1.2.840.10008.1.2.4.80", true, ByteOrder.LITTLE_ENDIAN),
  JPEG_LS_NEAR_LOSSLESS("1.2.840.10008.1.2.4.81", true, ByteOrder.LITTLE_ENDIAN),
  JPEG_2000_LOSSLESS("1.2.840.10008.1.2.4.90", true, ByteOrder.LITTLE_ENDIAN),
  JPEG_2000("1.2.840.10008.1.2.4.91", true, ByteOrder.LITTLE_ENDIAN);

  private final String uid;
  private final boolean explicit;
  private final ByteOrder order;

  TransferSyntax(String uid, boolean explicit, ByteOrder order) {
    this.uid = uid;
    this.explicit = explicit;
    this.order = order;
  }

  public static Optional<TransferSyntax> of(String uid) {
    return Arrays.stream(values()).filter(syntax -> syntax.uid.equals(uid)).findFirst();
  }

  public String uid() {
    return uid;
  }

  /** Whether pixel data lie in fragments (PS3.5 annex A.4). */
  public boolean isEncapsulated() {
    return switch (this) {
      case IMPLICIT_LITTLE, EXPLICIT_LITTLE, DEFLATED_LITTLE, EXPLICIT_BIG -> false;
      default -> true;
    };
  }

  public boolean isExplicit() {
    return explicit;
  }

  public ByteOrder order() {
    return order;
  }
}
