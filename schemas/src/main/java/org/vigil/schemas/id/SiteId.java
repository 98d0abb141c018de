package org.vigil.schemas.id;

import java.util.regex.Pattern;

/**
 * Names the hospital or programme that sent a study: the tenant. Safe in object keys, headers and
 * metric labels.
 *
 * @param value 1 to 40 characters of a-z, 0-9 and inner hyphens
 */
public record SiteId(String value) {
  private static final Pattern FORM = Pattern.compile("[a-z0-9]([a-z0-9-]{0,38}[a-z0-9])?");

  public SiteId {
    if (value == null || !FORM.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "a site is 1 to 40 characters of a-z, 0-9 and inner hyphens");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
