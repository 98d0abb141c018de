package org.vigil.models.golden;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A test as it is written: the words in its string literals say which entries it asks for.
 *
 * @param name of the class
 * @param words its literals, and their parts between commas, where parameters come as rows
 * @param readsMethods whether it reads entries of methods.json
 */
record GoldenTestSource(String name, Set<String> words, boolean readsMethods) {
  private static final Pattern LITERAL = Pattern.compile("\"((?:[^\"\\\\\n]|\\\\.)*)\"");
  private static final Set<String> HARNESS_SECTIONS = Set.of("modules", "networks");
  private static final Pattern METHODS = Pattern.compile("\\bMethodGolden\\b|methods\\.json");

  static GoldenTestSource read(Path file) {
    try {
      String source = Files.readString(file);
      String name = file.getFileName().toString().replace(".java", "");
      return new GoldenTestSource(name, words(source), METHODS.matcher(source).find());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Set<String> words(String source) {
    Set<String> words = new TreeSet<>();
    Matcher literals = LITERAL.matcher(source);
    while (literals.find()) {
      words.add(literals.group(1));
      Arrays.stream(literals.group(1).split(",")).map(String::strip).forEach(words::add);
    }
    if (source.contains("PublishedCounts.")) {
      words.add("counts"); // the harness of that section
    }
    words.remove("");
    return words;
  }

  /**
   * Whether it asks for an entry: a literal is the entry's name, two together are ({@code
   * "jif_mmfa_" + "xception"}), or, in a list of rows that it walks through, one is its beginning.
   */
  boolean names(String entry) {
    String path = entry.substring(entry.indexOf('#') + 1);
    int slash = path.indexOf('/');
    String section = slash < 0 ? path : path.substring(0, slash);
    String name = path.substring(slash + 1);
    return HARNESS_SECTIONS.contains(section)
        ? isSpelled(name)
        : words.contains(section) && (isSpelled(name) || hasBeginning(name));
  }

  private boolean isSpelled(String name) {
    return words.contains(name)
        || words.stream()
            .anyMatch(
                word -> name.startsWith(word) && words.contains(name.substring(word.length())));
  }

  private boolean hasBeginning(String name) {
    return words.stream().anyMatch(word -> word.length() >= 8 && name.startsWith(word));
  }
}
