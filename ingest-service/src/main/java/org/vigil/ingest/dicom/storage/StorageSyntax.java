package org.vigil.ingest.dicom.storage;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.vigil.ingest.dicom.ReadableSyntaxes;
import org.vigil.ingest.dicom.pdu.Uid;

/** Transfer syntaxes of images (PS3.5 annex A, PS3.6 annex A), and how their data sets are read. */
public enum StorageSyntax {
  IMPLICIT_VR_LITTLE_ENDIAN("1.2.840.10008.1.2"),
  EXPLICIT_VR_LITTLE_ENDIAN("1.2.840.10008.1.2.1"),
  DEFLATED_EXPLICIT_VR_LITTLE_ENDIAN("1.2.840.10008.1.2.1.99"),
  EXPLICIT_VR_BIG_ENDIAN("1.2.840.10008.1.2.2"),
  JPEG_BASELINE("1.2.840.10008.1.2.4.50"),
  JPEG_EXTENDED("1.2.840.10008.1.2.4.51"),
  JPEG_LOSSLESS("1.2.840.10008.1.2.4.57"),
  JPEG_LOSSLESS_SV1("1.2.840.10008.1.2.4.70"),
  JPEG_LS_LOSSLESS("1.2.840.10008.1.2.4.80"),
  JPEG_LS_NEAR_LOSSLESS("1.2.840.10008.1.2.4.81"),
  JPEG_2000_LOSSLESS("1.2.840.10008.1.2.4.90"),
  JPEG_2000("1.2.840.10008.1.2.4.91"),
  HTJ2K_LOSSLESS("1.2.840.10008.1.2.4.201"),
  HTJ2K_LOSSLESS_RPCL("1.2.840.10008.1.2.4.202"),
  HTJ2K("1.2.840.10008.1.2.4.203"),
  RLE_LOSSLESS("1.2.840.10008.1.2.5");

  private final Uid uid;

  StorageSyntax(String uid) {
    this.uid = new Uid(uid);
  }

  public Uid uid() {
    return uid;
  }

  static Optional<StorageSyntax> of(Uid uid) {
    return Arrays.stream(values()).filter(syntax -> syntax.uid.equals(uid)).findFirst();
  }

  /** Those whose pixels this version decodes. */
  public static List<Uid> readable() {
    return uids(true);
  }

  /** Those whose pixels it does not decode, though the standard has them. */
  public static List<Uid> unreadable() {
    return uids(false);
  }

  private static List<Uid> uids(boolean readable) {
    return Arrays.stream(values())
        .map(StorageSyntax::uid)
        .filter(uid -> ReadableSyntaxes.contains(uid.value()) == readable)
        .toList();
  }

  boolean isExplicit() {
    return this != IMPLICIT_VR_LITTLE_ENDIAN;
  }

  boolean isBigEndian() {
    return this == EXPLICIT_VR_BIG_ENDIAN;
  }

  boolean isDeflated() {
    return this == DEFLATED_EXPLICIT_VR_LITTLE_ENDIAN;
  }
}
