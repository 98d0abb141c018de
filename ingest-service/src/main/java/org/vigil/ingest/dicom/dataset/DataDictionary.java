package org.vigil.ingest.dicom.dataset;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Value representations and keywords of the standard's elements (PS3.6). Thread-safe. */
public final class DataDictionary {
  private static final String UNKNOWN = "UN";
  private static final String GROUP_LENGTH = "UL";
  private static final String PRIVATE_CREATOR = "LO";
  private static final int FIRST_OF_REPEATING = 0xFF00FFFF; // Groups 50xx and 60xx.
  private static final Map<Integer, Entry> BY_TAG = new HashMap<>();
  private static final Map<String, Integer> BY_KEYWORD = new HashMap<>();

  private record Entry(String vr, String keyword) {}

  static {
    load();
  }

  private DataDictionary() {}

  private static void load() {
    try (InputStream in = DataDictionary.class.getResourceAsStream("dictionary.txt")) {
      new String(in.readAllBytes(), StandardCharsets.US_ASCII).lines().forEach(DataDictionary::add);
    } catch (IOException e) {
      throw new UncheckedIOException("the data dictionary cannot be read", e);
    }
  }

  /** Tags with an x stand for a whole range; all their digits but those are in the map. */
  private static void add(String line) {
    String[] words = line.split(" ");
    String digits = words[0].replace('X', '0');
    int tag = Integer.parseUnsignedInt(digits, 16);
    BY_TAG.putIfAbsent(tag, new Entry(words[1], words[2]));
    if (digits.equals(words[0])) {
      BY_KEYWORD.put(words[2], tag);
    }
  }

  /** The value representation of an element; UN where the standard does not know it. */
  public static String vr(int tag) {
    if ((tag & 0xFFFF) == 0) {
      return GROUP_LENGTH;
    }
    if (Tag.isPrivate(tag)) {
      return Tag.isPrivateCreator(tag) ? PRIVATE_CREATOR : UNKNOWN;
    }
    return entry(tag).map(Entry::vr).orElse(UNKNOWN);
  }

  public static Optional<String> keyword(int tag) {
    return entry(tag).map(Entry::keyword);
  }

  public static Optional<Integer> tag(String keyword) {
    return Optional.ofNullable(BY_KEYWORD.get(keyword));
  }

  private static Optional<Entry> entry(int tag) {
    int group = tag >>> 24;
    boolean repeating = group == 0x50 || group == 0x60;
    return Optional.ofNullable(BY_TAG.get(repeating ? tag & FIRST_OF_REPEATING : tag));
  }
}
