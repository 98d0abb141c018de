package org.vigil.ingest.dicom.pdu;

import java.util.regex.Pattern;

/**
 * A DICOM unique identifier (PS3.5 section 9). Components with leading zeros, which the standard
 * forbids, are let pass: devices in use send them, and nothing here depends on it.
 *
 * @param value 1 to 64 characters: numbers joined by dots
 */
public record Uid(String value) {
  private static final Pattern FORM = Pattern.compile("(?=.{1,64}$)[0-9]+(\\.[0-9]+)*");

  public Uid {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException("a UID is 1 to 64 characters: numbers joined by dots");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
