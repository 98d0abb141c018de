package org.vigil.local.e2e;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

/**
 * Identifiers that occur nowhere but where a test put them, and that can be found again in any
 * bytes: as UTF-8, as UTF-16 and in any case.
 */
final class SeededIdentifiers {
  private static final int LETTERS = 12;

  private final Map<String, String> words = new LinkedHashMap<>();
  private final Random random;

  SeededIdentifiers(long seed) {
    this.random = new Random(seed);
  }

  /** A new word of capital letters, remembered by what it stands for. */
  String word(String what) {
    StringBuilder word = new StringBuilder("ZQ");
    for (int i = 0; i < LETTERS; i++) {
      word.append((char) ('A' + random.nextInt(26)));
    }
    words.put(what, word.toString());
    return word.toString();
  }

  /** A new number, remembered by what it stands for. */
  String number(String what) {
    String number = Long.toString(1_000_000_000_000_000L + (random.nextLong() >>> 12));
    words.put(what, number);
    return number;
  }

  /** What was seeded for something. */
  String of(String what) {
    return words.get(what);
  }

  /** What of all this is in some bytes, by what it stands for. */
  List<String> in(byte[] bytes) {
    String narrow = new String(bytes, StandardCharsets.ISO_8859_1).toUpperCase(Locale.ROOT);
    String wide = narrow.indexOf(0) < 0 ? narrow : narrow.replace("\0", "");
    return words.entrySet().stream()
        .filter(word -> narrow.contains(word.getValue()) || wide.contains(word.getValue()))
        .map(Map.Entry::getKey)
        .toList();
  }

  List<String> in(String text) {
    return in(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Everything that was seeded, by what it stands for. */
  List<String> all() {
    return List.copyOf(words.keySet());
  }
}
