package org.vigil.ingest.dicomweb;

import jakarta.ws.rs.core.MultivaluedMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.vigil.ingest.dicom.dataset.DataDictionary;
import org.vigil.ingest.dicom.storage.Catalogue;
import org.vigil.platform.problem.Problem;
import org.vigil.platform.problem.ProblemException;

/**
 * The parameters of a search (PS3.18 section 8.3.4): attributes that must match, and which part of
 * the results is wanted.
 *
 * @param matches by keyword
 * @param limit most results of an answer
 * @param offset results that are passed over
 */
record SearchQuery(Map<String, String> matches, int limit, int offset) {
  static final int MOST = 1000;

  private static final int USUAL = 100;
  private static final Set<String> DATES = Set.of("DA", "TM", "DT");

  /** Parameters that ask for no match. Everything that is known is included as it is. */
  private static final Set<String> OTHERS =
      Set.of("limit", "offset", "includefield", "fuzzymatching", "accept", "charset");

  /**
   * @throws ProblemException 400 for what is no attribute that can be searched by, or no number
   */
  static SearchQuery of(MultivaluedMap<String, String> parameters, Set<String> searchable) {
    Map<String, String> matches = new LinkedHashMap<>();
    parameters.forEach(
        (name, values) -> {
          if (!OTHERS.contains(name)) {
            matches.put(keyword(name, searchable), values.get(0));
          }
        });
    return new SearchQuery(
        matches,
        Math.min(MOST, number(parameters.get("limit"), USUAL)),
        number(parameters.get("offset"), 0));
  }

  private static String keyword(String name, Set<String> searchable) {
    String keyword =
        name.matches("[0-9A-Fa-f]{8}")
            ? DataDictionary.keyword(Integer.parseUnsignedInt(name, 16)).orElse(name)
            : name;
    if (!searchable.contains(keyword)) {
      throw invalid("cannot search by '" + name.replaceAll("[^A-Za-z0-9.]", "?") + "' here");
    }
    return keyword;
  }

  private static int number(List<String> values, int otherwise) {
    if (values == null) {
      return otherwise;
    }
    if (!values.get(0).matches("[0-9]{1,9}")) {
      throw invalid("limit and offset are numbers");
    }
    return Integer.parseInt(values.get(0));
  }

  private static ProblemException invalid(String detail) {
    return new ProblemException(Problem.of(400, "invalid-request", "Nothing was searched", detail));
  }

  /** The one value that an attribute must have, where that is so. */
  Optional<String> exactly(String keyword) {
    return Optional.ofNullable(matches.get(keyword))
        .filter(value -> !value.matches(".*[*?,\\\\].*"));
  }

  boolean accepts(Catalogue.Instance instance) {
    return matches.entrySet().stream()
        .allMatch(match -> accepts(match.getKey(), match.getValue(), instance));
  }

  /** PS3.4 section C.2.2.2: single value, list of UIDs, wildcard, range; empty matches anything. */
  private static boolean accepts(String keyword, String wanted, Catalogue.Instance instance) {
    String value = instance.word(keyword);
    String vr = DataDictionary.tag(keyword).map(DataDictionary::vr).orElse("");
    if (wanted.isEmpty() || wanted.equals("*")) {
      return true;
    }
    if (vr.equals("UI")) {
      return List.of(wanted.split("[,\\\\]")).contains(value);
    }
    if (DATES.contains(vr) && wanted.contains("-")) {
      return between(wanted, value);
    }
    return pattern(wanted, vr.equals("PN")).matcher(value).matches();
  }

  private static boolean between(String range, String value) {
    int dash = range.indexOf('-');
    String from = range.substring(0, dash);
    String to = range.substring(dash + 1);
    // A bound of less precision includes what begins with it.
    return !value.isEmpty()
        && value.compareTo(from) >= 0
        && (to.isEmpty() || value.compareTo(to) <= 0 || value.startsWith(to));
  }

  /** Names match whatever their case, and in any of their component groups. */
  private static Pattern pattern(String wanted, boolean name) {
    StringBuilder pattern = new StringBuilder(name ? "(?:.*=)?" : "");
    for (char c : wanted.toCharArray()) {
      pattern.append(c == '*' ? ".*" : c == '?' ? "." : Pattern.quote(String.valueOf(c)));
    }
    if (name) {
      pattern.append("\\^*(?:=.*)?");
    }
    int flags = name ? Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.DOTALL : 0;
    return Pattern.compile(pattern.toString(), flags);
  }
}
