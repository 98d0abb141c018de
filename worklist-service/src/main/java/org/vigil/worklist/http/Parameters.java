package org.vigil.worklist.http;

import java.util.Optional;
import org.vigil.platform.problem.Problem;
import org.vigil.platform.problem.ProblemException;
import org.vigil.schemas.id.SiteId;
import org.vigil.schemas.word.Words;
import org.vigil.worklist.view.Cursor;

/** Reads query parameters; what cannot be meant is a 400 that names the parameter. */
final class Parameters {
  private Parameters() {}

  /** The constant that a parameter names; empty where the parameter is absent or blank. */
  static <E extends Enum<E>> Optional<E> word(Class<E> type, String name, Optional<String> text) {
    return given(text)
        .map(
            word ->
                Words.parse(type, word)
                    .orElseThrow(
                        () -> refused(name, name + " is one of " + Words.list(type) + ".")));
  }

  static Optional<String> site(Optional<String> text) {
    try {
      return given(text).map(site -> new SiteId(site).value());
    } catch (IllegalArgumentException e) {
      throw refused("site", e.getMessage());
    }
  }

  static int limit(int limit, int most) {
    if (limit < 1 || limit > most) {
      throw refused("limit", "limit is 1 to " + most + ".");
    }
    return limit;
  }

  /** Where the page before ended, which must have been one of the same list. */
  static <C extends Cursor> Optional<C> cursor(Class<C> type, Optional<String> text) {
    return given(text)
        .map(
            token ->
                Cursor.parse(token)
                    .filter(type::isInstance)
                    .map(type::cast)
                    .orElseThrow(
                        () -> refused("after", "after is the next of a page of the same list.")));
  }

  static String required(String name, Optional<String> text) {
    return given(text).orElseThrow(() -> refused(name, name + " is missing."));
  }

  private static Optional<String> given(Optional<String> text) {
    return text.filter(t -> !t.isBlank());
  }

  static ProblemException refused(String parameter, String detail) {
    return new ProblemException(
        Problem.of(400, "parameter-invalid", "Not a valid parameter", detail).about(parameter));
  }
}
