package org.vigil.ingest.deidentify;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Cleans a description by keeping what is known to be harmless, because nobody can list all that is
 * not (PS3.15 annex E.3.5).
 */
final class Descriptors {
  private static final String SHORT_NUMBER = "[0-9]{1,2}";

  private Descriptors() {}

  /**
   * @param words that stay, in lower case
   * @return in ASCII; empty where nothing stays
   */
  static String clean(String text, Set<String> words) {
    return Arrays.stream(text.split("[^\\p{L}\\p{N}]+"))
        .filter(word -> word.matches(SHORT_NUMBER) || words.contains(word.toLowerCase(Locale.ROOT)))
        .filter(word -> word.chars().allMatch(c -> c < 0x80))
        .collect(Collectors.joining(" "));
  }
}
