package org.vigil.retrieval.http;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.vigil.platform.problem.ProblemException;
import org.vigil.retrieval.cases.CaseFilter;
import org.vigil.retrieval.cases.CaseFilter.AgeBand;
import org.vigil.retrieval.lookup.Wanted;
import org.vigil.schemas.event.ImageRole;
import org.vigil.schemas.event.StudyKind;
import org.vigil.schemas.id.SiteId;
import org.vigil.schemas.word.Words;

/**
 * Reads what a look-up asks for from its words, which are the same in a query string and in a body.
 * A word that there is not, or that makes no sense, is refused by its name.
 */
final class SearchWords {
  private static final Set<String> NAMES =
      new TreeSet<>(
          Set.of(
              "k",
              "diversity",
              "kind",
              "role",
              "finding",
              "excluded",
              "bodySite",
              "sex",
              "age",
              "site",
              "device",
              "from",
              "until",
              "verdict"));
  private static final Set<String> SEXES = Set.of("female", "male", "other");
  private static final Pattern AGES = Pattern.compile("(\\d{1,3})-(\\d{1,3})");
  private static final int LONGEST = 200;
  private static final int USUAL = 10;

  private final Map<String, String> words;

  private SearchWords(Map<String, String> words) {
    this.words = words;
  }

  /**
   * @throws ProblemException 400 for an unknown name or a value that makes no sense
   */
  static Wanted read(Map<String, String> words) {
    for (Map.Entry<String, String> word : words.entrySet()) {
      if (!NAMES.contains(word.getKey())) {
        throw Refusals.parameter("unknown", "Filters and options are " + NAMES + ".");
      }
      if (word.getValue().isBlank() || word.getValue().length() > LONGEST) {
        throw Refusals.parameter(word.getKey(), "1 to " + LONGEST + " characters.");
      }
    }
    return new SearchWords(words).wanted();
  }

  private Wanted wanted() {
    return new Wanted(number(), filter(), diversity());
  }

  private CaseFilter filter() {
    Optional<Instant> from = day("from");
    Optional<Instant> until = day("until");
    if (from.isPresent() && until.isPresent() && !from.get().isBefore(until.get())) {
      throw Refusals.parameter("until", "until is after from.");
    }
    return new CaseFilter(
        constant(StudyKind.class, "kind"),
        constant(ImageRole.class, "role"),
        text("finding"),
        text("excluded"),
        text("bodySite"),
        oneOf("sex", SEXES),
        text("age").map(SearchWords::band),
        text("site").map(SearchWords::site),
        text("device"),
        from,
        until,
        oneOf("verdict", Set.of("required", "any")).filter("any"::equals).isEmpty());
  }

  private Optional<String> text(String name) {
    return Optional.ofNullable(words.get(name)).map(String::strip);
  }

  private int number() {
    try {
      int k = text("k").map(Integer::parseInt).orElse(USUAL);
      if (k >= 1 && k <= Wanted.MOST) {
        return k;
      }
    } catch (NumberFormatException e) {
      throw outOfRange();
    }
    throw outOfRange();
  }

  private static ProblemException outOfRange() {
    return Refusals.parameter("k", "k is a whole number from 1 to " + Wanted.MOST + ".");
  }

  private double diversity() {
    try {
      double diversity = text("diversity").map(Double::parseDouble).orElse(0.0);
      if (diversity >= 0 && diversity <= 1) {
        return diversity;
      }
    } catch (NumberFormatException e) {
      throw noDiversity();
    }
    throw noDiversity();
  }

  private static ProblemException noDiversity() {
    return Refusals.parameter("diversity", "diversity is a number from 0 to 1.");
  }

  private <E extends Enum<E>> Optional<E> constant(Class<E> type, String name) {
    return text(name)
        .map(
            word ->
                Words.parse(type, word)
                    .orElseThrow(
                        () ->
                            Refusals.parameter(
                                name, name + " is one of " + Words.list(type) + ".")));
  }

  private Optional<String> oneOf(String name, Set<String> known) {
    Optional<String> word = text(name);
    if (word.isPresent() && !known.contains(word.get())) {
      throw Refusals.parameter(name, name + " is one of " + new TreeSet<>(known) + ".");
    }
    return word;
  }

  private static AgeBand band(String text) {
    Matcher ages = AGES.matcher(text);
    try {
      if (ages.matches()) {
        return new AgeBand(Integer.parseInt(ages.group(1)), Integer.parseInt(ages.group(2)));
      }
    } catch (IllegalArgumentException e) {
      throw Refusals.parameter("age", e.getMessage());
    }
    throw Refusals.parameter("age", "age is YOUNGEST-OLDEST in years, such as 40-59.");
  }

  static String site(String text) {
    try {
      return new SiteId(text).value();
    } catch (IllegalArgumentException e) {
      throw Refusals.parameter("site", e.getMessage());
    }
  }

  /** A day, UTC. */
  private Optional<Instant> day(String name) {
    try {
      return text(name).map(day -> LocalDate.parse(day).atStartOfDay(ZoneOffset.UTC).toInstant());
    } catch (DateTimeParseException e) {
      throw Refusals.parameter(name, name + " is a day, such as 2026-03-01.");
    }
  }
}
