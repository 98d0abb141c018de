package org.vigil.local.e2e;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

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

  /** What of all this is in some bytes, by what it stands for; in any case, and in wide letters. */
  List<String> in(byte[] bytes) {
    byte[] narrow = new byte[bytes.length];
    byte[] wide = new byte[bytes.length];
    int letters = 0;
    for (int i = 0; i < bytes.length; i++) {
      byte b = bytes[i];
      narrow[i] = b >= 'a' && b <= 'z' ? (byte) (b - ('a' - 'A')) : b;
      if (b != 0) {
        wide[letters++] = narrow[i];
      }
    }
    Set<String> found = new LinkedHashSet<>();
    find(narrow, bytes.length, found);
    find(wide, letters, found);
    return List.copyOf(found);
  }

  /** Walks over the text once: there are many words, and megabytes of text. */
  private void find(byte[] text, int length, Set<String> found) {
    boolean[] firsts = new boolean[256];
    words.values().forEach(word -> firsts[word.charAt(0)] = true);
    for (int i = 0; i < length; i++) {
      if (text[i] > 0 && firsts[text[i]]) {
        for (Map.Entry<String, String> word : words.entrySet()) {
          if (begins(text, i, length, word.getValue())) {
            found.add(word.getKey());
          }
        }
      }
    }
  }

  private static boolean begins(byte[] text, int at, int length, String word) {
    if (at + word.length() > length) {
      return false;
    }
    for (int i = 0; i < word.length(); i++) {
      if (text[at + i] != word.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  List<String> in(String text) {
    return in(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Everything that was seeded, by what it stands for. */
  List<String> all() {
    return List.copyOf(words.keySet());
  }
}
