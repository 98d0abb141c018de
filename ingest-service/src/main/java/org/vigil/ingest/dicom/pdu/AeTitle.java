package org.vigil.ingest.dicom.pdu;

import java.util.regex.Pattern;

/**
 * Names a DICOM application entity (VR AE, PS3.5 section 6.2). Spaces around it do not count; it
 * may be blank on the wire, and then names nobody.
 *
 * @param value up to 16 printable ASCII characters without backslash
 */
public record AeTitle(String value) {
  /** Its length on the wire, where it is padded with spaces. */
  static final int LENGTH = 16;

  private static final Pattern FORM = Pattern.compile("[\\x20-\\x5B\\x5D-\\x7E]{0,16}");

  public AeTitle {
    value = value.strip();
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "an AE title is up to 16 printable ASCII characters without backslash");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
