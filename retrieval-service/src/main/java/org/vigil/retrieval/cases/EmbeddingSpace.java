package org.vigil.retrieval.cases;

import java.util.regex.Pattern;

/**
 * The space that embeddings of one bundle live in.
 *
 * @param slot the bundle's slot
 * @param version the bundle's version
 */
public record EmbeddingSpace(String slot, String version) {
  private static final Pattern SLOT = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");
  private static final Pattern VERSION = Pattern.compile("[A-Za-z0-9][A-Za-z0-9.-]{0,63}");

  public EmbeddingSpace {
    if (!SLOT.matcher(slot).matches() || !VERSION.matcher(version).matches()) {
      throw new IllegalArgumentException("an embedding space is slot/version");
    }
  }

  /** Reads {@code slot/version}. */
  public static EmbeddingSpace parse(String text) {
    int slash = text.indexOf('/');
    if (slash < 0) {
      throw new IllegalArgumentException("an embedding space is slot/version");
    }
    return new EmbeddingSpace(text.substring(0, slash), text.substring(slash + 1));
  }

  /** {@code slot/version}. */
  @Override
  public String toString() {
    return slot + "/" + version;
  }
}
