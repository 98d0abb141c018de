package org.vigil.local.log;

import java.util.List;
import java.util.regex.Pattern;

/** Picks the one line of a log that most likely says why a process failed. */
final class TellingLine {
  private static final int MAX_LENGTH = 300;
  private static final Pattern STACK_FRAME = Pattern.compile("^\\s+(at |\\.\\.\\. )|^---");
  private static final Pattern CAUSE =
      Pattern.compile("Caused by:|ERROR|FATAL|Exception|OutOfMemoryError|Error:");

  private TellingLine() {}

  /** The innermost cause when there is one, else the last line that is no stack frame. */
  static String in(List<String> lines) {
    List<String> words =
        lines.stream().filter(l -> !l.isBlank() && !STACK_FRAME.matcher(l).find()).toList();
    for (int i = words.size() - 1; i >= 0; i--) {
      if (CAUSE.matcher(words.get(i)).find()) {
        return cut(withWhatItAnnounces(words, i));
      }
    }
    return words.isEmpty() ? "" : cut(words.getLast());
  }

  /** "Configuration validation failed:" says nothing without the line after it. */
  private static String withWhatItAnnounces(List<String> words, int i) {
    String line = words.get(i).strip();
    boolean announces = line.endsWith(":") && i + 1 < words.size();
    return announces ? line + " " + words.get(i + 1).strip() : line;
  }

  private static String cut(String line) {
    String text = line.strip();
    return text.length() <= MAX_LENGTH ? text : text.substring(0, MAX_LENGTH) + "…";
  }
}
