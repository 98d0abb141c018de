package org.vigil.ingest.dicom.pdu;

/**
 * What this software calls itself on the wire and in file meta information (PS3.7 section D.3.3.2).
 * Both are part of the bytes whose digest names an image: they do not change from release to
 * release.
 */
public final class Implementation {
  /** Under 2.25, the root of UIDs made from UUIDs (PS3.5 annex B.2), drawn once for Vigil. */
  public static final Uid CLASS_UID = new Uid("2.25.129355212072732031336704714568825349642");

  public static final String VERSION_NAME = "VIGIL_1";

  private Implementation() {}
}
